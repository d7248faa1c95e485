"""Letting images out for a use: which, in what form, where to; what each file then says of itself (R25)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from consentdesk.domain.people import Clinic
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.refusals import Problem

ReleaseFormat = Literal["JPEG", "PNG", "TIFF"]
RELEASE_FORMATS: tuple[ReleaseFormat, ...] = get_args(ReleaseFormat)
SUFFIXES: dict[ReleaseFormat, str] = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tif"}
AS_IT_IS = 0
LONG_EDGES_PX = (AS_IT_IS, 3000, 2000, 1200, 800)
MAX_MARK_CHARACTERS = 80
MAX_IMAGES = 100
MAX_BYTES = 1_000_000_000  # of all the files of one release, which are made before the first is written


@dataclass(frozen=True)
class Form:
    """How an image leaves: its long edge at most (0 as it is; never enlarged), the format, and words to stand
    under it for everybody to see."""

    long_edge_px: int = 2000
    format: ReleaseFormat = "JPEG"
    mark: str = ""


@dataclass(frozen=True)
class Rendition:
    """A file made of an image's pixels and nothing else, upright and in sRGB. `pixels_sha256` is what any
    lossless copy of the file is recognised by."""

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
    """What somebody wants to let out: images (source hashes) for one use, to one place. `title` says where in
    words ("Grand rounds, spring term"); `until` is when it is to be taken down, `review_on` when somebody
    looks again; `captions` are by image. What is typed may name people."""

    images: tuple[str, ...]
    use: str
    kind: PlaceKind
    title: str = field(repr=False)
    outlet: str = ""
    link: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    audience: str = field(default="", repr=False)
    until: date | None = None
    review_on: date | None = None
    form: Form = Form()
    captions: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def caption(self, image: str) -> str:
        return dict(self.captions).get(image, "")

    def until_for(self, permitted_until: date | None) -> date | None:
        """The last day at this place: what was wanted, and no later than the yes lasts."""
        return min((day for day in (self.until, permitted_until) if day is not None), default=None)


def missing_for(wanted: WantedRelease, today: date) -> tuple[Problem, ...]:
    """What stands against a release before the gate is asked, each with its field."""
    return tuple(_missing(wanted, today))


def _missing(wanted: WantedRelease, today: date) -> Iterator[Problem]:
    if not wanted.images:
        yield Problem("release_without_images", "images")
    if len(wanted.images) > MAX_IMAGES:
        yield Problem("release_too_many", "images", {"limit": MAX_IMAGES})
    if not wanted.use:
        yield Problem("release_use_missing", "use")
    if not wanted.title.strip():
        yield Problem("release_place_missing", "title")
    if len(wanted.form.mark) > MAX_MARK_CHARACTERS:
        yield Problem("mark_too_long", "mark")
    if wanted.until is not None and wanted.until < today:
        yield Problem("release_until_past", "until")
    if wanted.review_on is not None and wanted.review_on < today:
        yield Problem("release_review_past", "review_on")


@dataclass(frozen=True)
class ReleasedFile:
    """A file that left: its name, which picture of which record it is, and until when it may be used."""

    name: str
    sha256: str
    pixels_sha256: str
    image: str
    record_code: str
    number: int
    format: ReleaseFormat
    width: int
    height: int
    until: date | None
    caption: str = field(default="", repr=False)
    marked: bool = False


@dataclass(frozen=True)
class ReleaseSheet:
    """What a paper beside released files says. It names no patient. `use` is in words."""

    release: str
    released_on: date
    released_by: str = field(repr=False)
    clinic: Clinic
    use: str
    outlet: str
    title: str = field(repr=False)
    owner: str = field(repr=False)
    audience: str = field(repr=False)
    review_on: date | None
    files: tuple[ReleasedFile, ...]
    language: str = "en"


def neutral_name(record_code: str, number: int) -> str:
    """What a released file is called, without its ending: by record code and picture ("K7QF-2M9D-1"), nothing
    of the patient's and nothing of the source's."""
    return f"{record_code}-{number}"


def sidecar(sheet: ReleaseSheet, file: ReleasedFile) -> dict[str, object]:
    """What lies beside a file for other programs to read: what it may be used for, where and until when."""
    contact = sheet.clinic.contact
    return {
        "file": file.name,
        "sha256": file.sha256,
        "pixels_sha256": file.pixels_sha256,
        "record": file.record_code,
        "picture": file.number,
        "use": sheet.use,
        "outlet": sheet.outlet,
        "place": sheet.title,
        "released_on": sheet.released_on.isoformat(),
        "until": file.until.isoformat() if file.until else None,
        "caption": file.caption,
        "ask": {"clinic": sheet.clinic.name, "telephone": contact.telephone, "email": contact.email},
    }
