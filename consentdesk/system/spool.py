"""Taking a printed document out of the print server, which keeps it for a day by itself.

`cancel -x` would do it, but says "already completed" of every job that is over: the same request is made here
by CUPS' own library, which knows how this user proves who they are. Tried on Linux.
"""

from __future__ import annotations

import ctypes
from ctypes.util import find_library
from typing import Any

CANCEL_JOB, OPERATION = 0x08, 0x01
URI, NAME = 0x45, 0x42
LAST_GOOD_STATUS = 0x07


def purge_job(ticket: str, server: str = "") -> bool:
    """Have the print server forget a job that is over, with its file; whether it did. `server` is host:port
    or a socket's path, "" the usual one; it holds for the thread that asks."""
    cups = _library()
    number = ticket.rpartition("-")[2]
    if cups is None or not number.isdigit():
        return False
    if server:
        cups.cupsSetServer(server.encode())
    asked = cups.ippNewRequest(CANCEL_JOB)
    _say(cups, asked, URI, b"job-uri", f"ipp://localhost/jobs/{number}".encode())
    _say(cups, asked, NAME, b"requesting-user-name", cups.cupsUser())
    cups.ippAddBoolean(asked, OPERATION, b"purge-job", b"\1")
    cups.ippDelete(cups.cupsDoRequest(None, asked, b"/jobs/"))  # the request itself is freed by it
    return bool(cups.cupsLastError() <= LAST_GOOD_STATUS)


def _say(cups: Any, asked: int, kind: int, name: bytes, value: bytes) -> None:
    cups.ippAddString(asked, OPERATION, kind, name, None, value)


def _library() -> Any:
    """libcups, or None where it is not installed."""
    found = find_library("cups")
    if found is None:
        return None
    cups = ctypes.CDLL(found)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    cups.ippNewRequest.restype = cups.cupsDoRequest.restype = pointer
    cups.cupsUser.restype = text
    cups.ippAddString.argtypes = [pointer, number, number, text, text, text]
    cups.ippAddString.restype = cups.ippAddBoolean.restype = pointer
    cups.ippAddBoolean.argtypes = [pointer, number, text, ctypes.c_char]
    cups.cupsDoRequest.argtypes = [pointer, pointer, text]
    cups.ippDelete.argtypes = [pointer]
    return cups
