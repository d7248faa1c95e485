"""Leads through noting a place. Looking through a patient's pictures is a fact (R38)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage

from consentdesk.domain.lines import ImageLine, PatientLine
from consentdesk.domain.placement import Placement
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.kit.dates import parse_day
from consentdesk.ui.kit.picture import Thumbnail
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.register.entries import NO_ENTRIES, entry_problems, placement
from consentdesk.ui.register.noting.state import NotingState
from consentdesk.ui.register.room import Room, told
from consentdesk.ui.words import _, ngettext, sentence
from consentdesk.workflows import look_up
from consentdesk.workflows.find import Found, find
from consentdesk.workflows.recognise import recognise
from consentdesk.workflows.register import note_placements, pictures_of, place

SEARCH_AFTER_MS, FOUND_SHOWN = 150, 4


@dataclass(frozen=True)
class _Seen:
    """Images to choose from, with the small pictures of them. `sure`: they are the ones that were meant."""

    lines: tuple[ImageLine, ...]
    images: dict[str, QImage]
    told: str = ""
    sure: bool = False


class NotingPresenter(Presenter[NotingState]):
    """`done(page, notice)` leads to what was noted."""

    done = Signal(str, str)

    def __init__(self, room: Room, images: tuple[str, ...], chosen: bool) -> None:
        super().__init__(NotingState())
        self._room, self._images, self._chosen = room, images, chosen
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._find)
        room.unsaved = lambda: bool(self.state.chosen) or self.state.entries != NO_ENTRIES

    def open(self) -> None:
        """Show the uses, and the images that are to be noted, where they were chosen elsewhere."""
        self._run(self._room.uses, lambda uses: self.become(replace(self.state, uses=uses)))
        desk, told = self._room.desk, "" if self._chosen else _("Press the pictures that are there")
        if self._images:
            self._run(lambda: self._seen(pictures_of(desk, self._images), told, self._chosen), self._add)

    def type(self, name: str, text: str) -> None:
        self.become(replace(self.state, entries=self.state.entries.with_text(name, text)))

    def search(self, typed: str) -> None:
        """Find the patient whom these words may mean, once typing pauses."""
        self.become(replace(self.state, typed=typed))
        self._pause.start()

    def choose_patient(self, patient: str) -> None:
        """Show the pictures of a patient to choose from."""
        desk = self._room.desk

        def read() -> _Seen:
            file = look_up.open_patient(desk, patient)
            look_up.note_patient_opened(desk, patient)
            told = _("Press the pictures that are there") if file.images else _("There is no picture of them")
            return self._seen(file.images, told)

        self.become(replace(self.state, typed="", found=()))
        self._run(read, self._add)

    def recognise_files(self) -> None:
        """Show which images the chosen files are, or look like."""
        paths = self._room.machine.files.images()

        def read() -> _Seen:
            found = [recognise(self._room.desk, self._room.machine.decoder, p.read_bytes()) for p in paths]
            known = [each.line for each in found if each.line]
            alike = [line for each in found for line in each.guesses]
            if known:
                return self._seen(known, sure=True)
            words = _("Not recognised. These look alike: press one only where you know that it is the one")
            return self._seen(alike, words if alike else _("Not recognised, and nothing here looks like it"))

        if paths:
            self._run(read, self._add)

    def pick(self, image: str) -> None:
        """Choose a picture, or no longer."""
        pictures = tuple(
            replace(p, done=not p.done) if p.image_id == image else p for p in self.state.pictures
        )
        self.become(replace(self.state, pictures=pictures))

    def note(self) -> None:
        """Note the chosen images at the place that was entered."""
        state, order = self.state, self._room.machine.day_order
        wrong = entry_problems(state.entries, order, self._room.today)
        if not state.chosen:
            wrong = (Problem("placement_images_missing", "place_images"), *wrong)
        if wrong:
            self._refused(Refusal(*wrong))
            return
        made, desk = placement(state.entries, order), self._room.desk

        def work() -> tuple[Placement, bool, int]:
            noted = note_placements(desk, state.chosen, made)
            leaving = [each for each in noted if place(desk, each.id).to_be_left]
            return (leaving or list(noted))[0], bool(leaving), len(noted)

        self._run(work, lambda noted: self._noted(*noted))

    def _noted(self, first: Placement, has_to_leave: bool, count: int) -> None:
        self._room.unsaved = bool
        words = ngettext("Noted: {count} picture is there", "Noted: {count} pictures are there", count)
        self.done.emit(f"place:{first.id}" if has_to_leave else "places", words.format(count=count))

    def _seen(self, lines: Iterable[ImageLine], told: str = "", sure: bool = False) -> _Seen:
        kept = tuple(lines)
        return _Seen(kept, thumbnails(self._room.desk, kept), told, sure)

    def _add(self, seen: _Seen) -> None:
        """What was chosen stays, beside what is to choose from now."""
        chosen = {picture.image_id: picture for picture in self.state.pictures if picture.done}
        new = {line.source_sha256: _thumbnail(line, seen) for line in seen.lines}
        self.become(replace(self.state, pictures=tuple({**new, **chosen}.values()), told=seen.told))

    def _find(self) -> None:
        typed = self.state.typed.strip()
        if not typed:
            self._found(typed, ())
            return
        born = parse_day(typed, self._room.machine.day_order)
        self._run(lambda: find(self._room.desk, typed, born), lambda found: self._found(typed, found))

    def _found(self, typed: str, found: Sequence[Found]) -> None:
        if typed != self.state.typed.strip():
            return
        rows = tuple((each.line.id, _who(each.line, self._room)) for each in found[:FOUND_SHOWN])
        nobody = typed and not rows
        words = _("Nobody of this name or number has a consent here") if nobody else self.state.told
        self.become(replace(self.state, found=rows, told=words))

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._room.machine.lane.run(self, work, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        at_fields = tuple(each for each in told(refusal.problems) if each[0].startswith("place_"))
        trouble = "" if at_fields else sentence(refusal.problems[0])
        self.become(replace(self.state, problems=at_fields, trouble=trouble, tried=self.state.tried + 1))


def _thumbnail(line: ImageLine, seen: _Seen) -> Thumbnail:
    image = seen.images.get(line.source_sha256, QImage())
    return Thumbnail(line.source_sha256, line.label or line.source_sha256[:6], image, seen.sure)


def _who(line: PatientLine, room: Room) -> str:
    number = _("record {number}").format(number=line.record_number) if line.record_number else ""
    parts = (line.name, _("born {day}").format(day=room.day(line.born)), number)
    return " · ".join(part for part in parts if part)
