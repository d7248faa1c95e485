"""Faces inside one PDF: glyphs written by number, subsets embedded, text that can be read back."""

from __future__ import annotations

import struct

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from consentdesk.documents.press.composites import Drawing
from consentdesk.documents.press.faces import Face, Shaped

SYMBOLIC = 4
STEM_V_REGULAR, STEM_V_BOLD = 80, 140
MAX_CMAP_BLOCK = 100
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
"""
_CMAP_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end\n"


class EmbeddedFaces:
    """The faces one PDF uses. What was drawn is remembered; saving the PDF embeds just that."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._faces: dict[Face, EmbeddedFace] = {}

    def __getitem__(self, face: Face) -> EmbeddedFace:
        if face not in self._faces:
            embedded = EmbeddedFace(face, f"F{len(self._faces) + 1}")
            self._document.delayedFonts.append(embedded)
            self._faces[face] = embedded
        return self._faces[face]


class EmbeddedFace:
    """One face under its name in the PDF's resources ("F1"); ReportLab calls `addObjects` when it saves.

    A code stands for one drawing saying one text: fonts build many letters from the same parts, and only so
    can each be read back as what it was.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self._codes: dict[tuple[Drawing, str], int] = {(face.glyph(0), ""): 0}
        self._operands: dict[Shaped, str] = {}

    def operands(self, word: Shaped) -> str:
        """What draws a word: operands of TJ, in thousandths of the type size."""
        if word not in self._operands:
            self._operands[word] = self._encoded(word)
        return self._operands[word]

    def _encoded(self, word: Shaped) -> str:
        codes = ((glyph.move, self._codes.setdefault(glyph[:2], len(self._codes))) for glyph in word.glyphs)
        shown = "".join(f"{-move}<{code:04x}>" if move else f"<{code:04x}>" for move, code in codes)
        return f"{shown}{-word.tail} " if word.tail else shown

    def addObjects(self, document: PDFDocument) -> None:
        """Put the font with the glyphs that were drawn into the PDF."""
        tag = "".join(chr(ord("A") + int(digit)) for digit in f"{int(self.name[1:]):06d}")
        base = PDFName(f"{tag}+{self.face.path.stem}")
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(self._cid_font(document, base))]),
            "ToUnicode": document.Reference(_stream(self._to_unicode())),
        }
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(PDFDictionary(font))

    def _cid_font(self, document: PDFDocument, base: PDFName) -> PDFDictionary:
        drawings = [drawing for drawing, _ in self._codes]
        program, glyphs = self.face.subset(drawings)
        collection = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary(collection),
                "CIDToGIDMap": document.Reference(_stream(struct.pack(f">{len(glyphs)}H", *glyphs))),
                "FontDescriptor": document.Reference(self._descriptor(document, base, program)),
                "W": PDFArray([0, PDFArray([self.face.advance(drawing) for drawing in drawings])]),
            }
        )

    def _descriptor(self, document: PDFDocument, base: PDFName, program: bytes) -> PDFDictionary:
        face = self.face
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": SYMBOLIC,
                "FontBBox": PDFArray(face.box),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.ascent,
                "StemV": STEM_V_REGULAR if face.weight < 600 else STEM_V_BOLD,
                "FontFile2": document.Reference(_stream(program, Length1=len(program))),
            }
        )

    def _to_unicode(self) -> bytes:
        """The map from codes to the text they stand for (PDF 32000-1, 9.10.3)."""
        pairs = [
            f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for (_, text), code in self._codes.items()
        ]
        blocks = (pairs[at : at + MAX_CMAP_BLOCK] for at in range(0, len(pairs), MAX_CMAP_BLOCK))
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _stream(content: bytes, **entries: int) -> PDFStream:
    stream = PDFStream(content=content, filters=[PDFZCompress])
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream
