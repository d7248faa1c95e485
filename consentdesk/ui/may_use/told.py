"""What the page says: of one picture, and of many. Without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from consentdesk.domain.draft import Signature
from consentdesk.domain.gate import remedies
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.refusals import Problem
from consentdesk.ui.may_use.state import PictureRow, Say, TheAnswer
from consentdesk.ui.reasons import place_words, reason_words, recognised_words, remedy_words
from consentdesk.ui.words import _, ngettext
from consentdesk.workflows.check_files import CheckedPicture
from consentdesk.workflows.may_use import Answer

Day = Callable[[date], str]
ORDER: tuple[Say, ...] = ("no", "yes", "aside")


def image_words(line: ImageLine | None) -> str:
    """An image by what it shows, else by its short id."""
    if line is None:
        return _("A picture that is not known here")
    return line.label or _("Picture {id}").format(id=line.source_sha256[:6])


def answer_row(answer: Answer, day: Day) -> PictureRow:
    """An image that was chosen here."""
    line = answer.line
    return PictureRow(
        image_words(line),
        "yes" if answer.allowed else "no",
        _lines(answer, day),
        patient=line.patient if line else "",
        record=answer.verdict.record,
    )


def checked_row(checked: CheckedPicture, day: Day) -> PictureRow:
    """A picture in a file."""
    picture, which = checked.picture, checked.recognised
    parts = (Path(picture.file).name, place_words(picture), picture.name)
    words = ", ".join(filter(None, parts))
    if checked.decoration:
        return PictureRow(words, "aside", (_("Not a photograph"),))
    shown = which.line or next(iter(which.guesses), None)
    return PictureRow(
        words,
        "yes" if checked.allowed else "no",
        _lines(checked.answer, day) if checked.answer else _reasons(checked.reasons, day),
        known=_known(checked),
        patient=shown.patient if shown else "",
        record=checked.answer.verdict.record if checked.answer else "",
    )


def answer_of_one(
    row: PictureRow, answer: Answer | None, reasons: Sequence[Problem], signed: Sequence[Signature], day: Day
) -> TheAnswer:
    """What is said in large of one picture. `signed` are the signatures that a yes rests on."""
    if row.say != "no":
        names = (_("Signed by {name}").format(name=each.name) for each in signed)
        return TheAnswer(_("Yes"), True, (*row.told, *names))
    known = (row.known,) if row.known else ()
    if answer is None:
        return TheAnswer(_("No"), False, (*row.told, *known))
    ways = tuple(remedy_words(remedy, why) for remedy, why in remedies(reasons))
    return TheAnswer(_("No"), False, (*row.told, *known), ways)


def answer_of_many(rows: Sequence[PictureRow]) -> TheAnswer:
    """What is said in large of many: yes only where nothing speaks against any of them."""
    asked = [row for row in rows if row.say != "aside"]
    refused = sum(row.say == "no" for row in asked)
    total = len(asked)
    if not total:
        return TheAnswer(_("Yes"), True, (_("There is no photograph in it"),))
    if refused:
        words = ngettext(
            "{count} of {total} pictures may not be used",
            "{count} of {total} pictures may not be used",
            refused,
        )
        return TheAnswer(_("No"), False, (words.format(count=refused, total=total),))
    words = ngettext("This picture may be used", "All {total} pictures may be used", total)
    return TheAnswer(_("Yes"), True, (words.format(total=total),))


def looked_at_words(done: int, total: int) -> str:
    """How far the looking through files is."""
    return _("Looking at the pictures: {done} of {total}").format(done=done, total=total)


def _lines(answer: Answer, day: Day) -> tuple[str, ...]:
    if not answer.allowed:
        return _reasons(answer.verdict.reasons, day)
    until = answer.verdict.until
    return (_("Until {day}").format(day=day(until)),) if until else ()


def _reasons(reasons: Sequence[Problem], day: Day) -> tuple[str, ...]:
    return tuple(reason_words(reason, day) for reason in reasons)


def _known(checked: CheckedPicture) -> str:
    which = checked.recognised
    if which.line:
        how = recognised_words(which)
        return _("It is {picture}: {how}").format(picture=image_words(which.line), how=how)
    if which.guesses:
        like = image_words(which.guesses[0])
        return _("It looks like {picture}. Looking alike is never enough").format(picture=like)
    return ""
