"""A note beside a vault that remembers that there was one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from consentdesk.domain.refusals import Refusal

NOTE = """The folder {name} beside this note is ConsentDesk's encrypted vault. Keep the whole folder.
If it is gone, bring it back from where it was moved, or from a backup. As long as this note lies here, the
program does not offer to begin with a new, empty vault.
"""


class VaultNote:
    """For people who find the folder, and for the program: a vault that is gone is called missing, and no
    new one is offered in its place."""

    def __init__(self, vault: Path) -> None:
        self._vault = vault
        self._path = vault.with_name(f"{vault.name}.txt")

    def forbids_a_new_one(self) -> bool:
        """Whether a vault lies here, or did once, or anything else that must not be covered up."""
        try:
            return self._path.exists() or (self._vault.exists() and any(self._vault.iterdir()))
        except OSError:
            return True

    def leave(self) -> None:
        """Write the note unless it is there. Without it the vault works just as well."""
        from consentdesk.system.save import save_bytes

        if not self._path.exists():
            with suppress(Refusal):
                save_bytes(self._path, NOTE.format(name=self._vault.name).encode())
