"""The file of a vault, page by page, and the shape of what is in it."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path

from consentdesk.domain.lines import Finding
from consentdesk.storage.checking.walk import Found, Pace
from consentdesk.storage.connection import PAGE_BYTES, Database
from consentdesk.storage.files import SALT_BYTES, disk_refusals
from consentdesk.storage.keys.slots import read_generations
from consentdesk.storage.migrations import shape_new
from consentdesk.storage.views import tables

# how SQLCipher 4 seals a page: what stands in it and the initialisation vector, then a code over both and the
# page's number; the first one begins with the salt
KEY_BYTES, CODE_BYTES, NUMBER_BYTES = 32, 64, 4
SALT_MASK, ROUNDS = 0x3A, 2
LOCK_PAGE = 0x40000000 // PAGE_BYTES + 1  # SQLite never writes it
PAGES_AT_ONCE = 256
LOOKS, BETWEEN_LOOKS_S = 5, 0.05


def check_file(db: Database, pace: Pace) -> Found:
    """Every page against its own seal, the length of the file, and the slots beside it."""
    db.bring_in()  # else the file would be behind its log
    yield from (Finding("page_damaged", str(number)) for number in damaged_pages(db.path, db.key, pace))
    if different := _bytes_too_many(db):
        yield Finding("file_length_wrong", str(different))
    if len(read_generations(db.folder)) < 2:
        yield Finding("slots_unreadable", "beside")


def check_schema(db: Database) -> Found:
    """Tables, indexes and triggers as they were made: without its triggers a ledger could be rewritten."""
    fresh = Database.in_memory()
    shape_new(fresh)
    tables.build(fresh)
    asked = "SELECT type, name, sql FROM sqlite_schema"
    for _, name, _ in sorted(set(db.rows(asked)) ^ set(fresh.rows(asked)), key=str):
        yield Finding("schema_differs", name)


def damaged_pages(path: Path, key: bytes, pace: Pace) -> Iterator[int]:
    """The numbers of the pages that are not as they were sealed. SQLCipher has a question of its own for it,
    which nothing can stop before its end. The file can be written to meanwhile: a page that is just being
    written is looked at again. Reading it lets go of the locks that this process has on the file (not on its
    log), which keep nobody out who is not kept out by the hold on the vault already."""
    with disk_refusals(), path.open("rb", buffering=0) as file:
        seal, count = _sealing_key(key, file.read(SALT_BYTES)), path.stat().st_size // PAGE_BYTES
        for first in range(1, count + 1, PAGES_AT_ONCE):
            some = range(first, min(first + PAGES_AT_ONCE, count + 1))
            for number, page in zip(some, _read(file, some), strict=True):
                if not _is_whole(seal, number, page) and not _became_whole(seal, number, path):
                    yield number
            pace.breathe()


def _sealing_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(b ^ SALT_MASK for b in salt), ROUNDS, KEY_BYTES)


def _read(file: RawIOBase, numbers: range) -> list[bytes]:
    """These pages; nothing of one that the disk does not give."""
    try:
        file.seek((numbers.start - 1) * PAGE_BYTES)
        data = file.read(len(numbers) * PAGE_BYTES) or b""
    except OSError:
        single = [range(number, number + 1) for number in numbers]
        return [b""] if len(numbers) == 1 else [_read(file, one)[0] for one in single]
    return [data[at * PAGE_BYTES : (at + 1) * PAGE_BYTES] for at in range(len(numbers))]


def _is_whole(seal: bytes, number: int, page: bytes) -> bool:
    begin = SALT_BYTES if number == 1 else 0
    said = page[begin:-CODE_BYTES] + number.to_bytes(NUMBER_BYTES, "little")
    return number == LOCK_PAGE or hmac.digest(seal, said, "sha512") == page[-CODE_BYTES:]


def _became_whole(seal: bytes, number: int, path: Path) -> bool:
    for _ in range(LOOKS):
        time.sleep(BETWEEN_LOOKS_S)
        with path.open("rb", buffering=0) as file:
            if _is_whole(seal, number, _read(file, range(number, number + 1))[0]):
                return True
    return False


def _bytes_too_many(db: Database) -> int:
    """How much longer (negative: shorter) the file is than it says; while others write, only what stays."""
    for _ in range(LOOKS):
        everything_is_in, different = db.bring_in(), -db.bytes_missing()
        if not different:
            return 0
        time.sleep(BETWEEN_LOOKS_S)
    return different if everything_is_in or different > 0 else 0
