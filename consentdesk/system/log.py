"""The log: references, never people. And no core dumps, which would hold everything."""

from __future__ import annotations

import ctypes
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from consentdesk.system.os_errors import refusal_for
from consentdesk.system.paths import ready_folder

if sys.platform != "win32":
    import resource

LOG_NAME = "consentdesk.log"
MAX_BYTES, KEPT_FILES = 1_000_000, 3
REFERENCE = re.compile(r"[a-z0-9_.:-]{1,64}")
PR_SET_DUMPABLE = 4

Trace = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
logger = logging.getLogger("consentdesk")


def start_log(home: Path, level: int = logging.INFO) -> Path:
    """Write what `consentdesk` loggers say to `home`/log, at most four files of 1 MB, and return the file.

    The constant message is written as it is; a value in it only when it is a number or a reference (an id, a
    code: lower case, no spaces), anything else as its type. Of an error its types and the lines it passed,
    never its text. Refuses like `ready_folder`."""
    path = ready_folder(home / "log") / LOG_NAME
    try:
        handler = _LogFile(path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES)
    except OSError as error:
        raise refusal_for(error, path.parent) from error
    handler.setFormatter(ReferencesOnly("%(asctime)s %(levelname)s %(name)s %(message)s"))
    stop_log()
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    return path


def stop_log() -> None:
    """Close the file and leave the loggers as they were before `start_log`."""
    for handler in [h for h in logger.handlers if isinstance(h, _LogFile)]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def log_uncaught_errors() -> None:
    """Send errors that nobody caught, in any thread, to the log, and without their text to the terminal too
    (desktop sessions keep a journal of it)."""

    def uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        logger.critical("uncaught error", exc_info=(kind, error or kind(), trace))
        if sys.stderr:  # a window started without a terminal on Windows has none
            sys.stderr.write("\n".join(["uncaught error", *_outline(error), ""]))

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def core_dumps_off() -> None:
    """Ask that no image of this process's memory is written when it crashes, and that other programs of
    this user cannot read it (Linux). Windows has no such request per process; nothing is done there."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # a limit of zero does not stop a dump that the kernel pipes to a collector
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


class ReferencesOnly(logging.Formatter):
    """Formats a log record without anything that could be about a person."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.msg if isinstance(record.msg, str) else _safe(record.msg)
        safe = {"msg": message, "args": _safe_args(record.args), "exc_text": None}
        return super().format(logging.makeLogRecord(record.__dict__ | safe))

    def formatException(self, ei: Trace) -> str:
        return "\n".join(_outline(ei[1]))

    def formatStack(self, stack_info: str) -> str:
        return "stack left out"


class _LogFile(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=partial(os.open, mode=0o600))

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: the usual way prints the record's values to the terminal."""


def _safe_args(args: object) -> object:
    if isinstance(args, Mapping):
        return {name: _safe(value) for name, value in args.items()}
    return tuple(_safe(value) for value in args) if isinstance(args, tuple) else args


def _safe(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str) and REFERENCE.fullmatch(value):
        return value
    return f"<{type(value).__name__}>"


def _outline(error: BaseException | None) -> Iterator[str]:
    """The error and what led to it, outermost first: each type, then `file:line function` per frame."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield type(error).__name__
        yield from _frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        where = "/".join(Path(code.co_filename).parts[-2:])
        yield f"  {where}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
