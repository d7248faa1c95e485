"""What staff read about the health of the vault."""

from __future__ import annotations

from consentdesk.domain.damage import Hit, Hurt
from consentdesk.domain.lines import CheckReport
from consentdesk.ui.integrity.state import FoundLine
from consentdesk.ui.words import _, finding_words, moment_in_words, ngettext
from consentdesk.workflows.check_vault import Health

UNREADABLE = ("vault_damaged", "disk_failing")


def last_words(health: Health | None, month_first: bool) -> str:
    """When the last check was made, and what it read."""
    if health is None:
        return _("Not checked yet. Once a day this program reads the whole vault by itself")
    words = _("{when}: {facts} entries and {files} stored files were read, each against its own hash")
    when = moment_in_words(health.at, month_first)
    return words.format(when=when, facts=health.checked.facts, files=health.checked.blobs)


def verdict_words(health: Health) -> str:
    if not health.hits:
        return _("Nothing was found that does not fit")
    words = ngettext("{count} thing is damaged", "{count} things are damaged", len(health.hits))
    return words.format(count=len(health.hits))


def excluded_words(report: CheckReport | None, month_first: bool) -> str:
    """What the check made last cannot exclude, or up to when copies in patients' hands prove the ledger."""
    if report is None or not report.anchored:
        return _(
            "No copy was held against it: it cannot exclude that the end of the ledger was cut off since the "
            "vault was made, or that somebody with its keys wrote it anew."
        )
    if report.anchored_until is None:
        return _("The copies are not in the ledger: this is an older vault, cut off, or written anew.")
    until = moment_in_words(report.anchored_until, month_first)
    return _(
        "The copies prove the ledger up to {until}; it cannot exclude that something later was cut off."
    ).format(until=until)


def found_line(hit: Hit, in_backup: frozenset[str] | None, month_first: bool) -> FoundLine:
    """`in_backup` are the files that backups have, None before any were looked into."""
    return FoundLine(_what(hit, month_first), _wrong(hit), _remedy(hit, in_backup))


def mend_words(files: int, in_backup: int) -> str:
    """What the button says that mends: how many files come back."""
    if not files:
        return _("Write the vault anew")
    words = ngettext("Bring back {count} file", "Bring back {count} files", in_backup)
    return words.format(count=in_backup) if in_backup else ""


def in_backup_words(files: int, in_backup: int) -> str:
    """How many of the damaged files the backups in the folder have."""
    if not files:
        return ""
    words = _("Of {files} damaged or missing files, the backups there have {count} whole.")
    return words.format(files=files, count=in_backup)


def brought_words(brought: tuple[str, ...]) -> str:
    words = ngettext("{count} file was brought back", "{count} files were brought back", len(brought))
    return words.format(count=len(brought)) if brought else _("The vault was written anew")


def _what(hit: Hit, month_first: bool) -> str:
    records = ", ".join(hit.records)
    when = moment_in_words(hit.at, month_first) if hit.at else ""
    if hit.hurt is Hurt.PICTURE:
        known = _("A photograph of record {records}").format(records=records)
        return known if records else _("A photograph of an open session")
    if hit.hurt is Hurt.COPY:
        return _("The copy of record {records}").format(records=records)
    if hit.hurt is Hurt.FACT:
        known = _("The page of the ledger with record {records}").format(records=records)
        return known if records else _("A page of the ledger. {when}").format(when=when).strip()
    return {
        Hurt.SIGNED_PAGE: _("A page that was signed in ink"),
        Hurt.STORED_FILE: _("A stored file"),
        Hurt.SESSION: _("An open session, begun {when}").format(when=when),
        Hurt.LIST: _("A list that is made from the ledger"),
        Hurt.LOCKED_KEYS: _("The file with the locked keys"),
        Hurt.DATABASE: _("The database"),
    }[hit.hurt]


def _wrong(hit: Hit) -> str:
    return {
        "blob_damaged": _("Damaged; it is not shown"),
        "blob_missing": _("Missing"),
        "draft_unreadable": _("Damaged; it cannot be opened"),
    }.get(hit.finding.code) or finding_words(hit.finding)


def _remedy(hit: Hit, in_backup: frozenset[str] | None) -> str:
    if hit.is_file:
        if in_backup is None:
            return ""
        return _("A backup has it") if hit.finding.about in in_backup else _("In no backup here")
    if hit.is_of_ledger:
        return _("Only a restore helps")
    if hit.finding.code in UNREADABLE:
        return _("A restore helps where mending does not")
    return _("Let go of by mending") if hit.hurt is Hurt.SESSION else _("Mended with the rest")
