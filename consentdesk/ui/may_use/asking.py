"""One question to the gate, about images or about what was found in files; asked on the lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Signature
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.workflows.access import may
from consentdesk.workflows.check_files import CheckedFiles, CheckedPicture, Gathered, judge, note_checked
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Answer, Question, may_use, moment_of, note_asked, who_signed


@dataclass(frozen=True)
class Asked:
    """What is asked, of these images or of these files. `day` is None for today, whenever that is: a page can
    stay open over midnight."""

    use: str
    outlet: str
    day: date | None = None
    images: tuple[str, ...] = ()
    files: Gathered | None = None


@dataclass(frozen=True)
class Replied:
    """What came of it, for a `day`, and whether that is today. Either `answers` or `checked`; `pictures` are
    small ones by source hash, none for who may not look; `signed` are the signatures behind a yes to the only
    picture."""

    asked: Asked
    day: date
    today: bool
    answers: tuple[Answer, ...] = ()
    checked: CheckedFiles | None = None
    pictures: dict[str, QImage] | None = None
    signed: tuple[Signature, ...] = ()


def ask(desk: Desk, asked: Asked) -> Replied:
    """Raises Refusal `day_to_come`."""
    today = desk.now().day
    day = asked.day or today
    answers, checked = _answers(desk, asked, day)
    replied = Replied(asked, day, day == today, answers, checked)
    if Act.LOOK not in may(desk):
        return replied
    lines = _lines(answers, checked.pictures if checked else ())
    return replace(replied, pictures=thumbnails(desk, lines), signed=_signed(desk, answers, checked))


def note(desk: Desk, replied: Replied) -> None:
    """Note that it was asked; after it was answered."""
    asked = replied.asked
    if replied.checked is not None:
        note_checked(desk, replied.checked, "files")
    else:
        note_asked(desk, replied.answers, asked.use, asked.outlet, replied.day, "window")


def _answers(desk: Desk, asked: Asked, day: date) -> tuple[tuple[Answer, ...], CheckedFiles | None]:
    if asked.files is not None:
        return (), judge(desk, asked.files, asked.use, asked.outlet, day)
    questions = [Question(image, asked.use, asked.outlet) for image in asked.images]
    return may_use(desk, questions, moment_of(desk, day)), None


def _lines(answers: Sequence[Answer], checked: Sequence[CheckedPicture]) -> list[ImageLine]:
    """Every image to be shown once: those asked about, those recognised, those that only look alike."""
    lines = [answer.line for answer in answers if answer.line]
    for picture in checked:
        which = picture.recognised
        lines += [which.line] if which.line else which.guesses[:1]
    return list({line.source_sha256: line for line in lines}.values())


def _signed(desk: Desk, answers: Sequence[Answer], checked: CheckedFiles | None) -> tuple[Signature, ...]:
    pictures = checked.pictures if checked else ()
    given = [*answers, *(picture.answer for picture in pictures)]
    only = given[0] if len(given) == 1 else None
    if only is None or not only.allowed:
        return ()
    try:
        return who_signed(desk, only.verdict.record)
    except Refusal:  # erased: the answer stands all the same
        return ()


def reasons_of(answer: Answer | None, checked: CheckedPicture | None) -> tuple[Problem, ...]:
    """Why not, of the only picture."""
    if checked is not None:
        return checked.reasons
    return answer.verdict.reasons if answer else ()
