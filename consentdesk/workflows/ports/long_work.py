"""Work that takes its time: run on any thread, and told to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias

from consentdesk.domain.ledger_lines import LedgerLine
from consentdesk.domain.lines import BackupLine, CheckReport

Progress: TypeAlias = Callable[[int, int], None]


class Reading(Protocol):
    """Lines of the ledger, all that were wanted, read on any thread while the vault is worked with."""

    def lines(self, progress: Progress) -> Iterator[LedgerLine]:
        """Each line, newest first; `progress` hears of lines done and in all. Raises Refusal
        `export_stopped`."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `export_stopped`."""
        ...


class Taking(Protocol):
    """A backup that is taken on any thread, while the vault is worked with on its own."""

    def run(self, progress: Progress = ...) -> BackupLine:
        """Take it and read it back; `progress` hears of stored files done and in all. Earlier backups stay as
        good as they were, whatever happens. Raises Refusal `backup_folder_missing`, `backup_inside_vault`,
        `backup_not_readable`, `disk_full`, `folder_read_only`, `disk_failing`, `backup_stopped`."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `backup_stopped`."""
        ...


class Checking(Protocol):
    """A check of everything, made on any thread, while the vault is worked with on its own."""

    def run(self, progress: Progress = ...) -> CheckReport:
        """Read everything; `progress` hears of facts and files done and in all. Raises Refusal
        `check_stopped`, and `vault_busy` while nobody else may read."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `check_stopped`."""
        ...


class Mending(Protocol):
    """Bringing damaged files back from backups, on the thread that owns the vault: what is asked of the vault
    meanwhile waits."""

    def found(self) -> tuple[str, ...]:
        """Which of the files the backups have whole. Raises Refusal `backup_not_found`."""
        ...

    def run(self, progress: Progress = ...) -> tuple[str, ...]:
        """Bring them back, fold the views anew and note it (`FilesBroughtBack`), all or nothing; returns the
        files that came back. `progress` hears of stored files done and in all. Raises Refusal
        `backup_not_found`, `ledger_needs_restore`, `mending_stopped`, `vault_busy`, `disk_full`,
        `folder_read_only`, `disk_failing`."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `mending_stopped`; the vault stays as it was. From any thread."""
        ...
