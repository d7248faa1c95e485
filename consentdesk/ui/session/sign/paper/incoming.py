"""Signed pages on their way into a session: read away from the window, attached by their codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import ScannedPage
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.sign.paper.state import LoosePage
from consentdesk.ui.words import sentence
from consentdesk.workflows import sign_on_paper
from consentdesk.workflows.add_images import read_source
from consentdesk.workflows.sign_on_paper import ScanReport

SEEN_PX = QSize(400, 400)


@dataclass(frozen=True)
class Seen:
    """A page out of a file, and a small picture of it where no code says which page it is."""

    page: ScannedPage
    image: QImage = field(default_factory=QImage)


class Incoming(QObject):
    """Each file stands alone: one that is refused does not stop the others. `moved` says that a count or a
    list has changed. Loose pages are kept in memory only, while the page is open."""

    moved = Signal()

    def __init__(self, flow: SessionFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._flow, self._batch = flow, QObject(self)
        self._loose: dict[int, Seen] = {}
        self._ever = 0
        self.done, self.total = 0, 0
        self.refused: tuple[tuple[str, str], ...] = ()

    @property
    def busy(self) -> bool:
        """Whether pages are still on their way."""
        return self.done < self.total

    @property
    def loose(self) -> tuple[LoosePage, ...]:
        """The pages without a readable code, in the order in which they came."""
        return tuple(LoosePage(key, seen.image) for key, seen in self._loose.items())

    def add(self, paths: Sequence[Path]) -> None:
        """Begin to take pages in, after those already on their way."""
        if not self.busy:
            self.done, self.total, self.refused = 0, 0, ()
        self.total += len(paths)
        for path in paths:
            self._read(path)
        self.moved.emit()

    def cancel(self) -> None:
        """Drop what is not attached yet; what is attached stays."""
        self._flow.machine.pool.cancel(self._batch)
        self._batch.deleteLater()
        self._batch = QObject(self)
        self.done = self.total = 0
        self.moved.emit()

    def forget_refused(self) -> None:
        self.refused = ()
        self.moved.emit()

    def attach(self, key: int, number: int) -> None:
        """Attach a loose page as the page that staff say it is."""
        if (seen := self._loose.get(key)) is not None:
            desk, id, picture = self._flow.desk, self._flow.draft.id, seen.page.picture
            work = partial(sign_on_paper.attach_by_hand, desk, id, number, picture)
            self._flow.run(work, lambda: self.leave_out(key))

    def leave_out(self, key: int) -> None:
        """Forget a loose page."""
        self._loose.pop(key, None)
        self.moved.emit()

    def _read(self, path: Path) -> None:
        machine, batch = self._flow.machine, self._batch
        machine.pool.run(
            batch,
            lambda: _seen(machine.decoder.read_pages(read_source(path))),
            partial(self._attach, path.name, batch),
            partial(self._refuse, path.name, batch),
        )

    def _attach(self, name: str, batch: QObject, seen: tuple[Seen, ...]) -> None:
        desk, id = self._flow.desk, self._flow.draft.id
        work = partial(sign_on_paper.take_scans, desk, [one.page for one in seen], id)

        def attached(report: ScanReport) -> None:
            self._flow.take(report.draft)
            self._keep_loose([one for one in seen if one.page.code is None])
            reasons = dict.fromkeys(sentence(problem) for problem in report.refused)
            self.refused += tuple((name, reason) for reason in reasons)
            self._count(batch)

        self._flow.machine.lane.run(self, work, attached, partial(self._refuse, name, batch))

    def _keep_loose(self, seen: Sequence[Seen]) -> None:
        for one in seen:
            self._ever += 1
            self._loose[self._ever] = one

    def _refuse(self, name: str, batch: QObject, refusal: Refusal) -> None:
        self.refused = (*self.refused, (name, sentence(refusal.problems[0])))
        self._count(batch)

    def _count(self, batch: QObject) -> None:
        if batch is self._batch:
            self.done += 1
        self.moved.emit()


def _seen(pages: Sequence[ScannedPage]) -> tuple[Seen, ...]:
    """Done in the pool: the pictures are our own, made by the confined reader."""
    return tuple(Seen(page, QImage() if page.code else _small(page.picture)) for page in pages)


def _small(picture: bytes) -> QImage:
    fit, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QImage.fromData(picture).scaled(SEEN_PX, fit, smooth)
