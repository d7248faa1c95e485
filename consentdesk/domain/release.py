"""Letting images out for a use: which, in what form, where to; what lies beside each file then (R25)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from consentdesk.domain.pack import RECORD_USE, OutletKind, RulePack, Use
from consentdesk.domain.people import Clinic, too_long
from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.domain.refusals import Problem
from consentdesk.domain.register import place_problems
from consentdesk.domain.reidentification.identifier import Saying

ReleaseFormat = Literal["JPEG", "PNG", "TIFF"]
RELEASE_FORMATS: tuple[ReleaseFormat, ...] = get_args(ReleaseFormat)
SUFFIXES: dict[ReleaseFormat, str] = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tif"}
AS_IT_IS = 0
LONG_EDGES_PX = (AS_IT_IS, 3000, 2000, 1200, 800)
MAX_MARK, MAX_CAPTION = 60, 500
MAX_IMAGES = 100
MAX_MEGABYTES = 1000  # of one release, whose files are all made before the first is written
REHEARSAL = "REHEARSAL"
_USUAL_KINDS = {
    OutletKind.NONE: PlaceKind.TEACHING_FILE,
    OutletKind.OUTLET: PlaceKind.PRINT,
    OutletKind.PLATFORM: PlaceKind.SOCIAL_POST,
}
_FOR_EVERYBODY = (PlaceKind.PRINT, PlaceKind.WEBSITE)


@dataclass(frozen=True)
class Form:
    """How an image leaves: its long edge at most in pixels (0 as it is; never enlarged), the format, and
    words that everybody can read under it."""

    long_edge_px: int = 2000
    format: ReleaseFormat = "JPEG"
    mark: str = ""


USUAL_FORM = Form()


@dataclass(frozen=True)
class Rendition:
    """A file made of an image's pixels and nothing else, upright and in sRGB. By `pixels_sha256` any lossless
    copy of it is recognised."""

    file: bytes = field(repr=False)
    format: ReleaseFormat
    width: int
    height: int
    pixels_sha256: str
    marked: bool

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.file).hexdigest()


@dataclass(frozen=True)
class WantedRelease:
    """What somebody wants to let out: images (source hashes) in one form, to one place. `place` says which
    use and which outlet, where, whose and until when, as it is noted for each image; `captions` are by
    image. `warnings_read`: whoever lets them out has read what R27 says, just now."""

    images: tuple[str, ...]
    place: Placement
    form: Form = USUAL_FORM
    captions: dict[str, str] = field(default_factory=dict, repr=False)
    warnings_read: bool = False


@dataclass(frozen=True)
class CheckNote:
    """The check that a released file rests on: its day, who made it, and how much of what was found stays in,
    each for a reason (R26)."""

    day: date
    by: str = field(repr=False)
    left_in: int


@dataclass(frozen=True)
class ReleasedFile:
    """A file that left: its name, which picture of which record it is (`code`, `number`), and its last day
    where it has one."""

    name: str
    image: str
    code: str
    number: int
    sha256: str
    pixels_sha256: str
    format: ReleaseFormat
    width: int
    height: int
    until: date | None = None
    caption: str = field(default="", repr=False)
    checked: CheckNote | None = None


@dataclass(frozen=True)
class ReleaseSheet:
    """What a paper beside released files says: it names no patient. `use` is in the words of those who work
    here, in `language`; `place` is what they have in common."""

    release: str
    day: date
    by: str = field(repr=False)
    clinic: Clinic
    use: str
    place: Placement
    files: tuple[ReleasedFile, ...]
    language: str = "en"


def new_place(use: str = "", kind: PlaceKind = PlaceKind.TEACHING_FILE) -> Placement:
    """A place where nothing is yet."""
    return Placement("", "", use, kind, "")


def usual_kind(use: Use) -> PlaceKind:
    """What kind of place images go to mostly for a use."""
    if use.id == RECORD_USE:
        return PlaceKind.OTHER
    return _USUAL_KINDS[use.outlet]


def said_with(wanted: WantedRelease, image: str) -> Saying:
    """The words that go with an image that is wanted: they are checked with it (R26)."""
    return Saying(wanted.captions.get(image, ""), wanted.place.title, mark=wanted.form.mark)


def unread_problems(pack: RulePack, wanted: WantedRelease) -> tuple[Problem, ...]:
    """`warnings_not_read` where the use has warnings that are read each time, and nobody did (R27)."""
    use = pack.uses_by_id.get(wanted.place.use)
    unread = use is not None and use.staff_warnings and not wanted.warnings_read
    return (Problem("warnings_not_read", "warnings"),) if unread else ()


def release_problems(pack: RulePack, wanted: WantedRelease, today: date) -> tuple[Problem, ...]:
    """Everything that stands against a release before the gate is asked, by the name of its field."""
    return tuple(_problems(pack, wanted, today))


def neutral_name(code: str, number: int) -> str:
    """What a released file is called, without its ending: the code of the record and the number of the
    picture in it ("K7QF-2M9D-XR41-1"); nothing of the patient's, nothing of the source's."""
    return f"{code}-{number}"


def marked_with(form: Form, name: str, rehearsal: bool = False) -> str:
    """The whole mark under one picture: the words and which picture it is; none without words. What leaves a
    vault made for rehearsal always says so."""
    words = [word for word in (REHEARSAL if rehearsal else "", form.mark.strip()) if word]
    return " · ".join((*words, name)) if words else ""


def last_day(wanted: date | None, permitted_until: date | None) -> date | None:
    """Until when an image may be at a place: as was wanted, and no longer than the yes lasts."""
    return min((day for day in (wanted, permitted_until) if day is not None), default=None)


def sidecar(sheet: ReleaseSheet, file: ReleasedFile) -> dict[str, object]:
    """What lies beside a file for other programs to read: which it is, what it may be used for, where, until
    when, and whom to ask."""
    place, contact = sheet.place, sheet.clinic.contact
    return {
        "file": file.name,
        "sha256": file.sha256,
        "pixels_sha256": file.pixels_sha256,
        "release": sheet.release,
        "record": file.code,
        "picture": file.number,
        "use": place.use,
        "use_in_words": sheet.use,
        "outlet": place.outlet,
        "place": place.title,
        "audience": place.audience,
        "owner": place.owner,
        "released_on": sheet.day.isoformat(),
        "until": file.until.isoformat() if file.until else None,
        "caption": file.caption,
        "checked_on": file.checked.day.isoformat() if file.checked else None,
        "ask": {"clinic": sheet.clinic.name, "telephone": contact.telephone, "email": contact.email},
    }


def _problems(pack: RulePack, wanted: WantedRelease, today: date) -> Iterator[Problem]:
    place = wanted.place
    if not wanted.images:
        yield Problem("release_without_images", "images")
    if len(wanted.images) > MAX_IMAGES:
        yield Problem("release_of_too_many", "images", {"most": MAX_IMAGES})
    if place.use not in {use.id for use in pack.uses}:
        yield Problem("release_use_missing", "use")
    else:
        yield from place_problems(pack.use(place.use), place)
        yield from _elsewhere(pack.use(place.use), place.kind)
    if place.until is not None and place.until < today:
        yield Problem("release_until_past", "place_until")
    if place.review_on is not None and place.review_on <= today:
        yield Problem("review_day_past", "place_review")
    yield from too_long({"mark": wanted.form.mark}, MAX_MARK)
    yield from _captions_too_long(wanted.images, wanted.captions)


def _elsewhere(use: Use, kind: PlaceKind) -> Iterator[Problem]:
    """`place_of_other_use` where a use that appears nowhere is named for a place that everybody sees, or a
    post for a use that names no platform: else whoever names it so needs no check and reads no warnings."""
    odd_post = kind is PlaceKind.SOCIAL_POST and use.outlet is not OutletKind.PLATFORM
    if odd_post or (kind in _FOR_EVERYBODY and use.outlet is OutletKind.NONE):
        yield Problem("place_of_other_use", "place_kind")


def _captions_too_long(images: Sequence[str], captions: dict[str, str]) -> Iterator[Problem]:
    longest = max((captions.get(image, "") for image in images), key=len, default="")
    yield from too_long({"captions": longest}, MAX_CAPTION)
