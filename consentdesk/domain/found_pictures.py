"""A picture found in a file: a photograph itself, or one inside slides, a document or a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Where(StrEnum):
    """In what part of a file a picture is."""

    WHOLE = "whole"  # the file is the picture
    SLIDE = "slide"
    PAGE = "page"
    SHEET = "sheet"
    TEXT = "text"  # of a document that has no pages until it is printed
    ELSEWHERE = "elsewhere"


class What(StrEnum):
    """What was found. The bytes of a picture and of a preview come along; nothing else can be looked at."""

    PICTURE = "picture"
    PREVIEW = "preview"  # the program that saved the file put it in beside what it shows
    LINKED = "linked"  # it lies somewhere else, and can change
    VIDEO = "video"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class FoundPicture:
    """`numbers` are those of the slides, pages or sheets that it is on, from 1, none where that is unknown;
    `name` is what it is called inside the file, without any folder."""

    what: What
    where: Where
    numbers: tuple[int, ...] = ()
    name: str = field(default="", repr=False)
    data: bytes = field(default=b"", repr=False)
