"""Papers for whoever took something back: the receipt at once, the one when every place was seen to, and the
sheet of today's answers that goes with a copy (R23, R32)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from consentdesk.documents.composing import ACCENT_SOFT, BODY, HEADING, NOTE, SMALL, TITLE, Composer
from consentdesk.documents.press.blocks import Block, Box, Cards, Columns, Stack, Table
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.figures import Picture, Tile
from consentdesk.documents.sheet import SECTION_GAP, masthead, print_sheet, section
from consentdesk.documents.words import Words
from consentdesk.domain.people import Clinic
from consentdesk.domain.receipt import LeftPlace, NamedPicture, Receipt, StatusSheet
from consentdesk.domain.withdrawal import Asker

IN_A_ROW, TALLEST = 4, 84.0
PICTURE_SHARE, WHERE_SHARE, WHAT_SHARE, DAY_SHARE = 0.5, 2.2, 2.4, 1.1


@dataclass(frozen=True)
class PatientPaper:
    """What these papers share: the clinic's head, pictures by number, whom to ask, the foot."""

    TITLE_IN_FILE: ClassVar[str]

    composer: Composer
    thumbnails: Mapping[str, bytes]
    rehearsal: bool

    @property
    def _words(self) -> Words:
        return self.composer.words

    def _print(self, paper: str, blocks: Iterator[Block], foot: str) -> bytes:
        return print_sheet(self.composer, paper, blocks, foot, self.rehearsal, self.TITLE_IN_FILE)

    def _masthead(self, clinic: Clinic, title: str, subtitle: Block) -> Block:
        return masthead(self.composer, clinic, self.composer.quote(self._words[title], TITLE, BOLD), subtitle)

    def _picture(self, picture: NamedPicture) -> Block:
        return Stack((self._seen(picture, TALLEST), self._named(picture)))

    def _seen(self, picture: NamedPicture, tallest: float) -> Block:
        """The picture, or its number where it is gone."""
        jpeg = self.thumbnails.get(picture.source_sha256)
        return Picture(jpeg, tallest, after=3) if jpeg else Tile(str(picture.number), HEADING, after=3)

    def _named(self, picture: NamedPicture) -> Block:
        named = self._words.fill("receipt.picture", number=str(picture.number), code=picture.code)
        told = [self.composer.quote(named, SMALL)]
        told += [self.composer.quote(picture.label, NOTE)] if picture.label else []
        return Stack((*told, self.composer.quote(picture.short_id, NOTE)))

    def _ask(self, clinic: Clinic, code: str) -> Block:
        contact, quote = clinic.contact, self.composer.quote
        ways = " · ".join(way for way in (contact.telephone, contact.email, contact.post) if way)
        lines = (
            self.composer.heading("receipt.ask_heading"),
            self.composer.say("receipt.ask", after=2, code=code),
            quote(contact.name, BODY, BOLD),
            quote(ways),
        )
        return Stack(lines, after=SECTION_GAP)


