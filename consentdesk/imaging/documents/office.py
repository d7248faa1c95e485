"""PPTX, DOCX, XLSX: which slide or sheet shows which part. Each part names the others that it uses in a list
of relationships of its own (ECMA-376, part 2); who shows a picture is found by going back along them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import unquote

from consentdesk.domain.found_pictures import Where
from consentdesk.imaging.documents.package import Package, beside

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_NUMBERED = (("ppt/presentation.xml", "sldId", Where.SLIDE), ("xl/workbook.xml", "sheet", Where.SHEET))
_OUTSIDE = "\0"  # no part's name begins like this
_DOCUMENT = "word/document.xml"
_SHOWS_FROM_ELSEWHERE = ("/image", "/video", "/audio", "/media", "/oleObject", "/package", "/frame")


@dataclass
class Shown:
    """Where each part of a file is shown, by the names of parts. `where` is what its pages are, `text` the
    part that is a text without pages; `linked` is what lies elsewhere, with a name of its own here."""

    where: Where = Where.ELSEWHERE
    text: str = ""
    pages: dict[str, int] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    linked: dict[str, str] = field(default_factory=dict)

    def link(self, user: str, target: str) -> None:
        """Note that a part shows something that lies elsewhere."""
        name = f"{_OUTSIDE}{target}"
        self.users[name].add(user)
        self.linked[name] = target.replace("\\", "/").rpartition("/")[2]

    def place(self, part: str) -> tuple[Where, tuple[int, ...]]:
        """Where a part is shown, by its name."""
        numbers, seen, open_ends = set(), {part}, [part]
        while open_ends:
            name = open_ends.pop()
            if name in self.pages:
                numbers.add(self.pages[name])
                continue
            open_ends += self.users[name] - seen
            seen |= self.users[name]
        if numbers:
            return self.where, tuple(sorted(numbers))
        return Where.TEXT if self.text in seen else Where.ELSEWHERE, ()


def shown_in(package: Package) -> Shown:
    """Reads every list of relationships."""
    shown = Shown(text=_DOCUMENT)
    ids: dict[tuple[str, str], str] = {}
    for part in package.parts:
        folder, slash, name = part.filename.rpartition("_rels/")
        if not slash or not name.endswith(".rels"):
            continue
        owner = folder + name.removesuffix(".rels")
        for relation in package.xml(part):
            target, kind = unquote(relation.get("Target", "")), relation.get("Type", "")
            if relation.get("TargetMode") == "External":
                if kind.endswith(_SHOWS_FROM_ELSEWHERE):
                    shown.link(owner, target)
                continue
            used = beside(owner, target)
            shown.users[used].add(owner)
            ids[owner, relation.get("Id", "")] = used
    _number(package, shown, ids)
    return shown


def _number(package: Package, shown: Shown, ids: dict[tuple[str, str], str]) -> None:
    """Slides and sheets count in the order in which they are listed, whatever their files are called."""
    for owner, item, where in _NUMBERED:
        listing = package.named(owner)
        if listing is None:
            continue
        shown.where = where
        items = (e for e in package.xml(listing).iter() if e.tag.rpartition("}")[2] == item)
        for number, element in enumerate(items, 1):
            id = element.get(_ID) or element.get(_STRICT_ID) or ""
            shown.pages[ids.get((owner, id), "")] = number
