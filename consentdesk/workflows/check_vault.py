"""Check the vault, say what is hit where something was found, and bring back what a backup has whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.copy_code import HASH_LETTERS, parse_hash, read_copy_code
from consentdesk.domain.damage import Hit
from consentdesk.domain.facts import Fact, VaultChecked
from consentdesk.domain.lines import CheckReport
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import may, needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Checking, Mending, Progress

DUE_AFTER = timedelta(hours=20)  # so that a clinic that opens each morning has one a day
MOST_NOTED = 500
DAILY, ASKED = "daily", "asked"


@dataclass(frozen=True)
class Health:
    """What the last check found, and what it hits. `may_mend`: whoever sits here may bring files back."""

    checked: VaultChecked
    at: Moment
    hits: tuple[Hit, ...]
    may_mend: bool

    @property
    def files(self) -> tuple[str, ...]:
        """The damaged and missing files, by their SHA-256."""
        return tuple(hit.finding.about for hit in self.hits if hit.is_file)

    @property
    def needs_restore(self) -> bool:
        """Whether the ledger itself is damaged, which only a restore mends."""
        return any(hit.is_of_ledger for hit in self.hits)


def anchors_in(typed: str) -> tuple[str, ...]:
    """The chain hashes that somebody typed or scanned from patients' copies, one a line. Raises Refusal
    `anchor_wrong` (details line) for what is none, or not a whole one."""
    lines = [line.strip() for line in typed.splitlines()]
    return tuple(_anchor(line, number) for number, line in enumerate(lines, 1) if line)


@needs(Act.CHECK_VAULT)
def begin_check(desk: Desk, anchors: Sequence[str] = ()) -> Checking:
    """A check to be run away from the desk's own work; follow it with `note_check`."""
    return desk.vault.checking(anchors)


@needs(Act.CHECK_VAULT)
def note_check(desk: Desk, report: CheckReport, how: str) -> None:
    """Note what came of a check: the first 500 findings. `how` is "daily" or "asked"."""
    desk.note(VaultChecked(report.facts, report.blobs, report.findings[:MOST_NOTED], how))


@needs(Act.CHECK_VAULT)
def check_is_due(desk: Desk) -> bool:
    """Whether another check is due; so it is, too, where the last one seems to come from the future."""
    last = desk.vault.last_check()
    return last is None or not timedelta() <= desk.now().utc - last.header.at.utc < DUE_AFTER


@needs(Act.CHECK_VAULT)
def damage_found(desk: Desk) -> int:
    """How many findings of the last check wait to be seen to."""
    last = desk.vault.last_check()
    return len(_checked(last).findings) if last else 0


@needs(Act.CHECK_VAULT)
def health(desk: Desk) -> Health | None:
    """What the last check found; None before the first."""
    last = desk.vault.last_check()
    if last is None:
        return None
    checked = _checked(last)
    hits = tuple(desk.vault.hit_by(finding) for finding in checked.findings)
    return Health(checked, last.header.at, hits, Act.MEND_VAULT in may(desk))


@needs(Act.MEND_VAULT)
def found_in_backups(desk: Desk, folder: Path) -> tuple[str, ...]:
    """Which damaged files (SHA-256) the backups in a folder have whole. Raises Refusal `backup_not_found`."""
    return begin_mending(desk, folder).found()


@needs(Act.MEND_VAULT)
def begin_mending(desk: Desk, folder: Path) -> Mending:
    """What brings back the files that the last check found damaged or missing. Raises Refusal
    `nothing_to_mend`."""
    last = health(desk)
    if last is None or not last.hits:
        raise refuse("nothing_to_mend")
    return desk.vault.mending(folder, last.files)


@needs(Act.MEND_VAULT)
def mend(desk: Desk, folder: Path, progress: Progress) -> tuple[tuple[str, ...], CheckReport]:
    """Check, mend what is damaged and check again, where nothing else is worked on meanwhile; returns the
    files that were brought back, and what the last check found. Raises what `Mending.run` refuses."""
    report = _check_and_note(desk)
    if report.sound:
        return (), report
    brought = begin_mending(desk, folder).run(progress)
    return brought, _check_and_note(desk)


def _check_and_note(desk: Desk) -> CheckReport:
    report = begin_check(desk).run()
    note_check(desk, report, ASKED)
    return report


def _checked(last: Fact) -> VaultChecked:
    assert isinstance(last.body, VaultChecked)
    return last.body


def _anchor(typed: str, line: int) -> str:
    scanned = read_copy_code(typed)
    hash = scanned.chain_hash if scanned else parse_hash(typed)
    if len(hash) != HASH_LETTERS:
        raise refuse("anchor_wrong", "anchors", line=line, letters=HASH_LETTERS)
    return hash
