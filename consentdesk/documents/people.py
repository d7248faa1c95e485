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
from consentdesk.domain.pack import ALONE
from consentdesk.domain.people import Capacity, Representative
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.route import Route

FEWEST_COLUMNS, MOST_COLUMNS = 3, 4
CARD_GAP = 9.0
MOST_LETTERS = 400  # more would make a narrow card taller than a page
INK_TALL = 42.0


@dataclass(frozen=True)
class Card:
    """One person's word: what they left as a mark, who they are, what it means, when."""

    mark: Block
    name: str
    role: str
    meaning: str
    at: Moment
    note: str = ""

    @property
    def letters(self) -> int:
        return len(self.name) + len(self.role) + len(self.meaning) + len(self.note)


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
        if any(card.letters > MOST_LETTERS for card in cards):
            columns = 1
        for at in range(0, len(cards), columns):
            row = tuple(self._box(card) for card in cards[at : at + columns])
            yield Cards(row, columns, CARD_GAP, after=CARD_GAP, rtl=self.composer.rtl)

    def _told(self) -> Iterator[str]:
        words, given = self.composer.words, self.record.patient.given_name
        yield from self._why_them()
        for adult in (self.record.representative, self.record.second_representative):
            if adult is not None:
                yield words.fill("patient.representative", name=adult.name, **self._standing(adult))
        if self.record.one_signs:
            yield words.fill("patient.one_signs", reason=self.record.one_signs)
        if key := self._assent_key():
            reason = self.record.assent.reason if self.record.assent else ""
            yield words.fill(key, given=given, reason=reason)
        for helper in self.record.supporters:
            key = f"patient.{helper.kind}_in" if helper.language else f"patient.{helper.kind}"
            yield words.fill(key, name=helper.name, language=helper.language)

    def _why_them(self) -> Iterator[str]:
        """What besides age settled who decides, and why the rules were departed from (R10, R15)."""
        words, facts, given = self.composer.words, self.record.circumstances, self.record.patient.given_name
        if facts.capacity is not Capacity.NO_DOUBT:
            yield words.fill(f"patient.capacity_{facts.capacity}", given=given)
        if self.record.pathway == ALONE:
            yield words.fill("patient.decides_alone", given=given, ground=words.term(facts.decides_alone))
        if self.record.override:
            yield words.fill("patient.override", reason=self.record.override)

    def _assent_key(self) -> str:
        """Empty where there is nothing to tell, or where the patient did not want to be named (R23)."""
        assent = self.record.assent
        if assent is None:
            return ""
        if assent.state is AssentState.DISSENTS:
            return "patient.said_no" if assent.may_be_named else ""
        if assent.state is AssentState.AGREES and not self._signed("assent"):
            # a young child who said no to something unasked has not agreed to the rest
            return ""
        return f"patient.{assent.state}"

    def _signed(self, role: str) -> bool:
        return any(signature.role == role for signature in self.record.signatures)

    def _signature(self, signature: Signature) -> Card:
        role, words, witness = self._role(signature.role), self.composer.words, signature.witness
        heard = "signed.heard_by" if signature.route is Route.VERBAL else "signed.mark_before"
        note = words.fill(heard, name=witness) if witness else ""
        mark = self._mark(signature)
        return Card(mark, signature.name, role, signature.meaning, signature.at, note)

    def _mark(self, signature: Signature) -> Block:
        """The drawn signature, or that there is none: it was said, or stands on the paper (R20)."""
        said = {Route.VERBAL: "signed.by_voice", Route.PAPER: "signed.in_ink"}.get(signature.route)
        if said is None:
            return Ink(signature.drawing, INK_TALL, after=2)
        return AtFoot(self.composer.say(said, NOTE), INK_TALL, after=2)

    def _attestation(self, attestation: Attestation) -> Card:
        code = AtFoot(self.composer.say("signed.by_code", NOTE), INK_TALL, after=2)
        return Card(code, attestation.name, attestation.role, attestation.meaning, attestation.at)

    def _box(self, card: Card) -> Box:
        say = self.composer.quote
        lines: list[Block] = [
            Columns((card.mark,), (1,), ruled=True, after=5),
            say(card.name, SMALL, BOLD),
            say(card.role[:1].upper() + card.role[1:], SMALL, after=3),
            say(f"“{card.meaning}”", SMALL, after=3),
            say(self.composer.words.moment(card.at), NOTE),
        ]
        noted = [say(card.note, NOTE)] if card.note else []
        return Box(Stack((*lines, *noted)), border=HAIRLINE, padding=9)

    def _role(self, role: str) -> str:
        adults = {
            "representative": self.record.representative,
            "second_representative": self.record.second_representative,
        }
        if adult := adults.get(role):
            return self.composer.words.fill("signed.representative", **self._standing(adult))
        return self.composer.words.fill(f"signed.{role}", age=str(self.record.age_years))

    def _standing(self, adult: Representative) -> dict[str, str]:
        words = self.composer.words
        return {"relationship": words.term(adult.relationship), "authority": words.term(adult.authority)}
