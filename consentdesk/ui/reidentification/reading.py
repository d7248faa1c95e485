"""What the page asks of the vault, on the lane; and the detectors, which look at each picture once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from consentdesk.domain.lines import ImageLine
from consentdesk.domain.pack import OutletKind
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.reidentification.identifier import SeenInPicture
from consentdesk.ui.machine import Machine
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.register import pictures_of
from consentdesk.workflows.reidentify import seeing

NOTHING_SEEN = SeenInPicture()


@dataclass(frozen=True)
class Read:
    """The pictures, and the uses that appear somewhere: (id, words). Those in `second_person` ask for one."""

    lines: tuple[ImageLine, ...] = ()
    pictures: dict[str, QImage] = field(default_factory=dict)
    uses: tuple[tuple[str, str], ...] = ()
    second_person: frozenset[str] = frozenset()

    def line(self, image: str) -> ImageLine:
        return next(line for line in self.lines if line.source_sha256 == image)


def read(desk: Desk, images: Sequence[str]) -> Read:
    """Those of the images that are still kept."""
    lines = tuple(line for line in pictures_of(desk, images) if line.kept)
    words, uses = desk.staff_wording.uses, desk.pack.uses
    named = ((use.id, words[use.id].short) for use in uses if use.outlet is not OutletKind.NONE)
    second_person = frozenset(use.id for use in uses if use.second_person)
    return Read(lines, thumbnails(desk, lines), tuple(named), second_person)


class Eyes(QObject):
    """The detectors. `saw(image, SeenInPicture)` of a picture, at most once; `failed(image, Refusal)` where
    they could not look at it."""

    saw = Signal(str, object)
    failed = Signal(str, object)

    def __init__(self, machine: Machine, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._machine, self._desk, self._asked = machine, desk, set[str]()

    def look_at(self, image: str) -> None:
        if image in self._asked:
            return
        self._asked.add(image)
        work = partial(seeing, self._desk, self._machine.decoder, image)
        self._machine.lane.run(self, work, partial(self._see, image), partial(self._fail, image))

    def _see(self, image: str, work: Callable[[], SeenInPicture]) -> None:
        self._machine.pool.run(self, work, partial(self.saw.emit, image), partial(self._fail, image))

    def _fail(self, image: str, refusal: Refusal) -> None:
        self.failed.emit(image, refusal)
