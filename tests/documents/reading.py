"""PDFs read back with readers that are not the writer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from pypdf import PdfReader

from consentdesk.documents.consent_copy import Copies
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.record import ConsentRecord
from tests.helpers.pictures import photograph
from tests.helpers.sessions import hash_of

RESOURCES = Path(__file__).parents[2] / "resources"
CHAIN_HASH = hash_of("chain")


def copies() -> Copies:
    return Copies(RESOURCES / "fonts", RESOURCES / "copy", RESOURCES / "statements")


def thumbnails(record: ConsentRecord) -> dict[str, bytes]:
    """A small JPEG for each kept image, upright and across by turns."""
    return {i.source_sha256: thumbnail(i.number) for i in record.images if i.kept}


def thumbnail(seed: int) -> bytes:
    width, height = (320, 240) if seed % 2 else (240, 320)
    jpeg = BytesIO()
    photograph(width, height, seed).save(jpeg, "JPEG", quality=80)
    return jpeg.getvalue()


def printed(
    record: ConsentRecord,
    paper: str = "A4",
    rehearsal: bool = False,
    by: Copies | None = None,
    pictures: Mapping[str, bytes] | None = None,
    large: bool = False,
) -> bytes:
    """The copy of a record."""
    shown = thumbnails(record) if pictures is None else pictures
    return (by or copies()).consent_copy(SealedRecord(record, CHAIN_HASH), shown, paper, rehearsal, large)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as a browser copies it, lines joined."""
    with pdfium.PdfDocument(pdf) as document:
        return [_text(page) for page in document]


def text_of(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def pages_as_pictures(pdf: bytes, scale: float = 2) -> list[Image.Image]:
    with pdfium.PdfDocument(pdf) as document:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]


def fonts_of(pdf: bytes) -> Iterator[tuple[str, bool]]:
    """Each font's name, and whether its program is inside."""
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
            yield font.get_object()["/BaseFont"], "/FontFile2" in descriptor


def embedded_images(pdf: bytes) -> list[bytes]:
    """The bytes of each picture as they lie in the file."""
    reader = PdfReader(BytesIO(pdf))
    found = {}
    for page in reader.pages:
        for name, image in page["/Resources"].get("/XObject", {}).items():
            found[name] = image.get_object()._data
    return list(found.values())


def text_sizes(pdf: bytes) -> list[tuple[str, float]]:
    """Each piece of text with the size of its type in points."""
    found: list[tuple[str, float]] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: found.append((text, size)))
    return [(text, size) for text, size in found if text.strip()]


def _text(page: pdfium.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())