@dataclass(frozen=True)
class WithdrawalReceipt(PatientPaper):
    """One receipt in the making."""

    TITLE_IN_FILE = "Receipt"

    receipt: Receipt

    def printed_on(self, paper: str) -> bytes:
        return self._print(paper, self._blocks(), self._words.fill("receipt.footer", code=self.receipt.code))

    def _blocks(self) -> Iterator[Block]:
        receipt, words = self.receipt, self._words
        title = "receipt.title_final" if receipt.final else "receipt.title"
        when = self.composer.say("receipt.subtitle", NOTE, moment=words.moment(receipt.at))
        yield self._masthead(receipt.clinic, title, when)
        yield Stack(tuple(self._people()), after=SECTION_GAP)
        yield from section(self._what_ended())
        yield from section(self._places())
        yield from section(self._for_good())
        yield self._care()
        yield from section(self._stays())
        yield self._ask(receipt.clinic, receipt.code)

    def _people(self) -> Iterator[Block]:
        receipt, say, words = self.receipt, self.composer.say, self._words
        who, way = receipt.patient, words[f"receipt.{receipt.way}"]
        born = words.day(who.born)
        if who.record_number:
            yield say("patient.line_with_number", name=who.name, born=born, number=who.record_number)
        else:
            yield say("patient.line", name=who.name, born=born)
        if receipt.who is Asker.PATIENT:
            yield say("receipt.asked_patient", way=way)
        else:
            relationship = words.term(receipt.relationship)
            yield say("receipt.asked_other", name=receipt.name, relationship=relationship, way=way)

    def _what_ended(self) -> Iterator[Block]:
        receipt, say, words = self.receipt, self.composer.say, self._words
        uses = words.listed(receipt.uses) or words["receipt.every_use"]
        yield self.composer.heading("receipt.heading")
        if receipt.all_pictures:
            yield say("receipt.all_pictures" if receipt.uses else "receipt.everything", after=4, uses=uses)
        else:
            yield say("receipt.some", after=6, uses=uses)
        yield from self._shown(receipt.pictures)
        if receipt.stay:
            yield say("receipt.kept", after=3, pictures=words.numbers([p.number for p in receipt.stay]))
            yield from self._shown(receipt.stay)
        yield say("receipt.since", moment=words.moment(receipt.at))

    def _shown(self, pictures: tuple[NamedPicture, ...]) -> Iterator[Block]:
        for first in range(0, len(pictures), IN_A_ROW):
            row = tuple(Box(self._picture(p), padding=0) for p in pictures[first : first + IN_A_ROW])
            yield Cards(row, IN_A_ROW, after=6, rtl=self._words.rtl)

    def _places(self) -> Iterator[Block]:
        final = "_final" if self.receipt.final else ""
        yield self.composer.heading(f"receipt.places_heading{final}")
        if not self.receipt.places:
            yield self.composer.say("receipt.no_places")
            return
        heads = ("receipt.place", "receipt.what_became", "receipt.since_when")
        if not final:
            heads = ("receipt.place", "receipt.what_next", "receipt.by_when")
        titles = ("", *(self._words[head] for head in heads))
        head = self._row(tuple(self.composer.quote(title, NOTE, BOLD) for title in titles), 4)
        gathered = _gathered(self.receipt.places)
        yield Table(head, tuple(self._place(*each) for each in gathered.items()), after=4)
        if not final:
            yield self.composer.say("receipt.next")

    def _place(self, place: LeftPlace, pictures: list[int]) -> Block:
        quote, words = self.composer.quote, self._words
        kind = f"{place.use} · {words[f'receipt.kind_{place.kind}']}"
        named = " · ".join(part for part in (place.title, place.outlet) if part)
        where = Stack((quote(named, SMALL, BOLD), quote(kind, NOTE)))
        became = f"receipt.{place.outcome}" if place.outcome else f"receipt.do_{place.kind}"
        numbers = ", ".join(map(str, sorted(pictures)))
        cells = (quote(numbers, SMALL), where, quote(words[became], SMALL))
        return self._row((*cells, quote(words.day(place.day), SMALL)), 5)

    def _row(self, cells: tuple[Block, ...], above: float) -> Columns:
        shares = (PICTURE_SHARE, WHERE_SHARE, WHAT_SHARE, DAY_SHARE)
        return Columns(cells, shares, 10, above, ruled=True, rtl=self._words.rtl)

    def _for_good(self) -> Iterator[Block]:
        """What nobody can undo; said wherever a picture may have been printed or copied (R32)."""
        if self.receipt.places:
            yield self.composer.heading("receipt.undo_heading")
            yield self.composer.say("receipt.undo")

    def _care(self) -> Block:
        mourning = "_in_memory" if self.receipt.in_memory else ""
        title = self.composer.quote(self._words[f"care{mourning}.title"], BODY, BOLD)
        return Box(title, fill=ACCENT_SOFT, padding=9, after=10)

    def _stays(self) -> Iterator[Block]:
        kept, say = self.receipt.kept, self.composer.say
        yield self.composer.heading("receipt.stays_heading")
        yield say("receipt.stays_record")
        if kept is not None:
            minor = "_minor" if kept.until_age else ""
            yield say(f"receipt.stays_medical{minor}", years=str(kept.years), age=str(kept.until_age))


def _gathered(places: Iterable[LeftPlace]) -> dict[LeftPlace, list[int]]:
    """Places that differ in their picture alone are one, with the numbers of its pictures."""
    found: dict[LeftPlace, list[int]] = {}
    for place in places:
        found.setdefault(replace(place, picture=0), []).append(place.picture)
    return found


@dataclass(frozen=True)
class SheetOfToday(PatientPaper):
    """One sheet of today's answers in the making."""

    TITLE_IN_FILE = "What counts today"

    sheet: StatusSheet

    def printed_on(self, paper: str) -> bytes:
        return self._print(paper, self._blocks(), self._words.fill("status.footer", code=self.sheet.code))

    def _blocks(self) -> Iterator[Block]:
        sheet, words = self.sheet, self._words
        when = self.composer.say("status.subtitle", NOTE, date=words.day(sheet.day), code=sheet.code)
        yield self._masthead(sheet.clinic, "status.title", when)
        yield self.composer.say("status.note", after=SECTION_GAP)
        yield self.composer.heading("status.heading")
        titles = (words["decided.picture"], *(name for _id, name in sheet.uses))
        head = self._row(tuple(self.composer.quote(title, NOTE, BOLD) for title in titles), 4)
        yield Table(head, tuple(map(self._of, sheet.pictures)), after=SECTION_GAP)
        yield self._ask(sheet.clinic, sheet.code)

    def _of(self, picture: NamedPicture) -> Block:
        answers = (self._answer(picture.source_sha256, use) for use, _name in self.sheet.uses)
        return self._row((self._picture(picture), *answers), 6)

    def _answer(self, image: str, use: str) -> Block:
        found, words = self.sheet.answer(image, use), self._words
        if found is None:
            return self.composer.quote(words["decided.not_asked"], BODY)
        day = words.day(found.day) if found.day else ""
        said = words.fill(f"status.{found.state}", date=day)
        return self.composer.quote(said, SMALL if found.day else BODY, BOLD)

    def _row(self, cells: tuple[Block, ...], above: float) -> Columns:
        shares = (1.35, *[1.0] * len(self.sheet.uses))
        return Columns(cells, shares, 10, above, ruled=True, rtl=self._words.rtl)
