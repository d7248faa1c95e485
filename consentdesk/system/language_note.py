"""A note of the language that staff chose at this workstation; it says nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from consentdesk.domain.refusals import Refusal

NAME = "language"
LONGEST = 16
ASKED_IN = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


class LanguageNote:
    """Lies in the program's own folder `home`, outside every vault: a vault moves, this workstation stays."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME

    def read(self) -> str:
        """The code that was noted, whatever it is; "" where nothing can be read."""
        try:
            with self._path.open(encoding="utf-8") as file:
                return file.read(LONGEST).strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def leave(self, language: str) -> None:
        """Note a code. Where it cannot be written the choice holds until the program ends."""
        from consentdesk.system.save import save_bytes

        with suppress(Refusal):
            save_bytes(self._path, f"{language}\n".encode())


def languages_asked_for(surroundings: Mapping[str, str] = os.environ) -> list[str]:
    """The languages that the surroundings of a command ask for, best first, as gettext reads them."""
    said = next((surroundings[name] for name in ASKED_IN if surroundings.get(name)), "")
    return said.split(":")
