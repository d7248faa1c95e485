"""The commands that look after a vault: verify, backup, restore, mend, mend-keys, review-gap."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from consentdesk.commands.terminal import (
    WRONG,
    add_passphrase,
    add_vault,
    ask_secret,
    passphrase,
    say,
    say_how_far,
)
from consentdesk.system.paths import default_vault
from consentdesk.ui.words import _, finding_words, ngettext

if TYPE_CHECKING:
    from consentdesk.domain.lines import BackupLine, CheckReport

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

BYTES_PER_MB = 1_000_000


def verify(asked: argparse.Namespace) -> int:
    """Check a vault, or a backup where it lies, and say what was found. It is not changed."""
    from consentdesk import windowless

    if windowless.holds_backups(asked.vault):
        secret = ask_secret(asked.passphrase_file, _("Passphrase or recovery code: "))
        return _told(windowless.check_backup(asked.vault, secret, asked.anchor))
    door = windowless.door_to(asked.vault)
    vault = door.unlock(passphrase(asked))
    try:
        report = vault.check(asked.anchor)
    finally:
        vault.close()
        door.release()
    return _told(report)


def backup(asked: argparse.Namespace) -> int:
    """Back a vault up while no window is open on it."""
    from consentdesk import windowless
    from consentdesk.workflows.back_up import back_up

    with windowless.desk_at(asked.vault or default_vault(), passphrase(asked)) as desk:
        taken = back_up(desk, asked.to.absolute(), say_how_far)
    say(*backup_lines(taken))
    return WRONG if taken.damaged else 0


def restore(asked: argparse.Namespace) -> int:
    """Bring a vault back from a backup."""
    from consentdesk import windowless

    place = asked.to or default_vault()
    secret = ask_secret(asked.recovery_code_file, _("Recovery code: "))
    report = windowless.restore_vault(asked.source.absolute(), place, secret, say_how_far)
    came = _(
        "The vault lies in {folder} now, as a new device. Open it with a passphrase or the recovery code"
    )
    ended = _told(report)
    missing = _(
        "What happened after the backup may be missing, withdrawals too. Until that was reviewed, uses "
        "outside the medical record are refused: `consentdesk review-gap`"
    )
    say(came.format(folder=place), missing)
    return ended


def mend(asked: argparse.Namespace) -> int:
    """Bring damaged files back from a backup while no window is open on the vault."""
    from consentdesk import windowless
    from consentdesk.workflows.check_vault import mend as mend_vault

    with windowless.desk_at(asked.vault or default_vault(), passphrase(asked)) as desk:
        brought, report = mend_vault(desk, asked.source.absolute(), say_how_far)
    words = ngettext("{count} file was brought back", "{count} files were brought back", len(brought))
    say(words.format(count=len(brought)))
    return _told(report)


def mend_keys(asked: argparse.Namespace) -> int:
    """Put the lost file with the locked keys back; nobody's secret is asked for."""
    from consentdesk import windowless
    from consentdesk.workflows.bring_back import mend_keys as bring_keys_back

    place = asked.vault or default_vault()
    bring_keys_back(windowless.door_to(place), asked.source.absolute())
    say(_("The key file lies beside the vault again. Passphrases open it as when the backup was taken"))
    return 0


def review_gap(asked: argparse.Namespace) -> int:
    """Say why a vault that was brought back can be relied on again."""
    from consentdesk import windowless
    from consentdesk.workflows.back_up import review_gap as review

    with windowless.desk_at(asked.vault or default_vault(), passphrase(asked)) as desk:
        review(desk, asked.reason)
    say(_("Noted. Uses outside the medical record follow the records again"))
    return 0


def report_lines(report: CheckReport) -> list[str]:
    """What a check counted and found, and what it cannot exclude."""
    counted = _(
        "Read: {facts} entries ({erased} erased on purpose), {blobs} stored files, {drafts} open sessions"
    )
    lines = [counted.format(**{key: getattr(report, key) for key in ("facts", "erased", "blobs", "drafts")})]
    if report.last_at is not None:
        lines.append(_("Last entry: {at}, chain hash {head}").format(at=report.last_at, head=report.head))
    lines += [f"- {finding_words(finding)}" for finding in report.findings]
    if report.sound:
        lines.append(_("Nothing was found that does not fit"))
    return [*lines, _what_stays_open(report)]


