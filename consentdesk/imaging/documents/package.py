"""The parts of a zipped file. Nothing is unpacked but into memory; a part's name is no path to anything."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from consentdesk.domain.refusals import refuse
from consentdesk.imaging.documents.budget import Budget

ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1
_MAX_XML_BYTES = 32 << 20
_DAMAGED = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError)


class Package:
    """A zipped file that keeps to a budget. Whatever is damaged in it raises Refusal `document_broken`, what
    is locked `document_locked`."""

    def __init__(self, source: bytes, budget: Budget) -> None:
        self._budget = budget
        with _refusing():
            self._zip = ZipFile(BytesIO(source))
        self.parts = tuple(part for part in self._zip.infolist() if not part.is_dir())
        budget.take_parts(len(self._zip.infolist()))
        for part in self.parts:
            if part.flag_bits & _ENCRYPTED:
                raise refuse("document_locked")
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise refuse("document_broken")

    def read(self, part: ZipInfo) -> bytes:
        """All of a part: no more of it is unpacked than its header says, and its checksum has to be right."""
        self._budget.take_bytes(part.file_size, part.compress_size)
        with _refusing(), self._zip.open(part) as opened:
            return opened.read()

    def head(self, part: ZipInfo, length: int) -> bytes:
        """How a part begins."""
        with _refusing(), self._zip.open(part) as opened:
            return opened.read(length)

    def named(self, name: str) -> ZipInfo | None:
        """The part with this name, as those who read such files find it: the last one."""
        return next((part for part in reversed(self.parts) if part.filename == name), None)

    def xml(self, part: ZipInfo) -> Element:
        """A part that is XML. It declares nothing of its own: entities could grow without end."""
        if part.file_size > _MAX_XML_BYTES:
            raise refuse("document_unpacks_too_large", limit=_MAX_XML_BYTES // 1_000_000)
        data = self.read(part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise refuse("document_broken")
        with _refusing():
            return ElementTree.fromstring(data)


def beside(owner: str, target: str) -> str:
    """The name of a part that another one names."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except _DAMAGED:
        raise refuse("document_broken") from None
