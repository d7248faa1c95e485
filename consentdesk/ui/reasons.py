"""Why an image may not be used, what would turn that into a yes, and where a picture was found, in words.
Without Qt: the command line uses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from consentdesk.domain.found_pictures import Where
from consentdesk.domain.gate import Remedy, remedies
from consentdesk.ui.words import _, ngettext, sentence
from consentdesk.workflows.recognise import How

if TYPE_CHECKING:
    from consentdesk.domain.refusals import Problem
    from consentdesk.workflows.pictures_in_files import PictureInFile
    from consentdesk.workflows.recognise import Recognised

MOST_NUMBERS = 8

Day = Callable[[date], str]


def reason_words(reason: Problem, day: Day) -> str:
    """One reason of a no; `day` says a date in words."""
    if "day" not in reason.details:
        return sentence(reason)
    said = day(date.fromisoformat(str(reason.details["day"])))
    return sentence(replace(reason, details=reason.details | {"day": said}))


def remedy_words(remedy: Remedy, reason: Problem) -> str:
    """What would turn a no into a yes, for the reason that calls for it."""
    words = {
        Remedy.ASK: _("Ask the patient in a new consent, with this picture shown again"),
        Remedy.ASK_ANEW: _("Nothing, unless whoever decides says otherwise in a new consent"),
        Remedy.ASK_NEW_ADULT: _("Ask the patient, who has come of age and decides alone now"),
        Remedy.ASK_FOR_OUTLET: _("Ask again for this place, or choose the one that the yes names: {named}"),
        Remedy.NAME_OUTLET: _("Say where it is to appear"),
        Remedy.CHOOSE_USE: _("Choose a use that the clinic's rules know"),
        Remedy.TAKE_IN: _("Add the picture to a consent of the patient, and ask"),
        Remedy.SETTLE: _("Have the privacy officer settle who was entitled to have it held back"),
        Remedy.REVIEW_GAP: _("Have the time since the backup reviewed"),
        Remedy.MEND: _("Have the damage mended from a backup, and check again"),
        Remedy.RUN_CHECK: _(
            "Check whether the patient can be recognised: the picture, its words and the place"
        ),
        Remedy.SECOND_PERSON: _("Have somebody else read the check and agree to it"),
        Remedy.NOTHING: _("Nothing: it is gone for good"),
    }
    return words[remedy].format(**reason.details)


def lacks_check_alone(reasons: Sequence[Problem]) -> bool:
    """Whether a check for what identifies the patient is still to be made, and nothing else but the name of
    the outlet and a second person's word stands against an image."""
    wanted = {remedy for remedy, _reason in remedies(reasons)}
    return Remedy.RUN_CHECK in wanted <= {Remedy.NAME_OUTLET, Remedy.RUN_CHECK, Remedy.SECOND_PERSON}


def place_words(picture: PictureInFile) -> str:
    """Where in its file a picture is: "slide 12", "pages 3, 4"; "" where the file is the picture."""
    numbers = ", ".join(map(str, picture.numbers[:MOST_NUMBERS]))
    if len(picture.numbers) > MOST_NUMBERS:
        numbers = _("{numbers} and more").format(numbers=numbers)
    count = len(picture.numbers)
    if picture.where is Where.WHOLE:
        return ""
    if picture.where is Where.TEXT:
        return _("in the text")
    if not picture.numbers:
        return _("not on any page")
    return {
        Where.SLIDE: ngettext("slide {numbers}", "slides {numbers}", count),
        Where.PAGE: ngettext("page {numbers}", "pages {numbers}", count),
        Where.SHEET: ngettext("sheet {numbers}", "sheets {numbers}", count),
    }[picture.where].format(numbers=numbers)


def recognised_words(recognised: Recognised) -> str:
    """By what a picture was recognised."""
    return {How.FILE: _("the same file"), How.PIXELS: _("the same pixels"), How.NOT: _("not recognised")}[
        recognised.how
    ]
