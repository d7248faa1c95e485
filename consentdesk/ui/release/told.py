"""What the page that lets images out says. Without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from consentdesk.domain.gate import Remedy, remedies
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.refusals import Problem
from consentdesk.domain.reidentification.check import Check
from consentdesk.domain.reidentification.identifier import Grade
from consentdesk.domain.release import AS_IT_IS, Form
from consentdesk.ui.reasons import reason_words
from consentdesk.ui.register.told import place_kind_words
from consentdesk.ui.reidentification.kinds import named
from consentdesk.ui.release.state import LastPage, OutletNote, PictureRow
from consentdesk.ui.words import _, ngettext, sentence
from consentdesk.workflows.may_use import Answer

Day = Callable[[date], str]


def size_words(long_edge_px: int) -> str:
    """How large a picture leaves, by its longer edge."""
    return _("Full size") if long_edge_px == AS_IT_IS else _("{px} px").format(px=long_edge_px)


def form_words(kind: str, form: Form) -> str:
    """The kind of place where one was chosen, and what the files are like: "Slides · JPEG · 2000 px"."""
    place = place_kind_words(PlaceKind(kind)) if kind else ""
    mark = _("with words under the picture") if form.mark else ""
    parts = (place, form.format, size_words(form.long_edge_px), mark)
    return " · ".join(part for part in parts if part)


def answer_words(answer: Answer, day: Day, declined: Sequence[tuple[str, str]] = ()) -> tuple[str, ...]:
    """Until when a yes lasts, or every reason of a no; `declined` are (name, why) of second persons."""
    if answer.allowed:
        until = answer.verdict.until
        return (_("until {day}").format(day=day(until)),) if until else ()
    told = [reason_words(reason, day) for reason in answer.verdict.reasons]
    if any(reason.code == "second_person_missing" for reason in answer.verdict.reasons):
        told.append(_("Somebody else signs in here, finds it on Home and agrees, or not."))
    said = (_("{name}: {reason}").format(name=name, reason=reason) for name, reason in declined)
    return (*told, *said)


def only_unchecked(answer: Answer) -> bool:
    """Whether nothing but the name of the outlet and its check stand against an image: of the words as they
    are, or by a second person."""
    asked = {remedy for remedy, _reason in remedies(answer.verdict.reasons)}
    return not answer.allowed and asked <= {Remedy.NAME_OUTLET, Remedy.RUN_CHECK, Remedy.SECOND_PERSON}


def count_words(may_leave: int, of: int) -> str:
    """How many may leave, of those that were chosen."""
    words = ngettext("{count} of {of} picture may leave", "{count} of {of} pictures may leave", of)
    return words.format(count=may_leave, of=of)


def kept_back_words(count: int) -> str:
    """What is to be done about pictures that may not leave."""
    words = ngettext(
        "{count} picture may not leave: leave it out, or choose something else",
        "{count} pictures may not leave: leave them out, or choose something else",
        count,
    )
    return words.format(count=count)


def released_words(count: int, where: str) -> str:
    words = ngettext(
        "{count} picture is in {folder}. What it may be used for lies beside it.",
        "{count} pictures are in {folder}. What each may be used for lies beside it.",
        count,
    )
    return words.format(count=count, folder=where)


def left_in_words(check: Check) -> Iterator[str]:
    """What points to one person by itself and stays in a picture or its words, and why."""
    reasons = {left.key: left.reason for left in check.left_in}
    for found in check.found:
        if found.grade is Grade.ONE and found.key in reasons:
            yield _("{what}. It stays: {reason}").format(what=named(found), reason=reasons[found.key])


def leaving_words(count: int, use: str, outlet: str) -> str:
    """How many pictures leave, what for and where to."""
    words = ngettext("{count} picture: {use}, {outlet}", "{count} pictures: {use}, {outlet}", count)
    return words.format(count=count, use=use, outlet=outlet)


def captions_told(rows: Sequence[PictureRow]) -> str:
    """The captions that leave with pictures, one a line."""
    return "\n".join(
        _("“{caption}”").format(caption=row.caption.strip()) for row in rows if row.caption.strip()
    )


def outlet_note_words(note: OutletNote) -> str:
    """What an outlet asks for, in one line beside what is chosen."""
    return " ".join(part for part in (f"{note.outlet}:", note.note, note.link) if part)


def note_words(outlet: str) -> str:
    """Above what an outlet itself asks for."""
    return _("About {outlet}").format(outlet=outlet)


def unread(last: LastPage) -> tuple[tuple[str, str], ...]:
    """What is missing before pictures leave from the last page, by field."""
    if not last.seen_to_end:
        return (("last_reading", _("Read on to the end")),)
    return () if last.read else (("last_read", _("Say that you have read this")),)


def problem_words(problem: Problem, day: Day) -> str:
    if problem.code == "placement_title_missing":
        return _("Say in a few words where the pictures go")
    return reason_words(problem, day) if "day" in problem.details else sentence(problem)
