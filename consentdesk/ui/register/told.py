"""Places and outlets in the words of staff. Without a window."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.placement import Outcome, PlaceKind
from consentdesk.ui.words import _


def place_kind_words(kind: PlaceKind) -> str:
    """What kind of place it is."""
    return {
        PlaceKind.DISPLAY: _("Display"),
        PlaceKind.TEACHING_FILE: _("Slides"),
        PlaceKind.PRINT: _("In print"),
        PlaceKind.WEBSITE: _("Web page"),
        PlaceKind.SOCIAL_POST: _("Post"),
        PlaceKind.OTHER: _("Other"),
    }[kind]


def left_words(outcome: Outcome) -> str:
    """How an image left a place, in a few words."""
    return {
        Outcome.REMOVED: _("Taken down"),
        Outcome.REPLACED: _("Replaced"),
        Outcome.CANNOT_RETRACT: _("Cannot be retracted"),
        Outcome.BEYOND_CONTROL: _("Beyond control"),
        Outcome.REFUSED_BY_OUTLET: _("Refused"),
        Outcome.NOT_NEEDED: _("Not needed"),
    }[outcome]


def outlet_kind_words(kind: str) -> str:
    return {
        "outlet": _("Journal, site, room or course"),
        "platform": _("Platform"),
        "class": _("Class of outlets"),
    }[kind]


def about_outlet(entry: OutletEntry, classes: Iterable[str]) -> str:
    """Its other names, and the names of the classes that it belongs to."""
    also = _("also {names}").format(names=", ".join(entry.aliases)) if entry.aliases else ""
    return " · ".join(part for part in (also, *classes) if part)
