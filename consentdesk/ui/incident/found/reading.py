"""What is known of a place or an image before anybody tells of it, and what was typed as an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.domain.incident import FoundAs
from consentdesk.domain.incident_file import IncidentLine
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.reporting import About
from consentdesk.ui.words import _, ngettext
from consentdesk.workflows.access import may
from consentdesk.workflows.come_and_go import who_is_here
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident_files import incidents
from consentdesk.workflows.register import pictures_of, place

MOST_OFFERED = 3


@dataclass(frozen=True)
class Known:
    """`entered` is what can stand in the fields already; `image` is a small one of the first picture, null
    where there is none or nobody at the desk may see it. `open_ones` are incidents that the
    pictures may belong to."""

    images: tuple[str, ...] = ()
    use: str = ""
    outlet: str = ""
    placed_on: date | None = None
    entered: Mapping[str, str] = field(default_factory=dict)
    words: str = field(default="", repr=False)
    image: QImage = field(default_factory=QImage)
    open_ones: tuple[IncidentLine, ...] = ()


def read(desk: Desk, about: About) -> Known:
    """Asked on the lane. Raises Refusal `placement_unknown`."""
    entered = {"found_by": who_is_here(desk).name}
    if about.place:
        return _of_place(desk, about.place, entered)
    if not about.images:
        return Known(entered=entered)
    return _pictured(desk, Known(about.images, about.use, about.outlet, None, entered))


def found_as(typed: str, known: Known) -> tuple[FoundAs, str, str]:
    """What somebody has in hand, where it is in words, and its address where an address was typed: of one
    that is a line long, lists show the site."""
    typed = typed.strip()
    link = typed if _is_address(typed) else ""
    where = _site(link) if link else typed
    if known.images:
        return FoundAs.IMAGE, where, link
    return (FoundAs.LINK if link else FoundAs.PRINTOUT), where, link


def _of_place(desk: Desk, id: str, entered: dict[str, str]) -> Known:
    at = place(desk, id).line.placement
    entered = {**entered, "kind": at.kind.value, "where": at.link or at.title}
    return _pictured(desk, Known((at.image,), at.use, at.outlet, at.placed_on, entered))


def _pictured(desk: Desk, known: Known) -> Known:
    """With what the pictures show, for whoever may look at them."""
    acts = may(desk)
    lines = pictures_of(desk, known.images) if Act.KEEP_REGISTER in acts else ()
    shown = thumbnails(desk, lines[:1]) if Act.LOOK in acts else {}
    count = len(known.images)
    words = ngettext("About {count} picture", "About {count} pictures", count).format(count=count)
    if len(lines) == 1 and lines[0].label and shown:
        words = _("About {label}").format(label=lines[0].label)
    image = next(iter(shown.values()), QImage())
    open_ones = tuple(listed.line for listed in incidents(desk).lines[:MOST_OFFERED])
    return replace(known, words=words, image=image, open_ones=open_ones)


def _is_address(typed: str) -> bool:
    return " " not in typed and ("://" in typed or typed.lower().startswith("www."))


def _site(link: str) -> str:
    """The site that an address is at; the address itself where it names none."""
    return urlsplit(link if "://" in link else f"https://{link}").netloc or link
