"""Words for staff: refusals as sentences that say what to do next. Without Qt: the command line uses it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # words are said before anything else is known
    from collections.abc import Callable, Iterable

    from consentdesk.domain.draft import Signature, Step
    from consentdesk.domain.facts import TimesSet
    from consentdesk.domain.lines import Finding, RecordLine
    from consentdesk.domain.moment import Moment
    from consentdesk.domain.question import AskedQuestion
    from consentdesk.domain.route import Route
    from consentdesk.domain.standing import Standing
from consentdesk.domain.refusals import Problem
from consentdesk.ui.language import _ as _
from consentdesk.ui.language import ngettext as ngettext
from consentdesk.ui.language import pgettext as pgettext
from consentdesk.ui.sentences import FINDINGS, OF_ONE, SENTENCES


def step_title(step: Step) -> str:
    return {
        "patient": _("Patient"),
        "images": _("Images"),
        "show": _("Show"),
        "explain": _("Explain"),
        "choose": _("Choose"),
        "check": _("Check"),
        "sign": _("Sign and seal"),
    }[step.value]


def day_in_words(day: date, month_first: bool = False) -> str:
    """ "2 March 2031", or "March 2, 2031" where the month comes first; in Spanish "2 de marzo de 2031"."""
    words = _("{month} {day}, {year}") if month_first else _("{day} {month} {year}")
    return words.format(day=day.day, month=month_name(day.month), year=day.year)


def month_name(month: int) -> str:
    """The name of a month, 1 to 12, as it stands inside a date."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        pgettext("month", "May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[month - 1]


def moment_in_words(moment: Moment, month_first: bool = False) -> str:
    """Day, time and offset (R17): "2 March 2031, 10:41 +01:00"."""
    offset = f"{moment.local:%z}"
    return f"{day_in_words(moment.day, month_first)}, {moment.local:%H:%M} {offset[:3]}:{offset[3:]}"


def copy_words(copy: str) -> str:
    """What became of the patient's copy; "" is not given."""
    return {
        "": _("Copy not given"),
        "printed": _("Copy printed"),
        "saved": _("Copy saved"),
        "declined": _("No copy wanted"),
    }[copy]


def paper_given_words(how: str) -> str:
    """What became of a receipt, a letter or a sheet."""
    return {"printed": _("Printed"), "saved": _("Saved"), "declined": _("Not wanted")}[how]


def correction_words(line: RecordLine, month_first: bool = False) -> str:
    """Which record corrects this one, or which one this corrects (R22); "" for most."""
    if line.corrected is not None:
        day = day_in_words(line.corrected.at.day, month_first)
        return _("Corrected on {day} by record {code}").format(day=day, code=line.corrected.code)
    return _("Corrects record {code}").format(code=line.corrects) if line.corrects else ""


def paper_words(paper: str) -> str:
    """A size of paper by its name here."""
    return {"A4": "A4", "Letter": _("Letter")}[paper]


def more_fit(count: int) -> str:
    """That a list shows the first of those found only."""
    words = ngettext(
        "{count} more fits: type more of the name", "{count} more fit: type more of the name", count
    )
    return words.format(count=count)


def pathway_words(pathway: str) -> str:
    """Who decided, by the id of the pathway."""
    return {
        "adult": _("The patient decided"),
        "minor": _("Parent or guardian, and the patient"),
        "minor_alone": _("The patient decided, as the law allows"),
        "young_minor": _("Parent or guardian"),
        "represented": _("Guardian or representative, and the patient"),
        "deceased": _("Representative or next of kin"),
        "stillborn": _("A parent decided"),
    }[pathway]


def standing_words(standing: Standing, day: Callable[[date], str]) -> str:
    """Whether an answer counts today, and since when it does not; `day` says a date in words."""
    words = {
        "stands": _("Counts today"),
        "superseded": _("Counts no more"),
        "corrected": _("Counts no more"),
        "expired": _("Ended after {day}"),
        "frozen": _("Waits since {day}: the patient came of age"),
        "withdrawn": _("Withdrawn on {day}"),
        "suspended": _("Held back since {day}"),
    }[standing.fate.value]
    return words.format(day=day(standing.day) if standing.day else "")


def understanding_words(asked: Iterable[AskedQuestion], all_questions: int = 0) -> str:
    """What came of the questions about the explanation: "4 of 4, 1 after reading again", or "Not asked". Of a
    question that was asked in several languages the last words count. `all_questions` is how many there are,
    where that is known; else those that were asked."""
    replies = list(asked)
    latest = {question.id: question for question in replies}
    right = {id for id, question in latest.items() if question.understood}
    again = right & {q.id for q in replies if not all(attempt.right for attempt in q.attempts)}
    if not replies:
        return _("Not asked")
    total = max(all_questions, len(latest))
    words = _("{right} of {total}, {again} after reading again") if again else _("{right} of {total}")
    return words.format(right=len(right), total=total, again=len(again))


def covers_after(times: TimesSet) -> str:
    """When the desk covers itself: "Covers after 2 minutes"."""
    words = ngettext("Covers after {count} minute", "Covers after {count} minutes", times.cover_minutes)
    return words.format(count=times.cover_minutes)


def route_words(route: Route) -> str:
    """How people agreed (R20)."""
    return {
        "screen": _("On this screen, with a pen"),
        "verbal": _("Said aloud, with a witness"),
        "paper": _("On paper, in ink"),
    }[route.value]


def agreed_words(signature: Signature) -> str:
    """When somebody agreed, and how: "Said aloud at 10:41, heard by Robin Muster"."""
    words = {
        "screen": _("Signed at {time}"),
        "verbal": _("Said aloud at {time}, heard by {witness}"),
        "paper": _("Signed in ink, noted at {time}"),
    }[signature.route.value]
    return words.format(time=f"{signature.at.local:%H:%M}", witness=signature.witness)


def sentence(problem: Problem) -> str:
    """What is wrong and what to do, in words. An unknown code is a bug and raises KeyError."""
    words, details = SENTENCES[problem.code], problem.details
    if problem.code in OF_ONE:
        counted, one = OF_ONE[problem.code]
        return ngettext(one, words, int(details[counted])).format(**details)
    return _(words).format(**details)


def finding_words(finding: Finding) -> str:
    """What a check found, in words. An unknown code is a bug and raises KeyError."""
    return _(FINDINGS[finding.code]).format(about=finding.about)
