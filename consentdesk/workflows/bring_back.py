"""Bring a vault back: the whole of it from a backup, or the file with the locked keys alone."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from consentdesk.domain.lines import CheckReport, FoundBackup
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.ports import Progress, VaultDoor


class BringingBack:
    """A vault on its way back from a backup. What lies in its place is set aside under another name first,
    and put back where nothing comes of it."""

    def __init__(self, door: VaultDoor, folder: Path, secret: str) -> None:
        self._door, self._folder, self._secret = door, folder, secret
        self._stopped = False

    def run(self, progress: Progress) -> CheckReport:
        """Bring it back; `progress` hears of stored files done and in all. Raises the refusals of
        `VaultDoor.restore` and `VaultDoor.set_aside`, and `restore_stopped`."""

        def far(done: int, total: int) -> None:
            if self._stopped:
                raise refuse("restore_stopped")
            progress(done, total)

        far(0, 0)
        with ExitStack() as aside:
            if is_taken(self._door):
                aside.enter_context(self._door.set_aside())
            return self._door.restore(self._folder, self._secret, far)

    def stop(self) -> None:
        """Have it refuse soon, with `restore_stopped`; then everything lies as before."""
        self._stopped = True


def is_taken(door: VaultDoor) -> bool:
    """Whether something lies where the vault belongs; an empty folder is nothing."""
    place = door.path
    return place.exists() and not (place.is_dir() and next(place.iterdir(), None) is None)


def backups_in(door: VaultDoor, folder: Path) -> tuple[FoundBackup, ...]:
    """Those that a folder holds, newest first. Raises the refusals of `VaultDoor.backups_in`."""
    return door.backups_in(folder)


def mend_keys(door: VaultDoor, folder: Path) -> None:
    """Put the file with the locked keys back from a backup. Raises the refusals of `VaultDoor.mend_slots`."""
    door.mend_slots(folder)
