"""What to do at once where an image is seen that should not be there, and what not to do first (R34).

In the words of staff, without a window. Short: somebody reads it with the post still up.
"""

from __future__ import annotations

from consentdesk.domain.placement import PlaceKind
from consentdesk.ui.words import _


def kind_choices() -> tuple[tuple[str, str], ...]:
    """The kinds of place as somebody in a hurry would call them, the most pressing first."""
    return (
        (PlaceKind.SOCIAL_POST.value, _("A post")),
        (PlaceKind.WEBSITE.value, _("A web page")),
        (PlaceKind.OTHER.value, _("A message, or elsewhere")),
        (PlaceKind.DISPLAY.value, _("A wall or a screen")),
        (PlaceKind.TEACHING_FILE.value, _("Slides, a course")),
        (PlaceKind.PRINT.value, _("In print")),
    )


def how_to_take_down(kind: PlaceKind | None) -> tuple[str, ...]:
    """Step by step; what holds everywhere while the kind of place is not chosen."""
    steps = {
        PlaceKind.SOCIAL_POST: (
            _("Take a screenshot of the whole post. Write down its address and the time."),
            _("Yours? Delete the post, then the picture in stories, in albums and among what was deleted."),
            _("Somebody else's? Telephone, or write to them alone, and ask them to delete it now."),
            _("No answer within the hour? Report the post to the platform."),
        ),
        PlaceKind.WEBSITE: (
            _("Take a screenshot with the address in sight. Write down the time."),
            _("Have whoever runs the site take off the picture itself, not only the page around it."),
            _("Open the picture's own address again: it should be gone."),
            _("Ask search engines and archives to remove their copies."),
        ),
        PlaceKind.OTHER: (
            _("Take a screenshot that shows who got it, and when."),
            _("Delete the message for everybody, where the program can."),
            _("Ask each person who got it to delete it, and to answer that they did."),
        ),
        PlaceKind.DISPLAY: (
            _("Take a photograph of the place as it is."),
            _("Take the picture off the wall, or switch the screen off."),
            _("Keep it under lock: do not throw it away yet."),
        ),
        PlaceKind.TEACHING_FILE: (
            _("Write down where the file lies, and who can open it."),
            _("Close the shared folder, the course page or the recording until the picture is out."),
            _("Take the picture out of the slides."),
            _("Ask everybody who was handed a copy to delete it."),
        ),
        PlaceKind.PRINT: (
            _("Keep one copy. Write down the issue and the page."),
            _("Telephone whoever publishes it: stop the copies that are not out, and the one online."),
            _("Collect the copies that lie in the house."),
        ),
    }
    everywhere = (
        _("Take a screenshot or a photograph. Write down the address and the time."),
        _("Take it down, or have whoever can do it now."),
        _("Choose above where it is: then it says how."),
    )
    return steps[kind] if kind else everywhere


def not_first() -> tuple[str, ...]:
    """What makes it worse when it is done in the first minutes."""
    return (
        _("Do not only delete it. Without a screenshot, nobody can tell later what was seen."),
        _("Do not write to the patient or to anybody else in public, not even to say sorry."),
        _("Do not send the picture on to ask about it."),
    )


def who_can(kind: PlaceKind) -> str:
    """Who can take it down where oneself cannot."""
    return {
        PlaceKind.SOCIAL_POST: _("Whoever posted it, else the platform's own form for reports."),
        PlaceKind.WEBSITE: _("Whoever runs the site: their name stands in its imprint or contact page."),
        PlaceKind.OTHER: _("Whoever sent it, and each person who got it."),
        PlaceKind.DISPLAY: _("Whoever has the key of the room, or looks after the building."),
        PlaceKind.TEACHING_FILE: _("Whoever shares the file, or looks after the course pages."),
        PlaceKind.PRINT: _("The editor first, then the publisher."),
    }[kind]
