"""Whose record it is, who took part, and who signed (R8–R12, R16, R17, R19, R23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consentdesk.documents.composing import NOTE, SMALL, Composer
from consentdesk.documents.press.blocks import HAIRLINE, Block, Box, Cards, Columns, Stack
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.figures import AtFoot, Ink
from consentdesk.domain.draft import AssentState, Attestation, Signature
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Capacity
from consentdesk.domain.record import ConsentRecord

FEWEST_COLUMNS, MOST_COLUMNS = 3, 4
CARD_GAP = 9.0
INK_TALL = 42.0


@dataclass(frozen=True)
class People:
    """The people of a record."""

    composer: Composer
    record: ConsentRecord

    def introduced(self) -> Iterator[Block]:
        """The patient, and in one sentence each who else took part."""
        patient, words = self.record.patient, self.composer.words
        key = "patient.line_with_number" if patient.record_number else "patient.line"
        born = words.day(patient.born)
        yield self.composer.say(key, name=patient.name, born=born, number=patient.record_number)
        told = " ".join(self._told())
        if told:
            yield self.composer.quote(told)

    def signed(self) -> Iterator[Block]:
        yield self.composer.heading("signed.heading")
        cards = [*map(self._signature, self.record.signatures), self._attestation(self.record.attestation)]
        columns = max(FEWEST_COLUMNS, min(len(cards), MOST_COLUMNS))
        for at in range(0, len(cards), columns):
            yield Cards(
                tuple(cards[at : at + columns]), columns, CARD_GAP, after=CARD_GAP, rtl=self.composer.rtl
            )

    def _told(self) -> Iterator[str]:
        words, given = self.composer.words, self.record.patient.given_name
        if (capacity := self.record.circumstances.capacity) is not Capacity.NO_DOUBT:
            yield words.fill(f"patient.capacity_{capacity}", given=given)
        if adult := self.record.representative:
            relationship, authority = words.term(adult.relationship), words.term(adult.authority)
            yield words.fill(
                "patient.representative", name=adult.name, relationship=relationship, authority=authority
            )
        if key := self._assent_key():
            reason = self.record.assent.reason if self.record.assent else ""
            yield words.fill(key, given=given, reason=reason)
        for helper in self.record.supporters:
            key = f"patient.{helper.kind}_in" if helper.language else f"patient.{helper.kind}"
            yield words.fill(key, name=helper.name, language=helper.language)

    def _assent_key(self) -> str:
        """Empty where there is nothing to tell, or where the patient did not want to be named (R23)."""
        assent = self.record.assent
        if assent is None:
            return ""
        if assent.state is AssentState.DISSENTS:
            return "patient.said_no" if assent.may_be_named else ""
        return f"patient.{assent.state}"

    def _signature(self, signature: Signature) -> Box:
        role = self._role(signature.role)
        mark = self.composer.words.fill("signed.witness", name=signature.witness) if signature.witness else ""
        ink = Ink(signature.drawing, INK_TALL, after=2)
        return self._card(ink, signature.name, role, signature.meaning, signature.at, mark)

    def _attestation(self, attestation: Attestation) -> Box:
        code = AtFoot(self.composer.say("signed.by_code", NOTE), INK_TALL, after=2)
        return self._card(code, attestation.name, attestation.role, attestation.meaning, attestation.at, "")

    def _card(self, mark: Block, name: str, role: str, meaning: str, at: Moment, note: str) -> Box:
        say = self.composer.quote
        lines = [
            say(name, SMALL, BOLD),
            say(role[:1].upper() + role[1:], SMALL, after=3),
            say(f"“{meaning}”", SMALL, after=3),
            say(self.composer.words.moment(at), NOTE),
        ]
        noted = [say(note, NOTE)] if note else []
        line = Columns((mark,), (1,), ruled=True, after=5)
        return Box(Stack((line, *lines, *noted)), border=HAIRLINE, padding=9)

    def _role(self, role: str) -> str:
        adult, words = self.record.representative, self.composer.words
        if role == "representative" and adult:
            relationship, authority = words.term(adult.relationship), words.term(adult.authority)
            return words.fill("signed.representative", relationship=relationship, authority=authority)
        return words.fill(f"signed.{role}", age=str(self.record.age_years))
