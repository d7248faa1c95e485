"""What staff read about backups."""

from __future__ import annotations

from consentdesk.domain.lines import BackupLine
from consentdesk.domain.moment import Moment
from consentdesk.ui.words import _, ngettext

BYTES_PER_MB = 1_000_000


def age_words(last: BackupLine | None, now: Moment) -> str:
    """How old the last good backup is, in a few words."""
    if last is None:
        return _("Not backed up yet")
    at = last.taken_at
    days = (now.day - at.day).days
    if days == 0:
        return _("Backed up today at {time}").format(time=f"{at.local:%H:%M}")
    words = ngettext("Last backup {count} day ago", "Last backup {count} days ago", days)
    return words.format(count=days)


def holds_words(last: BackupLine | None) -> str:
    """Where it lies and how much it is; "" where there is none."""
    if last is None:
        return ""
    words = _("In the folder {folder}: {facts} entries, {megabytes} MB, read back and found whole")
    megabytes = f"{last.bytes / BYTES_PER_MB:.1f}"
    return words.format(folder=last.where, facts=last.facts, megabytes=megabytes)


def left_behind_words(count: int) -> str:
    """That older backups still hold what was erased for good since (R40)."""
    words = ngettext(
        "{count} older backup could not be opened to give up what was erased since. It is deleted within a "
        "year of when it was taken, or by you",
        "{count} older backups could not be opened to give up what was erased since. They are deleted within "
        "a year of when they were taken, or by you",
        count,
    )
    return words.format(count=count)


def damaged_words(count: int) -> str:
    """That a backup lacks stored files which are damaged in the vault itself."""
    words = ngettext(
        "Backed up. {count} stored file is damaged in the vault, and no backup here has it",
        "Backed up. {count} stored files are damaged in the vault, and no backup here has them",
        count,
    )
    return words.format(count=count)
