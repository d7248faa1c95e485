"""What counts today: of a record's answers, and of a patient's images (R14, R22, R24)."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.access import Act
from consentdesk.domain.lines import LaterRecord, RecordLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.permission import Past, all_said, last_word
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.standing import STANDS, Standing, standing
from consentdesk.domain.withdrawal import Ending
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Vault


@dataclass(frozen=True)
class Became:
    """What became of an answer; `later` is the record that superseded or corrected it."""

    standing: Standing
    later: LaterRecord | None = None


@dataclass(frozen=True)
class LastWord:
    """What counts for an image and a use today: the answer, what became of it, and the record that it comes
    from."""

    effective: bool
    patient_said_no: bool
    standing: Standing
    record: LaterRecord


Answers = dict[tuple[str, str], Became]
Today = dict[tuple[str, str], LastWord]


@needs(Act.LOOK)
def what_became(desk: Desk, record: ConsentRecord) -> Answers:
    """What became of each decision of a sealed record by now, by source hash and use."""
    return became_of(desk.vault, desk.pack, record, desk.now())


def became_of(vault: Vault, pack: RulePack, record: ConsentRecord, now: Moment) -> Answers:
    """As `what_became`, for a workflow that has seen to whose work it is."""
    found: Answers = {}
    for image in dict.fromkeys(d.image for d in record.decisions):
        history, endings = vault.decisions_on(image), vault.endings_on(image)
        own, said = (d for d in history if d.record == record.id), all_said(now, history, endings)
        found |= {(image, d.use): _became(vault, pack, history, d, said, endings) for d in own}
    return found


@needs(Act.LOOK)
def counts_today(desk: Desk, patient: str) -> Today:
    """The answer that counts now for each of a patient's images and each use that anyone ever asked about, by
    source hash and use; what is not there was never asked, or counts no more."""
    pack = desk.pack
    lines = {line.id: line for line in desk.vault.records_of(patient)}
    found: Today = {}
    for image in desk.vault.images_of(patient):
        history = desk.vault.decisions_on(image.source_sha256)
        endings = desk.vault.endings_on(image.source_sha256)
        now = all_said(desk.now(), history, endings)
        for use in {d.use for d in history}:
            last = last_word(history, use, now)
            if last is not None:
                line = lines.get(last.record) or desk.vault.record_line(last.record)
                found[image.source_sha256, use] = _word(pack, history, last, line, now, endings)
    return found


def _word(
    pack: RulePack,
    history: tuple[Past, ...],
    last: Past,
    line: RecordLine,
    now: Moment,
    endings: tuple[Ending, ...],
) -> LastWord:
    fate = standing(pack, history, last, now, endings) if last.effective else STANDS
    return LastWord(last.effective, last.patient_said_no, fate, _named(line))


def _became(
    vault: Vault,
    pack: RulePack,
    history: tuple[Past, ...],
    own: Past,
    now: Moment,
    endings: tuple[Ending, ...],
) -> Became:
    fate = standing(pack, history, own, now, endings)
    if own.corrected(now):
        return Became(fate, vault.record_line(own.record).corrected)
    return Became(fate, _named(vault.record_line(fate.later)) if fate.later else None)


def _named(line: RecordLine) -> LaterRecord:
    return LaterRecord(line.id, line.code, line.sealed_at)
