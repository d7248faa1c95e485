"""Small files beside the vault, written whole or not at all, and what the disk says about them."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from consentdesk.domain.refusals import refuse

DATABASE_FILE = "vault.db"
MENDED_FILE = f"{DATABASE_FILE}.mended"  # on its way to take the place of the database
CONTENTS_FILE = "contents"  # beside the database of a backup
SALT_BYTES = 16

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READ_ONLY = (errno.EACCES, errno.EROFS, errno.EPERM)


@contextmanager
def disk_refusals() -> Iterator[None]:
    """Turns what the disk says into Refusal `disk_full`, `folder_read_only` or `disk_failing`."""
    try:
        yield
    except OSError as error:
        known = {**dict.fromkeys(FULL, "disk_full"), **dict.fromkeys(READ_ONLY, "folder_read_only")}
        code = known.get(error.errno or 0, "disk_failing")
        raise refuse(code, "vault", reason=errno.errorcode.get(error.errno or 0, "")) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write to a neighbour, make it durable, rename it into place, make that durable."""
    neighbour = path.with_name(path.name + ".tmp")
    with neighbour.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    neighbour.replace(path)
    make_durable(path.parent)


def with_checksum(content: bytes) -> bytes:
    """Content with its SHA-256 in front, so that torn or altered bytes are told apart from others."""
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


def without_checksum(data: bytes) -> bytes:
    """What `with_checksum` was given. Raises ValueError for anything else."""
    checksum, _, content = data.partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != checksum:
        raise ValueError("torn or altered")
    return content


def make_durable(folder: Path) -> None:
    """Make renames in a folder durable. Windows has no such call: its rename is the best there is."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_bytes(folder: Path) -> int:
    """How many more bytes can be written there."""
    return shutil.disk_usage(folder).free


def database_salt(folder: Path) -> bytes:
    """The first bytes of an encrypted database, which belong to it alone."""
    with (folder / DATABASE_FILE).open("rb") as file:
        return file.read(SALT_BYTES)


def remove_tree(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
