"""What was decided: image by image and use by use, and what an authorisation has to say (R2, R6, R21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from consentdesk.documents.composing import BODY, HEADING, NOTE, SMALL, Composer
from consentdesk.documents.decided import Decided
from consentdesk.documents.press.blocks import Block, Columns, Stack, Table
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.figures import Picture, Tile
from consentdesk.domain.draft import Expiry, Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.record import Decision, RecordImage

PICTURE_SHARE, USE_SHARE = 1.35, 1.0
ANSWERS_SHARE, ANSWER_SHARE = 2.9, 1.3  # in large print: beside the picture, and beside the use's name
TALLEST_PICTURE, TALLEST_IN_LARGE = 60.0, 90.0
GAP = 10.0
LONGEST_IN_A_CELL = 60
Allowed = tuple[Outlet | None, Expiry | None, tuple[int, ...]]


@dataclass(frozen=True)
class Decisions:
    """The decisions of a record, or of a session. `thumbnails` are JPEG bytes by source hash; an image
    without one is shown by its number."""

    composer: Composer
    record: Decided
    thumbnails: Mapping[str, bytes]

    def blocks(self) -> Iterator[Block]:
        yield self.composer.heading("decided.heading")
        if self.record.images:
            yield self._by_picture() if self.composer.large else self._table()
            yield from self._notes()
        else:
            refused = self.record.photography is not None and not self.record.photography.yes
            yield self.composer.say("decided.no_photographs" if refused else "decided.no_pictures")

    def _table(self) -> Block:
        return Table(self._head(), tuple(self._row(image) for image in self.record.images), after=6)

    def _by_picture(self) -> Block:
        """What the table says, use below use: large letters leave no room for columns."""
        return Stack(tuple(self._listed(image) for image in self.record.images), after=6)

    def _listed(self, image: RecordImage) -> Block:
        uses = Stack(tuple(self._use(image, use) for use in self.record.offered))
        shares = (PICTURE_SHARE, ANSWERS_SHARE)
        return Columns((self._image(image), uses), shares, GAP, above=6, ruled=True, rtl=self.composer.rtl)

    def _use(self, image: RecordImage, use: str) -> Block:
        name = self.composer.quote(self.record.use_words[use].short, BODY)
        answer = self._answer(self.record.decision(image.source_sha256, use))
        return Columns((name, answer), (USE_SHARE, ANSWER_SHARE), GAP, rtl=self.composer.rtl, after=5)

    def _head(self) -> Block:
        uses = [self.record.use_words[use].short for use in self.record.offered]
        titles = [self.composer.words["decided.picture"], *uses]
        return self._columns(tuple(self.composer.quote(title, NOTE, BOLD) for title in titles), above=4)

    def _row(self, image: RecordImage) -> Block:
        answers = (
            self._answer(self.record.decision(image.source_sha256, use)) for use in self.record.offered
        )
        return self._columns((self._image(image), *answers), above=6)

    def _columns(self, cells: tuple[Block, ...], above: float) -> Columns:
        shares = (PICTURE_SHARE, *[USE_SHARE] * len(self.record.offered))
        return Columns(cells, shares, GAP, above, ruled=True, rtl=self.composer.rtl)

    def _image(self, image: RecordImage) -> Block:
        jpeg, number = self.thumbnails.get(image.source_sha256), str(image.number)
        tallest = TALLEST_IN_LARGE if self.composer.large else TALLEST_PICTURE
        picture = Picture(jpeg, tallest, after=3) if jpeg else Tile(number, HEADING, after=3)
        name = f"{number} · {image.label}" if image.label else number
        quote = self.composer.quote
        return Stack((picture, quote(name, SMALL), quote(self._shown(image), NOTE)))

    def _shown(self, image: RecordImage) -> str:
        """When it was shown, and its short id (R3)."""
        if not image.kept:
            return self.composer.words.fill("decided.erased", id=image.short_id)
        if self._erased_since(image):
            return self.composer.words.fill("decided.erased_since", id=image.short_id)
        at = self._time(image.showings[-1].at)
        return self.composer.words.fill("decided.shown", time=at, id=image.short_id)

    def _erased_since(self, image: RecordImage) -> bool:
        """Whether an image that the record kept has gone since (R40)."""
        return image.kept and image.source_sha256 not in self.thumbnails

    def _time(self, moment: Moment) -> str:
        """The time, with its day where that is not the day of the seal."""
        words = self.composer.words
        if moment.day == self.record.sealed_at.day:
            return words.time(moment)
        return words.fill("form.day_and_time", date=words.day(moment.day), time=words.time(moment))

    def _answer(self, decision: Decision | None) -> Block:
        verdict = self.composer.words[f"decided.{self._verdict(decision)}"]
        details = self._details(decision) if decision else ()
        lines = (self.composer.quote(detail, SMALL) for detail in details)
        return Stack((self.composer.quote(verdict, BODY, BOLD, after=1), *lines))

    def _details(self, decision: Decision) -> Iterator[str]:
        words, record = self.composer.words, self.record
        if decision.patient_said_no:
            if record.assent and record.assent.may_be_named:
                yield words.fill("decided.no_by", given=record.patient.given_name)
            return
        if decision.outlet:
            yield self._in_brief(decision.outlet)
        if decision.expiry and decision.expiry.until:
            yield words.fill("decided.until", date=words.day(decision.expiry.until))
        elif decision.expiry:
            yield words.fill("decided.until_event", event=decision.expiry.event)

    def _verdict(self, decision: Decision | None) -> str:
        if decision is None:
            return "not_asked"
        if decision.effective:
            return "yes"
        # were the adult's no worded otherwise, the child's would be known by its words (R23)
        return "not_agreed" if self.record.representative else "no"

    def _in_brief(self, outlet: Outlet) -> str:
        """A long name stands below the table; its cell only points there."""
        if outlet.said not in self._long_names:
            return outlet.said
        return self.composer.words.fill("decided.see_note", number=self._long_names[outlet.said])

    def _notes(self) -> Iterator[Block]:
        """What holds for the table as a whole."""
        if not self.record.all_refused:
            yield self.composer.say("decided.note", NOTE)
        if not all(image.kept for image in self.record.images):
            yield self.composer.say("decided.note_erased", NOTE)
        if any(map(self._erased_since, self.record.images)):
            yield self.composer.say("decided.note_erased_since", NOTE)
        if self.record.photography:
            yield self.composer.say("decided.photographs", NOTE, time=self._time(self.record.photography.at))
        for name, number in self._long_names.items():
            yield self.composer.say("decided.numbered_note", SMALL, number=number, text=name)

    @cached_property
    def _long_names(self) -> dict[str, str]:
        names = [d.outlet.said for d in self.record.decisions if d.outlet and d.effective]
        long = dict.fromkeys(name for name in names if len(name) > LONGEST_IN_A_CELL)
        return {name: str(number) for number, name in enumerate(long, start=1)}


@dataclass(frozen=True)
class Authorisation:
    """The elements of R21 for each use that needs them and has a yes; nothing when there is none."""

    composer: Composer
    record: Decided

    def blocks(self) -> Iterator[Block]:
        allowed = self._allowed()
        if not allowed:
            return
        yield self.composer.heading("authorisation.heading")
        for (outlet, expiry, numbers), uses in allowed.items():
            yield self.composer.say(
                "authorisation.one" if len(numbers) == 1 else "authorisation.many",
                after=3,
                uses=self.composer.words["form.apart"].join(self.record.use_words[use].title for use in uses),
                clinic=self.record.clinic.name,
                pictures=self.composer.words.numbers(numbers),
                outlet=outlet.said if outlet else self.composer.words["authorisation.anyone"],
                end=self._end(expiry),
            )
        yield self.composer.say("authorisation.terms")

    def _allowed(self) -> dict[Allowed, list[str]]:
        """What was allowed, each with the uses that it was allowed for."""
        found: dict[Allowed, list[str]] = {}
        for use in self.record.authorisations_for:
            for (outlet, expiry), numbers in self._granted(use).items():
                found.setdefault((outlet, expiry, tuple(numbers)), []).append(use)
        return found

    def _granted(self, use: str) -> dict[tuple[Outlet | None, Expiry | None], list[int]]:
        """Numbers of the images with a yes for a use, by where it reaches and until when."""
        numbers = {image.source_sha256: image.number for image in self.record.images}
        found: dict[tuple[Outlet | None, Expiry | None], list[int]] = {}
        for decision in self.record.decisions:
            if decision.use == use and decision.effective:
                found.setdefault((decision.outlet, decision.expiry), []).append(numbers[decision.image])
        return found

    def _end(self, expiry: Expiry | None) -> str:
        words = self.composer.words
        if expiry is None:
            return words["authorisation.end_open"]
        if expiry.until is None:
            return words.fill("authorisation.end_event", event=expiry.event)
        return words.fill("authorisation.end_day", date=words.day(expiry.until))
