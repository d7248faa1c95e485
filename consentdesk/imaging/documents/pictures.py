"""All pictures in a file, whatever it is: slides, documents, tables, PDFs, and what is nested in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from zipfile import ZipInfo

from consentdesk.domain.found_pictures import FoundPicture, What, Where
from consentdesk.domain.refusals import refuse
from consentdesk.imaging.documents import office, open_document
from consentdesk.imaging.documents.budget import Budget
from consentdesk.imaging.documents.package import ZIP, Package
from consentdesk.imaging.documents.parts import HEAD_BYTES, Kind, kind_of
from consentdesk.imaging.documents.pdf import PDF, pictures_in_pdf
from consentdesk.imaging.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_MAX_NESTED = 2
_WITHOUT_BYTES = {
    Kind.MOVING: What.VIDEO,
    Kind.UNREADABLE: What.UNREADABLE,
}


def pictures_in(source: bytes, limits: Limits) -> Iterator[FoundPicture]:
    """Each picture, and whatever else may show one and cannot be looked at. Raises Refusal
    `document_not_supported`, `document_old`, `document_locked`, `document_broken`, and those of `Budget`;
    what the readers raise for damaged data comes through."""
    yield from _pictures(source, Budget(limits), depth=0)


def _pictures(source: bytes, budget: Budget, depth: int) -> Iterator[FoundPicture]:
    if source.startswith(PDF):
        yield from pictures_in_pdf(source, budget)
    elif source.startswith(ZIP):
        yield from _in_package(Package(source, budget), budget, depth)
    elif source.startswith(_OLE):
        raise refuse("document_locked" if _LOCKED_OFFICE in source else "document_old")
    else:
        raise refuse("document_not_supported")


def _in_package(package: Package, budget: Budget, depth: int) -> Iterator[FoundPicture]:
    opened = open_document.is_open_document(package)
    shown = open_document.shown_in(package) if opened else office.shown_in(package)
    for part in package.parts:
        where, numbers = shown.place(part.filename)
        for found in _in_part(package, part, budget, depth):
            yield replace(found, where=where, numbers=numbers)
    for name, called in shown.linked.items():
        budget.take_picture()
        where, numbers = shown.place(name)
        yield FoundPicture(What.LINKED, where, numbers, called)


def _in_part(package: Package, part: ZipInfo, budget: Budget, depth: int) -> Iterator[FoundPicture]:
    name = part.filename.rpartition("/")[2]
    kind = kind_of(part.filename, package.head(part, HEAD_BYTES))
    if kind is Kind.NO_PICTURE:
        return
    if kind is Kind.NESTED and depth < _MAX_NESTED:
        for found in _pictures(package.read(part), budget, depth + 1):
            yield replace(found, name=f"{name}: {found.name}")
        return
    budget.take_picture()
    if kind in (Kind.PICTURE, Kind.PREVIEW):
        what = What.PICTURE if kind is Kind.PICTURE else What.PREVIEW
        yield FoundPicture(what, Where.ELSEWHERE, (), name, package.read(part))
    else:
        yield FoundPicture(_WITHOUT_BYTES.get(kind, What.UNREADABLE), Where.ELSEWHERE, (), name)
