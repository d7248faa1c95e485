"""The letter to a patient who has come of age: what was agreed for them, and what they can do now (R14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consentdesk.documents.composing import ACCENT_SOFT, BODY, NOTE, SMALL
from consentdesk.documents.press.blocks import Block, Box, Columns, Stack, Table
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.receipts import PatientPaper
from consentdesk.documents.sheet import SECTION_GAP, section
from consentdesk.domain.new_adult_letter import AgreedFor, NewAdultLetter
from consentdesk.domain.receipt import NamedPicture

SHARES = (2.2, 1.3, 1.7)
TALLEST = 56.0


@dataclass(frozen=True)
class LetterToNewAdult(PatientPaper):
    """One letter in the making."""

    TITLE_IN_FILE = "Letter"

    letter: NewAdultLetter

    def printed_on(self, paper: str) -> bytes:
        return self._print(paper, self._blocks(), self._words.fill("of_age.footer", code=self.letter.code))

    def _blocks(self) -> Iterator[Block]:
        letter, words = self.letter, self._words
        when = self.composer.say("of_age.subtitle", NOTE, date=words.day(letter.day))
        yield self._masthead(letter.clinic, "of_age.title", when)
        yield from section(self._greeting())
        yield self.composer.heading("of_age.heading")
        yield self._agreed()
        yield from section(self._now())
        yield self._care()
        yield from section(self._can_do())
        yield self._ask(letter.clinic, letter.code)

    def _greeting(self) -> Iterator[Block]:
        letter, say, words = self.letter, self.composer.say, self._words
        yield say("of_age.greeting", after=4, name=letter.patient.name)
        yield say("of_age.since", after=4, age=str(letter.age), date=words.day(letter.since))
        yield say("of_age.yours")

    def _agreed(self) -> Block:
        heads = ("decided.picture", "of_age.uses", "of_age.by")
        head = self._row(tuple(self.composer.quote(self._words[key], NOTE, BOLD) for key in heads), 4)
        return Table(head, tuple(map(self._line, self.letter.agreed)), after=SECTION_GAP)

    def _line(self, agreed: AgreedFor) -> Block:
        quote, words = self.composer.quote, self._words
        uses = Stack(tuple(quote(use, SMALL, BOLD) for use in agreed.uses))
        names = (f"{r.name}, {words.term(r.relationship)}" for r in agreed.by)
        by = Stack((*(quote(name, SMALL) for name in names), quote(words.day(agreed.agreed_on), NOTE)))
        return self._row((self._beside(agreed.picture), uses, by), 6)

    def _beside(self, picture: NamedPicture) -> Block:
        """The picture, and its number beside it."""
        shown, named = self._seen(picture, TALLEST), self._named(picture)
        return Columns((shown, named), (1, 1.4), 10, rtl=self._words.rtl)

    def _row(self, cells: tuple[Block, ...], above: float) -> Columns:
        return Columns(cells, SHARES, 12, above, ruled=True, rtl=self._words.rtl)

    def _now(self) -> Iterator[Block]:
        say = self.composer.say
        yield self.composer.heading("of_age.now_heading")
        yield say("of_age.frozen", after=3, date=self._words.day(self.letter.since))
        yield say("of_age.record", after=3)
        if self.letter.placed:
            yield say("of_age.placed")

    def _care(self) -> Block:
        title = self.composer.quote(self._words["care.title"], BODY, BOLD)
        return Box(title, fill=ACCENT_SOFT, padding=9, after=10)

    def _can_do(self) -> Iterator[Block]:
        yield self.composer.heading("of_age.can_heading")
        for key in ("decide", "take_back", "nothing"):
            yield self.composer.say(f"of_age.{key}", after=4)
