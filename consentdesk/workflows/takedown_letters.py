"""Write to whoever runs a place where an image may not be any more (R31). Given as every paper is."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.access import Act
from consentdesk.domain.placement import Outcome, RemovalLine
from consentdesk.domain.refusals import refuse
from consentdesk.domain.takedown_letter import LetterPicture, TakedownLetter, identifies
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document

KIND = "takedown_letter"


@dataclass(frozen=True)
class Wish:
    """How a letter is to be: to whom (lines as on an envelope), in which language, with a small picture of
    the image or without; `everywhere` for all images that have to leave the place."""

    to: tuple[str, ...] = field(repr=False)
    language: str = "en"
    with_picture: bool = False
    everywhere: bool = False


@needs(Act.TAKE_DOWN)
def new_letter(desk: Desk, removal: str, wish: Wish) -> Document:
    """The next letter for an open task, by what is known now; a second one after a refusal says so. Raises
    Refusal `removal_unknown`, `removal_closed`, `letter_addressee_missing`, `letter_names_patient` where the
    title of the place does."""
    line = desk.vault.removal(removal)
    if not line.open:
        raise refuse("removal_closed")
    if not any(part.strip() for part in wish.to):
        raise refuse("letter_addressee_missing", "letter_to")
    place = line.place.placement
    if identifies(place.title, desk.vault.patient(line.place.patient)):
        raise refuse("letter_names_patient", "letter_to")
    beside = desk.vault.removals_beside(line) if wish.everywhere else ()
    letter = _worded(desk, line, wish, tuple(_picture(desk, each, wish) for each in (line, *beside)))
    number = max((made.number for made in desk.vault.letters_of(removal)), default=0) + 1

    def drawn(paper: str) -> bytes:
        return desk.papers.takedown_letter(letter, paper, desk.vault.rehearsal)

    shows = tuple(picture.image for picture in letter.pictures if picture.thumbnail)
    return Document(KIND, f"{removal}/{number}", line.place.patient, drawn, shows)


@needs(Act.TAKE_DOWN)
def written_letter(desk: Desk, removal: str, number: int) -> Document:
    """A letter that was written, to be given again, on the paper that it was made for. Raises Refusal
    `removal_unknown`; on other paper `letter_made_otherwise`."""
    line = desk.vault.removal(removal)

    def drawn(paper: str) -> bytes:
        raise refuse("letter_made_otherwise", paper=paper)

    return Document(KIND, f"{removal}/{number}", line.place.patient, drawn)


def _picture(desk: Desk, line: RemovalLine, wish: Wish) -> LetterPicture:
    image = desk.vault.image(line.place.placement.image)
    shown = wish.with_picture and image is not None and image.kept
    thumbnail = desk.vault.blob(image.thumbnail_sha256) if shown and image else b""
    return LetterPicture(line.place.placement.image, desk.vault.released_to(line.place), thumbnail)


def _worded(desk: Desk, line: RemovalLine, wish: Wish, pictures: tuple[LetterPicture, ...]) -> TakedownLetter:
    vault, place, me = desk.vault, line.place.placement, desk.vault.me
    no = [r for r in line.reports if r.outcome is Outcome.REFUSED_BY_OUTLET]
    ending = next((e for e in vault.endings_on(place.image) if e.id == line.removal.ending), None)
    return TakedownLetter(
        language=wish.language,
        clinic=vault.clinic(),
        day=desk.now().day,
        by=me.name,
        by_role=me.role,
        to=tuple(part.strip() for part in wish.to if part.strip()),
        kind=place.kind,
        title=place.title,
        outlet=place.outlet,
        link=place.link,
        pictures=pictures,
        ended_on=ending.at.day if ending else None,
        suspended=ending.suspends if ending else False,
        due=max(line.removal.due, desk.now().day),
        refused_on=no[-1].at.day if no else None,
        authority=desk.pack.duties.authority,
    )
