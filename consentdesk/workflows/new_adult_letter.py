"""Write to a patient who has come of age, and has not decided yet what others agreed to before (R14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby

from consentdesk.domain.access import Act
from consentdesk.domain.dues import NEW_ADULT_LETTER, Frozen
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.new_adult_letter import AgreedFor, NewAdultLetter
from consentdesk.domain.receipt import NamedPicture
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import may, needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document


@dataclass(frozen=True)
class NewAdult:
    """A patient who completed `age` years on the day `since`, and the letter to them. `acts` is what whoever
    sits here may do."""

    name: str = field(repr=False)
    age: int
    since: date
    letter: Document
    acts: frozenset[Act]


@needs(Act.GIVE_COPY)
def new_adult(desk: Desk, patient: str) -> NewAdult:
    """The letter is in the language of the patient's last record, and given as every paper is. Raises Refusal
    `nothing_frozen` where they have not come of age yet, or have decided already."""
    today = desk.now().day
    frozen = tuple(f for f in desk.vault.agreed_by_others(desk.pack.ages, patient) if f.day <= today)
    if not frozen:
        raise refuse("nothing_frozen", "patient")
    lines = tuple(_lines(desk, frozen))
    shows = tuple(line.source_sha256 for line in lines)
    drawn = partial(_drawn, desk, patient, frozen, lines)
    letter = Document(NEW_ADULT_LETTER, patient, patient, drawn, shows)
    first = min(frozen, key=lambda f: f.day)
    return NewAdult(desk.vault.patient(patient).name, first.age, first.day, letter, may(desk))


def _drawn(
    desk: Desk, patient: str, frozen: tuple[Frozen, ...], lines: tuple[ImageLine, ...], paper: str
) -> bytes:
    thumbnails = {line.source_sha256: desk.vault.blob(line.thumbnail_sha256) for line in lines}
    letter = _worded(desk, patient, frozen, lines)
    return desk.papers.new_adult_letter(letter, thumbnails, paper, desk.vault.rehearsal)


def _lines(desk: Desk, frozen: Iterable[Frozen]) -> Iterator[ImageLine]:
    for image in dict.fromkeys(f.image for f in frozen):
        line = desk.vault.image(image)
        if line is not None and line.kept:
            yield line


def _worded(
    desk: Desk, patient: str, frozen: tuple[Frozen, ...], lines: tuple[ImageLine, ...]
) -> NewAdultLetter:
    records = {id: desk.vault.record(id).record for id in dict.fromkeys(f.record for f in frozen)}
    newest = desk.vault.records_of(patient)[0]
    latest = records.get(newest.id) or desk.vault.record(newest.id).record
    language = latest.language if latest.language in desk.wordings else desk.staff_wording.language
    out = {(p.placement.image, p.placement.use) for p in desk.vault.placements_of(patient)}
    first = min(frozen, key=lambda f: f.day)
    return NewAdultLetter(
        language=language,
        clinic=desk.vault.clinic(),
        patient=desk.vault.patient(patient),
        code=latest.code,
        day=desk.now().day,
        age=first.age,
        since=first.day,
        agreed=tuple(_agreed(desk, language, frozen, lines, records)),
        placed=any((f.image, f.use) in out for f in frozen),
    )


def _agreed(
    desk: Desk,
    language: str,
    frozen: tuple[Frozen, ...],
    lines: tuple[ImageLine, ...],
    records: dict[str, ConsentRecord],
) -> Iterator[AgreedFor]:
    """Picture by picture, and where several records count for one, record by record."""
    words = desk.wordings[language].uses
    for number, line in enumerate(lines, 1):
        own = sorted((f for f in frozen if f.image == line.source_sha256), key=lambda f: f.agreed_on)
        for id, some in groupby(own, key=lambda f: f.record):
            record = records[id]
            uses = tuple(words[f.use].title if f.use in words else f.use for f in some)
            picture = NamedPicture(number, line.source_sha256, line.label, record.code)
            by = tuple(filter(None, (record.representative, record.second_representative)))
            yield AgreedFor(picture, uses, by, record.sealed_at.day)