def backup_lines(taken: BackupLine) -> list[str]:
    """What a backup holds, and what is missing in it."""
    words = _(
        "Backed up and read back: {facts} entries, {all} MB, {new} MB of them written now. It is {name}"
    )
    size = {"all": f"{taken.bytes / BYTES_PER_MB:.1f}", "new": f"{taken.written / BYTES_PER_MB:.1f}"}
    lines = [words.format(facts=taken.facts, name=taken.name, **size)]
    if taken.damaged:
        missing = ngettext(
            "{count} stored file is damaged in the vault, and no earlier backup here has it",
            "{count} stored files are damaged in the vault, and no earlier backup here has them",
            taken.damaged,
        )
        lines.append(missing.format(count=taken.damaged))
    if taken.left_behind:
        left = ngettext(
            "{count} older backup could not be opened to give up what was erased since",
            "{count} older backups could not be opened to give up what was erased since",
            taken.left_behind,
        )
        lines.append(left.format(count=taken.left_behind))
    return lines


def add_to(commands: argparse._SubParsersAction[Parser]) -> None:
    """Let the command line know these commands."""
    _add_verify(
        commands.add_parser("verify", help=_("check the chain and every hash of a vault or a backup"))
    )
    rule = _(
        "All backups of the last 7 days stay, the last one of each week for 8 weeks, and the last one of "
        "each month for a year; older ones are removed once a new one was read back"
    )
    about = _("back a vault up to a folder or a stick")
    _add_backup(commands.add_parser("backup", help=about, description=rule))
    _add_restore(commands.add_parser("restore", help=_("bring a vault back from a backup")))
    _add_mend(commands.add_parser("mend", help=_("bring damaged files of a vault back from a backup")))
    _add_mend_keys(commands.add_parser("mend-keys", help=_("put a lost key file back from a backup")))
    _add_review(
        commands.add_parser("review-gap", help=_("end the time in which a restored vault refuses uses"))
    )


def _add_verify(parser: argparse.ArgumentParser) -> None:
    where = _("the vault's folder, or a folder with backups: then the newest is checked")
    parser.add_argument("vault", type=Path, metavar="VAULT", help=where)
    add_passphrase(parser)
    anchor = _("a chain hash printed on a patient's copy; may be repeated")
    parser.add_argument("--anchor", action="append", default=[], metavar="HASH", help=anchor)
    parser.set_defaults(command=verify)


def _add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help=_("where the backups are to lie")
    )
    add_vault(parser)
    add_passphrase(parser)
    parser.set_defaults(command=backup)


def _add_restore(parser: argparse.ArgumentParser) -> None:
    source = _("the folder with the backups (then the newest is taken), or that of one of them")
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="FOLDER", help=source)
    place = _("where the vault is to lie, if not at the usual place; nothing may lie there")
    parser.add_argument("--to", type=Path, metavar="DIR", help=place)
    code = _('a file with the recovery code, "-" for standard input; without it you are asked')
    parser.add_argument("--recovery-code-file", metavar="F", help=code)
    parser.set_defaults(command=restore)


def _add_mend(parser: argparse.ArgumentParser) -> None:
    _add_backups(parser)
    add_passphrase(parser)
    parser.set_defaults(command=mend)


def _add_mend_keys(parser: argparse.ArgumentParser) -> None:
    _add_backups(parser)
    parser.set_defaults(command=mend_keys)


def _add_backups(parser: argparse.ArgumentParser) -> None:
    source = _("the folder that backups of this vault were made to")
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="FOLDER", help=source)
    add_vault(parser)


def _add_review(parser: argparse.ArgumentParser) -> None:
    reason = _("what was found about the time since the backup")
    parser.add_argument("--reason", required=True, metavar="TEXT", help=reason)
    add_vault(parser)
    add_passphrase(parser)
    parser.set_defaults(command=review_gap)


def _told(report: CheckReport) -> int:
    say(*report_lines(report))
    return 0 if report.sound else WRONG


def _what_stays_open(report: CheckReport) -> str:
    if not report.anchored:
        return _(
            "No anchor was given: it cannot exclude truncation since the vault was made, nor a rewriting "
            "by someone with its keys. An anchor is the chain hash on a patient's copy; the newest is best"
        )
    if report.anchored_until is None:
        return _("No anchor was found in the chain: this is an older copy, cut off, or rewritten")
    return _("Held against the anchors; cannot exclude truncation since {at}").format(
        at=report.anchored_until
    )
