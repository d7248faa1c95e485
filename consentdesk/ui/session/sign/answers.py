"""What was decided, as the people who sign see it: answers in a line each, and chips to say no to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft, DraftImage, No
from consentdesk.domain.session import Rules
from consentdesk.ui.session.sign.said import Said
from consentdesk.ui.session.sign.state import Chip, Kind, PictureChoices, Words


def answers(rules: Rules, draft: Draft) -> tuple[str, Words]:
    """A title and, for each use, its answer: one word where all pictures agree, else by their numbers."""
    screen, lines = rules.wording.screen, tuple(_lines(rules, draft))
    alike = all(said in (screen["yes"], screen["no"]) for use, said in lines)
    return screen["answers" if alike else "answers_by_picture"], lines


def _lines(rules: Rules, draft: Draft) -> Iterator[tuple[str, str]]:
    screen, uses = rules.wording.screen, rules.wording.uses
    yes, no = screen["yes"], screen["no"]
    if draft.photography_refused:
        yield screen["photographs"], no
    for use in draft.offered if draft.images else ():
        given, refused = _numbers(draft, use, True), _numbers(draft, use, False)
        both = f"{yes}: {', '.join(given)}. {no}: {', '.join(refused)}."
        yield uses[use].short, both if given and refused else yes if given else no


def _numbers(draft: Draft, use: str, yes: bool) -> list[str]:
    given = ((i.number, draft.answer(i.source_sha256, use)) for i in draft.images)
    return [str(number) for number, answer in given if answer is not None and answer.yes is yes]


def choices(
    rules: Rules, draft: Draft, said: Said, images: Mapping[str, QImage]
) -> tuple[PictureChoices, ...]:
    """The granted uses of each picture, each open to the patient's own no; a young child can say no to all
    of it at once. `images` are thumbnails by their hash."""
    pictures = (_picture(rules, draft, image, said, images) for image in draft.images)
    granted = tuple(picture for picture in pictures if picture.chips)
    if said.kind is not Kind.OWN_NO:
        return granted
    everything = Chip("no_all", rules.wording.screen["own_no_all"], said.everything)
    return (*granted, PictureChoices("", QImage(), (everything,)))


def _picture(
    rules: Rules, draft: Draft, image: DraftImage, said: Said, images: Mapping[str, QImage]
) -> PictureChoices:
    screen, uses = rules.wording.screen, rules.wording.uses
    chips = tuple(
        Chip(
            f"no_{image.number}_{answer.use}",
            screen["own_no"].format(use=uses[answer.use].short),
            No(answer.image, answer.use) in said.noes,
        )
        for use in draft.offered
        if (answer := draft.answer(image.source_sha256, use)) is not None and answer.yes
    )
    words = screen["own_no_picture"].format(number=image.number)
    return PictureChoices(words, images.get(image.thumbnail_sha256, QImage()), chips)
