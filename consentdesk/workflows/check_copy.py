"""Check a copy that somebody brings: whether it is of a record here, and what of it counts today (R22, R23).

It tells nobody's name, so that an auditor can do it too. Withdrawals are among the fates of answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from consentdesk.domain.access import Act
from consentdesk.domain.copy_code import HASH_LETTERS, CopyCode, parse_hash, read_copy_code
from consentdesk.domain.facts import ConsentSigned, CopyChecked
from consentdesk.domain.ledger_lines import LedgerLine, Unread
from consentdesk.domain.lines import LaterRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.record_code import parse_code
from consentdesk.domain.refusals import refuse
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.standing import Fate
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.standing import Became, became_of


class Outcome(StrEnum):
    """What a copy turned out to be."""

    GENUINE = "genuine"
    CORRECTED = "corrected"  # genuine; another record took the place of the whole
    WITHDRAWN = "withdrawn"  # genuine; some of its answers were withdrawn since, or are held back
    OUTLIVED = "outlived"  # genuine; some of its answers count no more
    HASH_DIFFERS = "hash_differs"
    ERASED = "erased"  # of a record whose content was destroyed on purpose
    NOT_OURS = "not_ours"


@dataclass(frozen=True)
class Outlived:
    """An answer on the copy that counts no more: on which picture, for which use, and what became of it."""

    picture: int
    use: str
    became: Became


@dataclass(frozen=True)
class CheckedCopy:
    """`with_hash`: the chain hash was given too; without it the code alone was compared. `answers` counts
    those on the copy. `gap`: the vault was restored, and records sealed before may be missing in it."""

    outcome: Outcome
    code: str
    with_hash: bool = False
    sealed_at: Moment | None = None
    answers: int = 0
    outlived: tuple[Outlived, ...] = ()
    corrected: LaterRecord | None = None
    gap: bool = False


@needs(Act.CHECK_COPY)
def check_copy(desk: Desk, code: str, chain_hash: str = "") -> CheckedCopy:
    """What a copy turns out to be, from its code and, where given, the chain hash on it, whole or as the foot
    of its pages has it; or from the text of its QR code alone. Raises Refusal `record_code_missing`,
    `record_code_wrong`, `copy_hash_wrong`. It is noted who asked, for which record."""
    told = _told(code, chain_hash)
    line = desk.vault.record_with_code(told.code)
    if line is None:
        checked, record, patient = _unknown(desk, told)
    else:
        checked, record, patient = _known(desk, told, line.id), line.id, line.patient
    desk.note(CopyChecked(record, checked.outcome.value), patient or None)
    return checked


@needs(Act.WITHDRAW)
def patient_of_copy(desk: Desk, code: str) -> str:
    """The id of the patient whose copy it is, for whoever takes down what they withdraw. Raises Refusal
    `record_unknown`."""
    line = desk.vault.record_with_code(code)
    if line is None:
        raise refuse("record_unknown", "code")
    return line.patient


def code_on(pages: Iterable[ScannedPage]) -> str:
    """The text of the QR code on a picture or a scan of a copy. Raises Refusal `copy_code_not_seen`, or
    `copies_of_several` where several copies lie on it."""
    seen = {str(told) for page in pages for code in page.codes if (told := read_copy_code(code))}
    if len(seen) > 1:
        raise refuse("copies_of_several", "copy")
    if not seen:
        raise refuse("copy_code_not_seen", "copy")
    return seen.pop()


def _told(code: str, chain_hash: str) -> CopyCode:
    if not code.strip():
        raise refuse("record_code_missing", "code")
    scanned = read_copy_code(code)
    if scanned is not None:
        return CopyCode(parse_code(scanned.code), scanned.chain_hash)
    return CopyCode(parse_code(code), parse_hash(chain_hash))


def _known(desk: Desk, told: CopyCode, id: str) -> CheckedCopy:
    sealed = desk.vault.record(id)
    record, with_hash = sealed.record, bool(told.chain_hash)
    if not sealed.chain_hash.startswith(told.chain_hash):
        return CheckedCopy(Outcome.HASH_DIFFERS, told.code, with_hash, record.sealed_at)
    corrected = desk.vault.record_line(id).corrected
    outlived = _outlived(desk, record)
    outcome = Outcome.CORRECTED if corrected else _came_of(outlived)
    return CheckedCopy(
        *(outcome, told.code, with_hash, record.sealed_at, len(record.decisions), outlived, corrected)
    )


def _came_of(outlived: Iterable[Outlived]) -> Outcome:
    fates = {each.became.standing.fate for each in outlived}
    if fates & {Fate.WITHDRAWN, Fate.SUSPENDED}:
        return Outcome.WITHDRAWN
    return Outcome.OUTLIVED if fates else Outcome.GENUINE


def _outlived(desk: Desk, record: ConsentRecord) -> tuple[Outlived, ...]:
    numbers = {image.source_sha256: image.number for image in record.images}
    became = became_of(desk.vault, desk.pack, record, desk.now())
    return tuple(
        Outlived(numbers[image], use, fate)
        for (image, use), fate in became.items()
        if fate.standing.fate is not Fate.STANDS
    )


def _unknown(desk: Desk, told: CopyCode) -> tuple[CheckedCopy, str, str]:
    """A code that no list has: of a record that was erased, where the chain holds the hash, or not ours."""
    line = desk.vault.ledger_line(told.chain_hash) if len(told.chain_hash) == HASH_LETTERS else None
    if line is not None and _was_a_record(line):
        erased = CheckedCopy(Outcome.ERASED, told.code, True, line.header.at)
        return erased, "", line.header.patient or ""
    gap = desk.vault.gap_since() is not None
    return CheckedCopy(Outcome.NOT_OURS, told.code, bool(told.chain_hash), gap=gap), "", ""


def _was_a_record(line: LedgerLine) -> bool:
    return line.header.kind == ConsentSigned.KIND and line.unread is Unread.ERASED
