"""Back up the vault, and answer for the time that a restored one may have missed (R24)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.facts import BackedUp, GapReviewed
from consentdesk.domain.lines import BackupLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import needs, open_to_all
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Progress, Taking

DUE_AFTER = timedelta(hours=20)  # so that a clinic that opens each morning has one a day


@needs(Act.BACK_UP)
def begin_backup(desk: Desk, folder: Path) -> Taking:
    """A backup to be run away from the desk's own work; follow it with `note_backup`."""
    return desk.vault.backing_up(folder)


@needs(Act.BACK_UP)
def note_backup(desk: Desk, taken: BackupLine) -> None:
    desk.note(BackedUp(taken))


@needs(Act.BACK_UP)
def back_up(desk: Desk, folder: Path, progress: Progress) -> BackupLine:
    """Take a backup and note it, where nothing else is worked on meanwhile. Raises the refusals of
    `Taking.run`."""
    taken = begin_backup(desk, folder).run(progress)
    note_backup(desk, taken)
    return taken


@open_to_all
def last_backup(desk: Desk) -> BackupLine | None:
    """The last good one that was taken here."""
    return desk.vault.last_backup()


def is_due(last: BackupLine | None, now: Moment) -> bool:
    """Whether another backup is due; so it is, too, where the last one seems to come from the future."""
    return last is None or not timedelta() <= now.utc - last.taken_at.utc < DUE_AFTER


@open_to_all
def gap_is_open(desk: Desk) -> bool:
    """Whether the vault was restored and nobody has reviewed yet what may be missing."""
    return desk.vault.gap_since() is not None


@needs(Act.REVIEW_GAP)
def review_gap(desk: Desk, reason: str) -> None:
    """Say why the vault can be relied on again for uses outside the record. Raises Refusal
    `gap_reason_missing`, `no_gap_to_review`."""
    if not reason.strip():
        raise refuse("gap_reason_missing", "reason")
    now, since = desk.now(), desk.vault.gap_since()
    if since is None:
        raise refuse("no_gap_to_review")
    # where the clock was set back, the review is later than the gap all the same
    after = Moment(since.utc + timedelta(milliseconds=1), now.offset_minutes)
    desk.vault.append(GapReviewed(reason.strip()), max(now, after, key=lambda moment: moment.utc))
