"""Back up the vault, and answer for the time that a restored one may have missed (R24)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from consentdesk.domain.facts import BackedUp, GapReviewed
from consentdesk.domain.lines import BackupLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Progress, Taking, Vault

DUE_AFTER = timedelta(hours=20)  # so that a clinic that opens each morning has one a day


def begin_backup(desk: Desk, folder: Path) -> Taking:
    """A backup to be run away from the desk's own work; follow it with `note_backup`."""
    return desk.vault.backing_up(folder)


def note_backup(desk: Desk, taken: BackupLine) -> None:
    desk.note(BackedUp(taken))


def back_up(vault: Vault, folder: Path, now: Moment, progress: Progress) -> BackupLine:
    """Take a backup and note it, where nothing else is worked on meanwhile. Raises the refusals of
    `Taking.run`."""
    taken = vault.backing_up(folder).run(progress)
    vault.append(BackedUp(taken), now)
    return taken


def last_backup(desk: Desk) -> BackupLine | None:
    """The last good one that was taken here."""
    return desk.vault.last_backup()


def is_due(last: BackupLine | None, now: Moment) -> bool:
    """Whether another backup is due; so it is, too, where the last one seems to come from the future."""
    return last is None or not timedelta() <= now.utc - last.taken_at.utc < DUE_AFTER


def gap_is_open(desk: Desk) -> bool:
    """Whether the vault was restored and nobody has reviewed yet what may be missing."""
    return desk.vault.restored_with_gap(desk.now())


def review_gap(vault: Vault, reason: str, now: Moment) -> None:
    """Say why the vault can be relied on again for uses outside the record. Raises Refusal
    `gap_reason_missing`, `no_gap_to_review`."""
    if not reason.strip():
        raise refuse("gap_reason_missing", "reason")
    if not vault.restored_with_gap(now):
        raise refuse("no_gap_to_review")
    vault.append(GapReviewed(reason.strip()), now)
