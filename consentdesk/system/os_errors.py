"""What the operating system's no means to the person at the desk."""

from __future__ import annotations

import errno
from pathlib import Path

from consentdesk.domain.refusals import Refusal, refuse

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
BUSY = {errno.EBUSY, errno.ETXTBSY}
WINDOWS_SHARING_VIOLATION, WINDOWS_LOCK_VIOLATION = 32, 33


def refusal_for(error: OSError, folder: Path) -> Refusal:
    """The refusal for a failed write in `folder`: `disk_full`, `folder_read_only`, `file_in_use`, else
    `save_failed` with the name of the error. Details name the folder's last part only."""
    if error.errno in FULL:
        return refuse("disk_full", folder=folder.name)
    if error.errno in BUSY or _windows_code(error) in (WINDOWS_SHARING_VIOLATION, WINDOWS_LOCK_VIOLATION):
        return refuse("file_in_use", folder=folder.name)
    if error.errno in CLOSED:
        return refuse("folder_read_only", folder=folder.name)
    return refuse("save_failed", folder=folder.name, reason=errno.errorcode.get(error.errno or 0, "unknown"))


def _windows_code(error: OSError) -> int | None:
    return getattr(error, "winerror", None)
