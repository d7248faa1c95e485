"""What this workstation offers a window: threads, the vault's door, printers, files, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.lane import Lane, Pool

if TYPE_CHECKING:  # the first window needs none of them yet
    from consentdesk.workflows.desk import Desk
    from consentdesk.workflows.first_run import PackOffer
    from consentdesk.workflows.ports import Clock, Decoder, Printers, Renderer, Saver, Vault, VaultDoor


class Files(Protocol):
    """Asking the user for files. The real one is Qt's own dialog with its history off; a rehearsal answers
    by itself."""

    def images(self) -> list[Path]:
        """The photographs to add; empty when the user thought better of it."""
        ...

    def scans(self) -> list[Path]:
        """The files with pages that were signed on paper; empty when the user thought better of it."""
        ...

    def to_check(self) -> list[Path]:
        """The photographs, slides and documents whose pictures are to be checked; empty when the user thought
        better of it."""
        ...

    def save_as(self, suggested_name: str) -> Path | None:
        """Where to save a file: its kind is that of the suggested name, .pdf or .csv."""
        ...

    def release_folder(self) -> Path | None:
        """The folder for pictures that are let out; None when the user thought better of it."""
        ...

    def backup_folder(self) -> Path | None:
        """The folder for backups; None when the user thought better of it."""
        ...


class BackupNote(Protocol):
    """Remembers at this workstation to which folder backups went last."""

    def read(self) -> Path | None: ...
    def leave(self, folder: Path) -> None: ...


@dataclass
class FleetingNote:
    """One that is forgotten with the window."""

    noted: Path | None = None

    def read(self) -> Path | None:
        return self.noted

    def leave(self, folder: Path) -> None:
        self.noted = folder


@dataclass
class LastPrinter:
    """The printer that something was sent to last, by the system's name for it; "" before. It is suggested
    again, and forgotten with the window."""

    name: str = ""


class Close(Protocol):
    """Lets go of everything. Without `within_s` it finishes what was asked of the threads first; with it what
    is not done in that time stays undone, because the process is about to end."""

    def __call__(self, within_s: float | None = None) -> None: ...


def nothing(within_s: float | None = None) -> None:
    """What is done where nothing needs doing."""


@dataclass(frozen=True)
class Machine:
    """Made once, by `bootstrap`. `lock` ends the process that holds keys and opens a keyless one; `close`
    lets go of everything (it blocks). `desk_for` is called on the
    lane. `packs` are the rules that a clinic can choose from, `catalogue` the uses that it can add to them,
    as TOML. `choose_language` has everything said in another language from now on, and remembers it for this
    workstation. `paper` is "A4" or "Letter"."""

    lane: Lane
    pool: Pool
    door: VaultDoor
    desk_for: Callable[[Vault], Desk]
    decoder: Decoder
    renderer: Renderer
    printers: Printers
    saver: Saver
    files: Files
    clock: Clock
    packs: Callable[[], tuple[PackOffer, ...]]
    lock: Callable[[], None]
    choose_language: Callable[[str], None]
    close: Close = nothing
    rehearsal: bool = False
    paper: str = "A4"
    day_order: DayOrder = "dmy"
    catalogue: Callable[[], str] = str
    backup_note: BackupNote = field(default_factory=FleetingNote)
    last_printer: LastPrinter = field(default_factory=LastPrinter)

    @property
    def month_first(self) -> bool:
        """How a day is written here in words."""
        return self.day_order == "mdy"
