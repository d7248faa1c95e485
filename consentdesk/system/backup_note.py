"""A note of the folder that backups went to last from this workstation; it says nothing else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from consentdesk.domain.refusals import Refusal

NAME = "backup-folder"
LONGEST = 4096


class BackupNote:
    """Lies in the program's own folder `home`, outside every vault: a vault moves, this workstation stays."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME

    def read(self) -> Path | None:
        """The folder that was noted, whether or not it is there now; None where nothing can be read."""
        try:
            with self._path.open(encoding="utf-8") as file:
                noted = file.read(LONGEST).strip()
        except (OSError, UnicodeDecodeError):
            return None
        return Path(noted) if noted else None

    def leave(self, folder: Path) -> None:
        """Note a folder. Where that cannot be done nobody is told: backups go on while the program runs."""
        from consentdesk.system.save import save_bytes

        with suppress(Refusal, UnicodeEncodeError):
            save_bytes(self._path, f"{folder}\n".encode())
