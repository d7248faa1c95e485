"""Slides, documents and PDFs with pictures in them, as office programs write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
Relations = Sequence[tuple[str, str, str]]


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zipped file with these parts, in this order."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def relations(*used: tuple[str, str, str], external: Relations = ()) -> str:
    """A list of relationships, of (id, type, target)."""
    inside = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{to}"/>' for id, kind, to in used
    )
    outside = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{to}" TargetMode="External"/>'
        for id, kind, to in external
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">{inside}{outside}</Relationships>'


def pptx(
    slides: Sequence[Sequence[str]],
    media: Mapping[str, bytes],
    more: Mapping[str, bytes | str] | None = None,
    linked: Mapping[int, str] | None = None,
) -> bytes:
    """Slides that show these media, by name. The files of the slides are numbered from the last one."""
    count = len(slides)
    files = {n: f"slide{count - n + 1}.xml" for n in range(1, count + 1)}
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in files)
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="{OFFICE}">'
        f"<p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"rId{n}", "slide", f"slides/{file}") for n, file in files.items())
        ),
    }
    for n, shown in enumerate(slides, 1):
        parts[f"ppt/slides/{files[n]}"] = "<p:sld xmlns:p='p'/>"
        outside = [("rId99", "image", (linked or {})[n])] if n in (linked or {}) else []
        used = ((f"rId{k}", "image", f"../media/{name}") for k, name in enumerate(shown, 1))
        parts[f"ppt/slides/_rels/{files[n]}.rels"] = relations(*used, external=outside)
    parts |= {f"ppt/media/{name}": data for name, data in media.items()}
    return zipped(parts | dict(more or {}))


def docx(media: Mapping[str, bytes]) -> bytes:
    """A text with these pictures in it."""
    used = ((f"rId{n}", "image", f"media/{name}") for n, name in enumerate(media, 1))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": "<w:document xmlns:w='w'/>",
        "word/_rels/document.xml.rels": relations(*used),
    }
    return zipped(parts | {f"word/media/{name}": data for name, data in media.items()})


def xlsx(sheets: Sequence[Sequence[str]], media: Mapping[str, bytes]) -> bytes:
    """Sheets with a drawing each, which shows these media."""
    ids = "".join(f'<sheet name="S{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1))
    parts: dict[str, bytes | str] = {
        "xl/workbook.xml": f'<workbook xmlns:r="{OFFICE}"><sheets>{ids}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1))
        ),
        "xl/printerSettings/printerSettings1.bin": b"\x01\x02\x03",
    }
    for n, shown in enumerate(sheets, 1):
        parts[f"xl/worksheets/_rels/sheet{n}.xml.rels"] = relations(
            ("rId1", "drawing", f"../drawings/drawing{n}.xml")
        )
        used = ((f"rId{k}", "image", f"../media/{name}") for k, name in enumerate(shown, 1))
        parts[f"xl/drawings/_rels/drawing{n}.xml.rels"] = relations(*used)
    return zipped(parts | {f"xl/media/{name}": data for name, data in media.items()})


def odp(slides: Sequence[Sequence[str]], media: Mapping[str, bytes], manifest: str = "") -> bytes:
    """OpenDocument slides that show these media, by name, or by an address of elsewhere."""
    return _open_document(
        "<office:presentation>"
        + "".join(f"<draw:page>{''.join(map(_frame, shown))}</draw:page>" for shown in slides)
        + "</office:presentation>",
        media,
        manifest,
    )


def odt(media: Mapping[str, bytes]) -> bytes:
    """An OpenDocument text with these pictures in it."""
    return _open_document(f"<office:text>{''.join(map(_frame, media))}</office:text>", media, "")


def pdf(pages: Sequence[Sequence[bytes]], password: str = "") -> bytes:
    """Pages that show these pictures; a JPEG goes in as it is."""
    file = BytesIO()
    canvas = Canvas(file, encrypt=password or None)
    for shown in pages:
        canvas.drawString(50, 800, "Grand round")
        for place, picture in enumerate(shown):
            reader = ImageReader(BytesIO(picture))
            canvas.drawImage(reader, 40 + 30 * (place % 10), 700 - 40 * (place // 10), width=28, height=38)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pdf_of(page: str, *objects: bytes) -> bytes:
    """One page by hand: what its dictionary says, and objects, the first of which is number 4."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] {page} >>".encode(),
        *objects,
    ]
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(bodies) + 1, table)
    file += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(bodies) + 1,
        file.index(b"xref"),
    )
    return bytes(file)


def pdf_stream(entries: str, data: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries.encode(), len(data), data)


def _frame(name: str) -> str:
    target = name if ":" in name else f"Pictures/{name}"
    return f'<draw:frame><draw:image xlink:href="{target}"/></draw:frame>'


def _open_document(body: str, media: Mapping[str, bytes], manifest: str) -> bytes:
    spaces = (
        f'xmlns:office="{ODF}:office:1.0" xmlns:draw="{ODF}:drawing:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    listed = f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">{manifest}</manifest:manifest>'
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument",
        "content.xml": content,
        "META-INF/manifest.xml": listed,
    }
    return zipped(parts | {f"Pictures/{name}": data for name, data in media.items()})
