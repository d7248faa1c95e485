"""Files that are dropped onto a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class TakesFiles(QWidget):
    """A page that takes files of this machine: `files_dropped(paths)`."""

    files_dropped = Signal(list)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_dropped.emit(files_of(event.mimeData()))
        event.acceptProposedAction()


def files_of(data: QMimeData) -> list[Path]:
    """The files of this machine in what is dragged or pasted; none where it is something else."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
