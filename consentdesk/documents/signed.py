"""Who signed a record: a card for each, and how where it was not with a pen on the screen (R17, R19, R20)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consentdesk.documents.composing import NOTE, SMALL, Composer
from consentdesk.documents.people import role_words
from consentdesk.documents.press.blocks import HAIRLINE, Block, Box, Cards, Columns, Stack
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.figures import AtFoot, Ink
from consentdesk.domain.draft import Attestation, Signature
from consentdesk.domain.moment import Moment
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.route import PaperForm, Route

FEWEST_COLUMNS, MOST_COLUMNS, LARGE_COLUMNS = 3, 4, 2
CARD_GAP = 9.0
MOST_LETTERS = 400  # more would make a narrow card taller than a page
INK_TALL, ROUTE_GAP = 42.0, 5.0
SHORT_HASH = 8


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
class Signed:
    """The signatures of a record."""

    composer: Composer
    record: ConsentRecord

    def blocks(self) -> Iterator[Block]:
        yield self.composer.heading("signed.heading")
        yield from self._route()
        cards = [*map(self._signature, self.record.signatures), self._attestation(self.record.attestation)]
        columns = self._columns(cards)
        for at in range(0, len(cards), columns):
            row = tuple(self._box(card) for card in cards[at : at + columns])
            yield Cards(row, columns, CARD_GAP, after=CARD_GAP, rtl=self.composer.rtl)

    def _columns(self, cards: list[Card]) -> int:
        if any(card.letters > MOST_LETTERS for card in cards):
            return 1
        if self.composer.large:
            return LARGE_COLUMNS
        return max(FEWEST_COLUMNS, min(len(cards), MOST_COLUMNS))

    def _route(self) -> Iterator[Block]:
        """One sentence on how people agreed, where it was not on the screen (R20)."""
        if self.record.route is Route.VERBAL:
            said = self.composer.say("signed.route_verbal")
            yield Stack((said,), after=ROUTE_GAP, keep_with_next=True)
        if self.record.route is Route.PAPER and self.record.paper is not None:
            yield self._paper(self.record.paper)

    def _paper(self, form: PaperForm) -> Block:
        """Which pages are kept with the record, each by the start of its picture's hash."""
        words = self.composer.words
        hashes = words["form.comma"].join(scan.sha256[:SHORT_HASH] for scan in form.scans)
        printed = words.day(form.printed_at.day)
        said = self.composer.say("signed.route_paper", date=printed)
        kept = self.composer.say("signed.pages_kept", NOTE, count=str(len(form.scans)), hashes=hashes)
        return Stack((said, kept), after=ROUTE_GAP, keep_with_next=True)

    def _signature(self, signature: Signature) -> Card:
        words, record, witness = self.composer.words, self.record, signature.witness
        adults = (record.representative, record.second_representative)
        role = role_words(words, signature.role, adults, record.age_years)
        heard = "signed.heard_by" if signature.route is Route.VERBAL else "signed.mark_before"
        note = words.fill(heard, name=witness) if witness else ""
        return Card(self._mark(signature), signature.name, role, signature.meaning, signature.at, note)

    def _mark(self, signature: Signature) -> Block:
        """The drawn signature, or that there is none: it was said, or stands on the paper (R20)."""
        said = {Route.VERBAL: "signed.by_voice", Route.PAPER: "signed.in_ink"}.get(signature.route)
        return Ink(signature.drawing, INK_TALL, after=2) if said is None else self._in_words(said)

    def _attestation(self, attestation: Attestation) -> Card:
        code = self._in_words("signed.by_code")
        return Card(code, attestation.name, attestation.role, attestation.meaning, attestation.at)

    def _in_words(self, key: str) -> Block:
        return AtFoot(self.composer.say(key, NOTE), INK_TALL, after=2)

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
