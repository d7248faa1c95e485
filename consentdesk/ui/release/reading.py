"""What the page that lets pictures out asks of the vault; on the lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from consentdesk.domain.lines import ImageLine
from consentdesk.domain.outlets import find_outlet
from consentdesk.domain.pack import OutletKind
from consentdesk.domain.release import WantedRelease, usual_kind
from consentdesk.domain.wording import Statement
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.release.state import OutletNote, PictureRow
from consentdesk.ui.release.told import left_in_words
from consentdesk.workflows.come_and_go import who_is_here
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Answer, note_asked
from consentdesk.workflows.register import pictures_of
from consentdesk.workflows.release import prepare, ready
from consentdesk.workflows.second_person import check_of, declined_words

Declined = tuple[str, str]  # who does not agree, and why


@dataclass(frozen=True)
class Read:
    """The images that were chosen, and what can be chosen for them. `kinds` are the usual kinds of place by
    use; `owner` is whoever sits here."""

    lines: tuple[ImageLine, ...]
    pictures: dict[str, QImage]
    uses: tuple[tuple[str, str], ...]
    named_uses: frozenset[str]
    kinds: dict[str, str]
    owner: str


def read(desk: Desk, images: Sequence[str]) -> Read:
    pack, words, lines = desk.pack, desk.staff_wording.uses, pictures_of(desk, images)
    return Read(
        lines=lines,
        pictures=thumbnails(desk, lines),
        uses=tuple((use.id, words[use.id].short) for use in pack.uses),
        named_uses=frozenset(use.id for use in pack.uses if use.outlet is not OutletKind.NONE),
        kinds={use.id: usual_kind(use).value for use in pack.uses},
        owner=who_is_here(desk).name,
    )


def row_of(line: ImageLine, found: Read) -> PictureRow:
    picture = found.pictures.get(line.source_sha256, QImage())
    return PictureRow(line.source_sha256, line.label or line.source_sha256[:6], picture)


@dataclass(frozen=True)
class Asked:
    """What the gate says of each image that is shown, what the outlet itself asks for, and by image why
    second persons do not agree."""

    answers: tuple[Answer, ...]
    note: OutletNote | None
    declined: dict[str, tuple[Declined, ...]]


@dataclass(frozen=True)
class ToRead:
    """What whoever lets images out for a use reads first; `use` in words, `left_in` what points to one person
    by itself and stays. Nothing where it holds nothing."""

    use: str
    note: OutletNote | None
    warnings: tuple[Statement, ...]
    left_in: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.note or self.warnings or self.left_in)


def ask_gate(desk: Desk, wanted: WantedRelease) -> Asked:
    """What is said of a use and a place while they are being chosen."""
    answers = prepare(desk, wanted)
    said = {answer.question.image: _declined(desk, answer) for answer in answers}
    return Asked(answers, note_of(desk, wanted.place.outlet), said)


def ask_to_release(desk: Desk, wanted: WantedRelease) -> ToRead:
    """What is to be read first where nothing stands against it. Raises Refusal with everything that does;
    that somebody asked is noted before (R38)."""
    place, answers = wanted.place, prepare(desk, wanted)
    if answers:
        note_asked(desk, answers, place.use, place.outlet, desk.now().day, "window")
    ready(desk, wanted)
    words, warned = desk.staff_wording, desk.pack.use(place.use).staff_warnings
    checks = [check_of(desk, answer.verdict.check) for answer in answers if answer.verdict.check]
    return ToRead(
        use=words.uses[place.use].short,
        note=note_of(desk, place.outlet) if place.outlet else None,
        warnings=words.warnings if warned else (),
        left_in=tuple(dict.fromkeys(said for check in checks for said in left_in_words(check))),
    )


def _declined(desk: Desk, answer: Answer) -> tuple[Declined, ...]:
    checks = (r.details["check"] for r in answer.verdict.reasons if r.code == "second_person_declined")
    return tuple(said for check in checks for said in declined_words(desk, str(check)))


def note_of(desk: Desk, outlet: str) -> OutletNote | None:
    """What the register says that an outlet asks for, under whichever of its names."""
    entry = find_outlet(outlet, desk.outlets()) if outlet else None
    if entry is None or not (entry.note or entry.link):
        return None
    return OutletNote(entry.name, entry.note, entry.link)
