"""This machine: its clock and chance, its printers, and the files it is asked to keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from consentdesk.domain.moment import Moment


class Clock(Protocol):
    def now(self) -> Moment: ...
    def wall(self, utc: datetime) -> Moment:
        """An instant as the clinic's clock on the wall shows it, in the past or to come."""
        ...

    def awake_s(self) -> float:
        """Seconds that this machine has been awake, from any start; nobody sets it, and it stops in sleep."""
        ...


class Ids(Protocol):
    def new_id(self) -> str:
        """A new UUIDv7."""
        ...

    def random_bits(self, bits: int) -> int: ...


class Printer(Protocol):
    """`state` is "ready", "stopped" or "unknown"; `reason` is the system's own words."""

    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def is_default(self) -> bool: ...
    @property
    def state(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Printers(Protocol):
    def list_printers(self) -> tuple[Printer, ...]: ...
    def print_pdf(self, printer: str, pdf: bytes, copies: int, paper: str) -> object:
        """Raises Refusal `printer_not_found`, `printer_stopped`, `printer_failed`, `printer_tool_missing`."""
        ...


class Saver(Protocol):
    def save_bytes(self, path: Path, data: bytes) -> None:
        """Write whole or not at all. Raises Refusal `disk_full`, `folder_read_only`, `save_failed`."""
        ...

    def save_parts(self, path: Path, parts: Iterable[bytes]) -> None:
        """As `save_bytes`, part by part; what making a part raises leaves nothing behind."""
        ...

    def save_new(self, folder: Path, name: str, data: bytes) -> Path:
        """As `save_bytes`, under this name or one like it that nothing there has; returns where it is."""
        ...

    def remove(self, path: Path) -> None:
        """Take a file back that was just saved. Raises Refusal as `save_bytes` does."""
        ...
