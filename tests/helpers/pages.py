"""Every page of an encrypted database as whoever has its key reads it: in use, free, and in the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE_BYTES, SALT_BYTES, IV_BYTES, RESERVED_BYTES = 4096, 16, 16, 80
LOG_HEADER_BYTES, FRAME_HEADER_BYTES = 32, 24


def readable(folder: Path, key: bytes) -> bytes:
    """All that the key opens in a folder: the pages of each database and of each log beside one, whether or
    not they are in use, one after the other."""
    databases = (
        b"".join(_pages(path.read_bytes(), key))
        for path in sorted(folder.rglob("vault.db*"))
        if _is_database(path)
    )
    logs = (b"".join(_frames(path.read_bytes(), key)) for path in sorted(folder.rglob("*-wal")))
    return b"\0".join((*databases, *logs))


def _is_database(path: Path) -> bool:
    return not path.name.endswith(("-wal", "-shm"))


def _pages(data: bytes, key: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), PAGE_BYTES):
        yield _plain(data[at : at + PAGE_BYTES], key, first=at == 0)


def _frames(log: bytes, key: bytes) -> Iterator[bytes]:
    for at in range(LOG_HEADER_BYTES, len(log), FRAME_HEADER_BYTES + PAGE_BYTES):
        number = int.from_bytes(log[at : at + 4])
        start = at + FRAME_HEADER_BYTES
        yield _plain(log[start : start + PAGE_BYTES], key, first=number == 1)


def _plain(page: bytes, key: bytes, first: bool) -> bytes:
    """A page as SQLCipher 4 writes it: AES-256-CBC, its IV and its seal at the end, the salt at the very
    beginning of the first."""
    sealed = page[SALT_BYTES if first else 0 : PAGE_BYTES - RESERVED_BYTES]
    iv = page[PAGE_BYTES - RESERVED_BYTES :][:IV_BYTES]
    opener = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return opener.update(sealed) + opener.finalize()
