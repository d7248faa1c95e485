"""One window per vault, held by a lock of the operating system that ends with the process."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from consentdesk.domain.refusals import refuse
from consentdesk.system.os_errors import refusal_for

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class VaultHold:
    """The right to have a vault open, until `release()`, the end of the `with` or the end of the process,
    however it ends. Programs that this one starts do not inherit it. The empty file beside the vault
    stays: removing it would let two processes each hold a file of that name."""

    def __init__(self, vault: Path) -> None:
        """Refuses with `vault_in_use` while another process (or another hold in this one) has it, and like
        `save_bytes` where the file cannot be made or locked."""
        path = vault.with_name(vault.name + ".lock")
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refusal_for(error, path.parent) from error
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            taken = isinstance(error, BlockingIOError | PermissionError)
            no = refuse("vault_in_use", vault=vault.name) if taken else refusal_for(error, path.parent)
            raise no from error

    def release(self) -> None:
        """Let go; a second call does nothing."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __enter__(self) -> VaultHold:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
