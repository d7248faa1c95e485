"""Photographs on their way into a session: read, decoded, stored, and then hashed at their full size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.draft import Draft
from consentdesk.domain.image import DecodedImage
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.ui.machine import Machine
from consentdesk.ui.words import _
from consentdesk.workflows import add_images
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import picture


@dataclass(frozen=True)
class Arrival:
    """A photograph to add: what people call it (shown, never logged) and how to get its bytes, which may
    refuse and is done away from the window."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Refused:
    """A photograph that was not added, or not hashed at its full size, and why."""

    name: str
    refusal: Refusal


@dataclass(eq=False)
class _Coming:
    """A photograph on its way; `found` are its bytes and what is seen of it, once it was decoded."""

    name: str
    batch: QObject
    found: tuple[bytes, DecodedImage] | None = field(default=None, repr=False)


class Intake(QObject):
    """Lives as long as its session, so that what was begun on one page is finished during the next.

    `stored(Draft)` says that an image was added, `finished(Draft)` that its hash was noted; `moved` that the
    counts or the list of refused photographs changed. Each photograph stands alone: one that is refused does
    not stop the others. They are stored in the order in which they were given.
    """

    stored = Signal(object)
    finished = Signal(object)
    moved = Signal()

    def __init__(self, machine: Machine, desk: Desk, draft_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._machine, self._desk, self._draft_id = machine, desk, draft_id
        self._batch, self._coming = QObject(self), list[_Coming]()
        self._draft: Draft | None = None
        self._hashing = ""
        self._given_up: set[str] = set()
        self.done, self.total = 0, 0
        self.refused: tuple[Refused, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether photographs are still on their way into the session."""
        return self.done < self.total

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Begin to add photographs, after those already on their way."""
        if not self.busy:
            self.done, self.total, self.refused = 0, 0, ()
        self.total += len(arrivals)
        for arrival in arrivals:
            self._read(arrival)
        self.moved.emit()

    def cancel(self) -> None:
        """Drop what is not being stored yet; what is stored stays."""
        self._machine.pool.cancel(self._batch)
        self._batch.deleteLater()
        self._batch, self._coming = QObject(self), []
        self.done = self.total = 0
        self.moved.emit()

    def forget_refused(self) -> None:
        self.refused = ()
        self.moved.emit()

    def finish(self, draft: Draft) -> None:
        """Compute the hash of the full pixels wherever it is missing, one image at a time."""
        self._draft = draft
        waiting = [i for i in add_images.unfinished(draft) if i not in self._given_up]
        if waiting and not self._hashing:
            self._hashing = waiting[0]
            self._machine.lane.run(self, self._source_of(waiting[0]), self._hash, self._give_up)

    def _read(self, arrival: Arrival) -> None:
        coming = _Coming(arrival.name, self._batch)
        self._coming.append(coming)

        def look() -> tuple[bytes, DecodedImage]:
            source = arrival.read()
            return source, self._machine.decoder.look(source)

        def looked(found: tuple[bytes, DecodedImage]) -> None:
            coming.found = found
            self._store_ready()

        def failed(refusal: Refusal) -> None:
            self._coming.remove(coming)
            self._refuse(coming, refusal)
            self._store_ready()

        self._machine.pool.run(coming.batch, look, looked, failed)

    def _store_ready(self) -> None:
        """Store what is decoded, as far as everything before it is."""
        while self._coming and self._coming[0].found:
            self._store(self._coming.pop(0))

    def _store(self, coming: _Coming) -> None:
        assert coming.found is not None
        store = partial(add_images.store_image, self._desk, self._draft_id, *coming.found)

        def arrived(draft: Draft) -> None:
            self.stored.emit(draft)
            self._count(coming.batch)

        self._machine.lane.run(self, store, arrived, partial(self._refuse, coming))

    def _refuse(self, coming: _Coming, refusal: Refusal) -> None:
        self.refused = (*self.refused, Refused(coming.name, refusal))
        self._count(coming.batch)

    def _count(self, batch: QObject) -> None:
        if batch is self._batch:
            self.done += 1
        self.moved.emit()

    def _source_of(self, source_sha256: str) -> Callable[[], bytes]:
        return lambda: picture(self._desk, source_sha256)

    def _hash(self, source: bytes) -> None:
        self._machine.pool.run(
            self, lambda: self._machine.decoder.pixel_sha256(source), self._note, self._give_up
        )

    def _note(self, pixels_sha256: str) -> None:
        hashed = self._hashing

        def noted(draft: Draft) -> None:
            self._hashing = ""
            self._say_if_twice(hashed, draft)
            self.finished.emit(draft)

        self._machine.lane.run(
            self,
            lambda: add_images.finish_image(self._desk, self._draft_id, hashed, pixels_sha256),
            noted,
            self._give_up,
        )

    def _say_if_twice(self, hashed: str, draft: Draft) -> None:
        """The same pixels were in the session already: say that this file was not added again."""
        image = self._draft.image(hashed) if self._draft else None
        if image is not None and len(draft.images) < len(self._draft.images if self._draft else ()):
            self._tell(image.number, refuse("image_already_here", "images"))

    def _give_up(self, refusal: Refusal) -> None:
        """An image that cannot be read at its full size would keep the seal waiting: say so now. One that
        was taken out meanwhile needs no word."""
        image = self._draft.image(self._hashing) if self._draft else None
        self._given_up.add(self._hashing)
        self._hashing = ""
        if image is not None:
            self._tell(image.number, refusal)

    def _tell(self, number: int, refusal: Refusal) -> None:
        name = _("Picture {number}").format(number=number)
        self.refused = (*self.refused, Refused(name, refusal))
        self.moved.emit()
