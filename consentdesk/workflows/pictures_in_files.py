"""The pictures in photographs, folders, slides, documents and PDFs: found and looked at on any thread."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from consentdesk.domain.found_pictures import FoundPicture, What, Where
from consentdesk.domain.refusals import Problem, Refusal, refuse
from consentdesk.workflows.add_images import read_source
from consentdesk.workflows.ports import Decoder
from consentdesk.workflows.recognise import Seen, see

_CONTAINERS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")
_CANNOT_BE_SEEN = {
    What.LINKED: "picture_is_linked",
    What.VIDEO: "picture_is_video",
    What.UNREADABLE: "picture_not_readable",
}


@dataclass(frozen=True)
class ChosenFile:
    """`called` is the path as it was given, or below the folder that was given."""

    path: Path = field(repr=False)
    called: str = field(repr=False)


@dataclass(frozen=True)
class PictureInFile:
    """A picture, or what may be one, and where it was found. `sha256` is that of its bytes, empty where there
    are none to be had; `problem` says why."""

    file: str = field(repr=False)
    what: What
    where: Where
    numbers: tuple[int, ...] = ()
    name: str = field(default="", repr=False)
    sha256: str = ""
    data: bytes = field(default=b"", repr=False)
    problem: Problem | None = None


def files_in(paths: Sequence[Path]) -> tuple[ChosenFile, ...]:
    """The files that were chosen, and those in and below folders, in natural order; not what systems hide. A
    folder that cannot be gone through, or only leads elsewhere, is among them itself: nobody can read it.
    Raises Refusal `file_missing`, `nothing_to_check`."""
    files = tuple(file for path in paths for file in _files(path))
    if not files:
        raise refuse("nothing_to_check")
    return files


def find_pictures(decoder: Decoder, file: ChosenFile) -> tuple[PictureInFile, ...]:
    """All pictures in a file; one that cannot be read is there itself, with its problem."""
    try:
        data = read_source(file.path)
        found = decoder.pictures_in(data) if data.startswith(_CONTAINERS) else (_itself(data),)
    except Refusal as refusal:
        return (PictureInFile(file.called, What.UNREADABLE, Where.WHOLE, problem=refusal.problems[0]),)
    return tuple(_of(file.called, picture) for picture in found)


def look(decoder: Decoder, picture: PictureInFile) -> Seen | Problem:
    """What a picture is known by, or why that cannot be said."""
    try:
        return see(decoder, picture.data)
    except Refusal as refusal:
        return refusal.problems[0]


def _files(path: Path) -> Iterator[ChosenFile]:
    if not path.exists():
        raise refuse("file_missing", "files")
    if not path.is_dir():
        yield ChosenFile(path, str(path))
        return
    unread: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=unread.append):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        links = (name for name in folders if Path(folder, name).is_symlink())
        for name in sorted((*names, *links), key=_natural):
            if not name.startswith(".") and name.lower() not in _OF_THE_SYSTEM:
                yield ChosenFile(Path(folder, name), str(Path(folder, name)))
    for error in unread:
        yield ChosenFile(Path(error.filename), str(error.filename))


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Sorts 2 before 10."""
    pieces = re.split(r"(\d+)", name.casefold())
    return [(0, int(p), "") if p.isdecimal() and p.isascii() else (1, 0, p) for p in pieces if p]


def _itself(data: bytes) -> FoundPicture:
    return FoundPicture(What.PICTURE, Where.WHOLE, data=data)


def _of(called: str, found: FoundPicture) -> PictureInFile:
    code = _CANNOT_BE_SEEN.get(found.what)
    return PictureInFile(
        called,
        found.what,
        found.where,
        found.numbers,
        found.name,
        "" if code else hashlib.sha256(found.data).hexdigest(),
        found.data,
        Problem(code) if code else None,
    )
