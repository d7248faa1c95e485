"""The pictures on the pages of a PDF: a JPEG byte for byte as it was put in, anything else as pixels."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from consentdesk.domain.found_pictures import FoundPicture, What, Where
from consentdesk.domain.refusals import refuse
from consentdesk.imaging.documents.budget import Budget
from consentdesk.imaging.documents.pdf_patterns import picture_fills

PDF = b"%PDF-"
_JPEG = ["DCTDecode"]
_DEEPEST = 15  # forms in forms
_BYTES_PER_PIXEL = 4


def pictures_in_pdf(source: bytes, budget: Budget) -> Iterator[FoundPicture]:
    """Page by page; a picture comes as often as it is shown. Raises Refusal `document_locked`,
    `document_broken`."""
    document = _opened(source)
    budget.take_parts(len(document))
    for number in range(len(document)):
        page = document[number]
        for found in (*_on_page(page, budget, number + 1), *_in_annotations(page, number + 1)):
            budget.take_picture()
            yield found
        page.close()
    for _ in range(raw.FPDFDoc_GetAttachmentCount(document) + picture_fills(source)):
        budget.take_picture()
        yield FoundPicture(What.UNREADABLE, Where.ELSEWHERE)


def _opened(source: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source)
    except pdfium.PdfiumError as wrong:
        locked = wrong.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise refuse("document_locked" if locked else "document_broken") from None


def _on_page(page: pdfium.PdfPage, budget: Budget, number: int) -> Iterator[FoundPicture]:
    wanted = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM]
    for shown in page.get_objects(filter=wanted, max_depth=_DEEPEST):
        if shown.type == raw.FPDF_PAGEOBJ_IMAGE:
            yield _picture(shown, budget, number)
        elif shown.level >= _DEEPEST - 1:
            yield FoundPicture(What.UNREADABLE, Where.PAGE, (number,))


def _picture(image: pdfium.PdfImage, budget: Budget, number: int) -> FoundPicture:
    width, height = image.get_px_size()
    if width * height > budget.limits.jpeg_pixels:
        return FoundPicture(What.UNREADABLE, Where.PAGE, (number,))
    if image.get_filters(skip_simple=True) == _JPEG:
        data = bytes(image.get_data(decode_simple=True))
    else:
        data = _as_pixels(image, budget)
    budget.take_bytes(len(data), len(data))
    return FoundPicture(What.PICTURE if data else What.UNREADABLE, Where.PAGE, (number,), "", data)


def _as_pixels(image: pdfium.PdfImage, budget: Budget) -> bytes:
    """A TIFF of its pixels, unpacked; nothing where they cannot be had."""
    width, height = image.get_px_size()
    if width * height > budget.limits.pixels:
        return b""
    try:
        bitmap = image.get_bitmap()
    except pdfium.PdfiumError:
        return b""
    file = BytesIO()
    bitmap.to_pil().convert("RGB").save(file, "TIFF")
    return file.getvalue()


def _in_annotations(page: pdfium.PdfPage, number: int) -> Iterator[FoundPicture]:
    """Stamps and the like, whose pictures cannot be had."""
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        objects = (
            raw.FPDFAnnot_GetObject(annotation, n) for n in range(raw.FPDFAnnot_GetObjectCount(annotation))
        )
        if any(_shows_picture(found, _DEEPEST) for found in objects):
            yield FoundPicture(What.UNREADABLE, Where.PAGE, (number,))
        raw.FPDFPage_CloseAnnot(annotation)


def _shows_picture(shown: Any, levels: int) -> bool:
    """Whether an object of an annotation is a picture, or a form with one somewhere in it."""
    if raw.FPDFPageObj_GetType(shown) != raw.FPDF_PAGEOBJ_FORM:
        return bool(raw.FPDFPageObj_GetType(shown) == raw.FPDF_PAGEOBJ_IMAGE)
    held = (raw.FPDFFormObj_GetObject(shown, n) for n in range(raw.FPDFFormObj_CountObjects(shown)))
    return levels == 0 or any(_shows_picture(each, levels - 1) for each in held)
