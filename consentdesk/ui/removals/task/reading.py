"""A task as its page shows it. Without a window, but for the pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from consentdesk.domain.placement import Outcome, RemovalReport
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.kit.dates import typed_day
from consentdesk.ui.kit.picture import THUMBNAIL, decoded, fitted
from consentdesk.ui.record.viewing import SHARP, thumbnails
from consentdesk.ui.register.told import left_words
from consentdesk.ui.removals.room import Entries, Room, image_words, name_of, where_words
from consentdesk.ui.removals.task.state import Handing, Happening, TaskState
from consentdesk.ui.removals.told import letter_words, outcome_words, proof_words, shown_words, step_words
from consentdesk.ui.words import _
from consentdesk.workflows.take_down import TaskFile, proof_picture, task


@dataclass(frozen=True)
class Read:
    """What was read of a task: `images` by source hash, `proofs` by the hash of the picture, small."""

    file: TaskFile
    images: dict[str, QImage]
    proofs: dict[str, QImage]


def read(room: Room, removal: str) -> Read:
    """Asked on the lane. Raises Refusal `removal_unknown`."""
    file = task(room.desk, removal)
    hashes = [sha256 for r in file.line.reports if r.proof for sha256 in r.proof.pictures]
    proofs = {sha256: image for sha256 in hashes if (image := _proof(room, sha256)) is not None}
    return Read(file, thumbnails(room.desk, [file.image]) if file.image else {}, proofs)


def small(picture: bytes) -> QImage:
    """A picture that was added, small. Raises Refusal `picture_unreadable`."""
    return fitted(decoded(picture), THUMBNAIL, SHARP)


def shown(room: Room, found: Read, entries: Entries) -> TaskState:
    """The page of a task with what was entered so far."""
    file, line = found.file, found.file.line
    place = line.place.placement
    entered = entries if entries.day else replace(entries, day=typed_day(room.today, room.machine.day_order))
    outcomes = [*file.rule.outcomes, *((Outcome.NOT_NEEDED,) if file.may_stay else ())]
    return TaskState(
        id=line.removal.id,
        title=place.title,
        where=where_words(line.place),
        link=place.link,
        why=_why(room, file),
        image=found.images.get(place.image, QImage()),
        image_words=image_words(line.place),
        patient=line.place.patient,
        patient_name=line.place.patient_name,
        handing=_handing(room, file),
        steps=tuple(step_words(step) for step in file.steps) if line.open else (),
        letters=tuple(
            (letter.number, letter_words(letter.number, room.day(letter.at.day), letter.given))
            for letter in file.letters
        ),
        open=line.open,
        outcomes=tuple((o.value, outcome_words(o)) for o in dict.fromkeys(outcomes)),
        proofs=tuple((kind.value, proof_words(kind)) for kind in file.rule.proof),
        entries=entered,
        others=len(file.beside) if line.open else 0,
        history=tuple(_history(room, found)),
        loaded=True,
    )


def _why(room: Room, file: TaskFile) -> str:
    if file.ending is None:
        return _("Nobody allowed this picture to be here.")
    said = _("Held back since {day}") if file.ending.suspends else _("Withdrawn on {day}")
    return said.format(day=room.day(file.ending.at.day))


def _handing(room: Room, file: TaskFile) -> Handing:
    removal = file.line.removal
    return Handing(
        owner=name_of(file.names, removal.owner),
        due=room.due(removal.due) if file.line.open else "",
        late=file.line.open and removal.due < room.today,
        people=tuple((member.id, member.name) for member in file.people),
        new_owner=removal.owner,
        new_due=typed_day(removal.due, room.machine.day_order),
    )


def _history(room: Room, found: Read) -> list[Happening]:
    file = found.file
    told = [_told(room, report, file.names, found.proofs) for report in reversed(file.line.reports)]
    return [*told, Happening(room.day(file.line.opened_at.day), _("The take-down was opened."))]


def _told(
    room: Room, report: RemovalReport, names: Mapping[str, str], proofs: Mapping[str, QImage]
) -> Happening:
    proof = report.proof
    day = room.day(proof.checked_on) if proof and proof.checked_on else ""
    parts = (left_words(report.outcome), report.note, shown_words(proof, day))
    pictures = tuple(proofs[sha256] for sha256 in (proof.pictures if proof else ()) if sha256 in proofs)
    when = f"{room.day(report.at.day)} · {name_of(names, report.by)}"
    return Happening(when, ". ".join(part.rstrip(".") for part in parts if part) + ".", pictures)


def _proof(room: Room, sha256: str) -> QImage | None:
    try:
        return small(proof_picture(room.desk, sha256))
    except Refusal:
        return None
