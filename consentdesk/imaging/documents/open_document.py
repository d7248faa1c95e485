"""ODP, ODT, ODS: which slide or sheet shows which part (OpenDocument 1.3)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from consentdesk.domain.found_pictures import Where
from consentdesk.domain.refusals import refuse
from consentdesk.imaging.documents.office import Shown
from consentdesk.imaging.documents.package import Package, beside

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_PAGE, _TABLE = f"{_OASIS}drawing:1.0}}page", f"{_OASIS}table:1.0}}table"
_BODIES = {
    f"{_OASIS}office:1.0}}presentation": (Where.SLIDE, _PAGE),
    f"{_OASIS}office:1.0}}drawing": (Where.PAGE, _PAGE),
    f"{_OASIS}office:1.0}}spreadsheet": (Where.SHEET, _TABLE),
}
_HREF = "{http://www.w3.org/1999/xlink}href"
_SHOWS = tuple(f"{_OASIS}drawing:1.0}}{name}" for name in ("image", "fill-image", "plugin", "object-ole"))
_IN_LINE = f"{_OASIS}office:1.0}}binary-data"
_LOCKED = f"{_OASIS}manifest:1.0}}encryption-data"
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


def is_open_document(package: Package) -> bool:
    return package.named(_CONTENT) is not None and package.named(_MANIFEST) is not None


def shown_in(package: Package) -> Shown:
    """Reads what is shown, in its order. Raises Refusal `document_locked`."""
    manifest = package.named(_MANIFEST)
    if manifest and any(True for _ in package.xml(manifest).iter(_LOCKED)):
        raise refuse("document_locked")
    shown = Shown(text=_CONTENT)
    for name in (_STYLES, _CONTENT):
        if part := package.named(name):
            _look_through(package.xml(part), shown, name)
    return shown


def _look_through(root: Element, shown: Shown, name: str) -> None:
    _uses(root, shown, name)
    for body, (where, page) in _BODIES.items():
        for holder in root.iter(body):
            shown.where = where
            for number, element in enumerate(holder.findall(page), 1):
                shown.pages[f"{name}#{number}"] = number
                _uses(element, shown, f"{name}#{number}")


def _uses(element: Element, shown: Shown, user: str) -> None:
    for used in element.iter():
        target = used.get(_HREF, "")
        if used.tag == _IN_LINE:
            shown.link(user, "")
        elif used.tag in _SHOWS and target:
            inside = not target.startswith(("/", "../")) and ":" not in target
            if inside:
                shown.users[beside(_CONTENT, target)].add(user)
            else:
                shown.link(user, target)
