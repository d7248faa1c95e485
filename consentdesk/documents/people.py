"""Whose record it is, and who took part (R8–R12, R15, R16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consentdesk.documents.composing import INK, Composer
from consentdesk.documents.press.blocks import Block, Box
from consentdesk.documents.words import Words
from consentdesk.domain.draft import AssentState
from consentdesk.domain.pack import ALONE
from consentdesk.domain.people import OVERRIDE, Capacity, Representative
from consentdesk.domain.record import ConsentRecord

FRAME_GAP = 6.0
REPRESENTING = ("representative", "second_representative")


def standing(words: Words, adult: Representative) -> dict[str, str]:
    """What makes an adult decide for the patient, in words (R12)."""
    return {"relationship": words.term(adult.relationship), "authority": words.term(adult.authority)}


def role_words(words: Words, role: str, adults: tuple[Representative | None, ...], age_years: int) -> str:
    """Somebody's role as it stands below their signature (R17); `adults` are the first and the second
    representative."""
    adult = dict(zip(REPRESENTING, adults, strict=True)).get(role)
    if adult is not None:
        return words.fill("signed.representative", **standing(words, adult))
    return words.fill(f"signed.{role}", age=str(age_years))


@dataclass(frozen=True)
class People:
    """The people of a record."""

    composer: Composer
    record: ConsentRecord

    def introduced(self) -> Iterator[Block]:
        """The patient; a departure from the rules in a frame of its own (R15); in one sentence each who else
        took part."""
        patient, words = self.record.patient, self.composer.words
        key = "patient.line_with_number" if patient.record_number else "patient.line"
        born = words.day(patient.born)
        above_frame = FRAME_GAP if self.record.override else 0
        yield self.composer.say(
            key, after=above_frame, name=patient.name, born=born, number=patient.record_number
        )
        if self.record.override:
            yield self._departure()
        told = " ".join(self._told())
        if told:
            yield self.composer.quote(told)

    def _departure(self) -> Block:
        told = self.composer.say("patient.departs", what=self._departed(), reason=self.record.override)
        return Box(told, border=INK, padding=8, after=FRAME_GAP)

    def _departed(self) -> str:
        words, facts = self.composer.words, self.record.circumstances
        key = "alone" if facts.decides_alone == OVERRIDE else f"capacity_{facts.capacity}"
        return words.fill(f"patient.{key}", given=self.record.patient.given_name)

    def _told(self) -> Iterator[str]:
        words, given = self.composer.words, self.record.patient.given_name
        yield from self._why_them()
        for adult in (self.record.representative, self.record.second_representative):
            if adult is not None:
                yield words.fill("patient.representative", name=adult.name, **standing(words, adult))
        if self.record.one_signs:
            yield words.fill("patient.one_signs", reason=self.record.one_signs)
        if key := self._assent_key():
            reason = self.record.assent.reason if self.record.assent else ""
            yield words.fill(key, given=given, reason=reason)
        for helper in self.record.supporters:
            key = f"patient.{helper.kind}_in" if helper.language else f"patient.{helper.kind}"
            yield words.fill(key, name=helper.name, language=helper.language)

    def _why_them(self) -> Iterator[str]:
        """What besides age settled who decides (R10, R15); not again what departs from the rules."""
        words, facts, given = self.composer.words, self.record.circumstances, self.record.patient.given_name
        told_framed = self.record.override and facts.capacity is Capacity.TEMPORARILY_LACKING
        if facts.capacity is not Capacity.NO_DOUBT and not told_framed:
            yield words.fill(f"patient.capacity_{facts.capacity}", given=given)
        if self.record.pathway == ALONE:
            yield words.fill("patient.decides_alone", given=given, ground=words.term(facts.decides_alone))

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
