"""What staff read of backups that were found, and of a vault that came back."""

from __future__ import annotations

from consentdesk.domain.lines import CheckReport, FoundBackup
from consentdesk.domain.moment import Moment
from consentdesk.ui.restore.state import BackupRow
from consentdesk.ui.words import _, finding_words, moment_in_words, ngettext

FINDINGS_SHOWN = 6


def backup_row(found: FoundBackup, now: Moment, month_first: bool = False) -> BackupRow:
    """When it was taken, how long ago that is, and what it holds."""
    holds = _("{age}: {facts} entries, {files} files")
    hint = holds.format(age=_age(found.taken_at, now), facts=found.facts, files=found.files)
    return BackupRow(str(found.folder), moment_in_words(found.taken_at, month_first), hint)


def report_words(report: CheckReport) -> tuple[str, ...]:
    """What was read, and each thing found damaged, the first ones by name."""
    read = _("Read and held against its hash: {facts} entries, {blobs} stored files, {drafts} open sessions.")
    counted = read.format(facts=report.facts, blobs=report.blobs, drafts=report.drafts)
    if report.sound:
        return (counted, _("Nothing is missing or damaged in it."))
    shown = [f"– {finding_words(finding)}" for finding in report.findings[:FINDINGS_SHOWN]]
    if (left := len(report.findings) - len(shown)) > 0:
        shown.append(ngettext("{count} more", "{count} more", left).format(count=left))
    return (counted, _("Damaged, while everything else is there:"), *shown)


def _age(at: Moment, now: Moment) -> str:
    days = (now.day - at.day).days
    if days <= 0:
        return _("Today")
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
