"""Whose record it is, and who took part (R8–R12, R15, R16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consentdesk.documents.composing import INK, Composer
from consentdesk.documents.press.blocks import Block, Box
from consentdesk.documents.words import Words
from consentdesk.domain.draft import AssentState
from consentdesk.domain.pack import ALONE
from consentdesk.domain.people import Capacity, Circumstances, Representative, Supporter
from consentdesk.domain.record import ConsentRecord

FRAME_GAP = 6.0
REPRESENTING = ("representative", "second_representative")
Adults = tuple[Representative | None, Representative | None]


def standing(words: Words, adult: Representative) -> dict[str, str]:
    """What makes an adult decide for the patient, in words (R12)."""
    return {"relationship": words.term(adult.relationship), "authority": words.term(adult.authority)}


def role_words(words: Words, role: str, adults: Adults, age_years: int) -> str:
    """Somebody's role as it stands below their signature (R17)."""
    adult = dict(zip(REPRESENTING, adults, strict=True)).get(role)
    if adult is not None:
        return words.fill("signed.representative", **standing(words, adult))
    return words.fill(f"signed.{role}", age=str(age_years))


def departure(composer: Composer, facts: Circumstances, given: str, reason: str) -> Block:
    """A frame that says what departs from the rules, and why (R15)."""
    unable = facts.capacity is Capacity.TEMPORARILY_LACKING
    key = "patient.capacity_temporarily_lacking" if unable else "patient.alone"
    what = composer.words.fill(key, given=given)
    told = composer.say("patient.departs", what=what, reason=reason)
    return Box(told, border=INK, padding=8, after=FRAME_GAP)


def why_them(words: Words, facts: Circumstances, given: str, pathway: str) -> Iterator[str]:
    """What besides age settled who decides (R10, R15), but for what departs from the rules."""
    if facts.capacity not in (Capacity.NO_DOUBT, Capacity.TEMPORARILY_LACKING):
        yield words.fill(f"patient.capacity_{facts.capacity}", given=given)
    if pathway == ALONE:
        yield words.fill("patient.decides_alone", given=given, ground=words.term(facts.decides_alone))


def permitting(words: Words, adults: Adults, one_signs: str) -> Iterator[str]:
    """Who decides for the patient, and why only one of two did."""
    for adult in adults:
        if adult is not None:
            yield words.fill("patient.representative", name=adult.name, **standing(words, adult))
    if one_signs:
        yield words.fill("patient.one_signs", reason=one_signs)


def helping(words: Words, supporters: Sequence[Supporter]) -> Iterator[str]:
    """Interpreters and support persons (R16)."""
    for helper in supporters:
        key = f"patient.{helper.kind}_in" if helper.language else f"patient.{helper.kind}"
        yield words.fill(key, name=helper.name, language=helper.language)


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
            facts, reason = self.record.circumstances, self.record.override
            yield departure(self.composer, facts, patient.given_name, reason)
        told = " ".join(self._told())
        if told:
            yield self.composer.quote(told)

    def _told(self) -> Iterator[str]:
        words, record, given = self.composer.words, self.record, self.record.patient.given_name
        yield from why_them(words, record.circumstances, given, record.pathway)
        adults = (record.representative, record.second_representative)
        yield from permitting(words, adults, record.one_signs)
        if key := self._assent_key():
            yield words.fill(key, given=given, reason=record.assent.reason if record.assent else "")
        yield from helping(words, record.supporters)

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
