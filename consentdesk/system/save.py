"""Writing a file that the user asked for: whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from consentdesk.domain.refusals import refuse
from consentdesk.system.os_errors import refusal_for

BINARY = getattr(os, "O_BINARY", 0)  # Windows alone has it


def save_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path`, readable by this user alone, replacing what was there. When it returns, the
    file is on the disk; when it refuses, `path` is as it was and nothing partial lies beside it.

    Refuses with `disk_full`, `folder_read_only`, `file_in_use` or `save_failed` (`reason`)."""
    save_parts(path, (data,))


def save_parts(path: Path, parts: Iterable[bytes]) -> None:
    """As `save_bytes`, part by part as they come. What making a part raises passes through, and leaves
    `path` as it was too."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write_through(part, parts)
        _put_in_place(part, path)
    except OSError as error:
        raise refusal_for(error, path.parent) from error
    finally:
        with suppress(OSError):
            part.unlink()
    _sync_folder(path.parent)


def save_new(folder: Path, name: str, data: bytes) -> Path:
    """As `save_bytes`, under a name that nothing in the folder has: `name`, or with a number before its
    ending ("name-2.jpg"). Returns where it is."""
    path = next(path for path in _names(folder, name) if not os.path.lexists(path))
    save_bytes(path, data)
    return path


def remove(path: Path) -> None:
    """Take a file back that was just saved. Refuses as `save_bytes` does; one that is gone is no harm."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refusal_for(error, path.parent) from error
    _sync_folder(path.parent)


def _names(folder: Path, name: str) -> Iterator[Path]:
    whole = Path(name)
    yield folder / name
    for number in count(2):
        yield folder / f"{whole.stem}-{number}{whole.suffix}"


def _write_through(part: Path, parts: Iterable[bytes]) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError as error:
        if sys.platform == "win32":
            # the folder just took the part, so it is the file that another program holds
            raise refuse("file_in_use", folder=path.parent.name) from error
        raise


def _sync_folder(folder: Path) -> None:
    # Windows and some network folders cannot; the file itself is through already
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
