"""A sheet to write on: a ReportLab canvas that sets text in the bundled faces and counts its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from consentdesk.documents.press.direction import starts_rtl
from consentdesk.documents.press.embedding import EmbeddedFaces
from consentdesk.documents.press.faces import REGULAR, Faces
from consentdesk.documents.press.typesetting import Line, Span, Word, lines

# ASCII85 makes files larger and slower, and nothing needs it
rl_config.useA85 = 0

TITLE = "Consent copy"
THICKENING = 0.03  # of the type size, where a face has no bold of its own


@dataclass(frozen=True)
class Style:
    """How a paragraph looks: sizes in points, colour as "#rrggbb"."""

    size: float
    leading: float
    colour: str = "#1f2a30"


class Paper(Canvas):  # type: ignore[misc]  # ReportLab carries no types
    """A PDF of several pages in memory. `furnish(paper, page, pages)` is called once for each page when
    their number is known, and draws beneath what stands there. The same calls give the same bytes; nothing
    but `TITLE` stands in its metadata."""

    def __init__(
        self,
        size: tuple[float, float],
        faces: Faces,
        language: str,
        furnish: Callable[[Paper, int, int], None],
    ) -> None:
        self.size = size
        self._target = BytesIO()
        super().__init__(self._target, pagesize=size, invariant=1, pageCompression=1, lang=language)
        self.faces = faces
        self._embedded = EmbeddedFaces(self._doc)
        self._furnish = furnish
        self._pages: list[dict[str, Any]] = []
        self.setTitle(TITLE)
        self.setAuthor("")
        self.setSubject("")
        self.setCreator("ConsentDesk")
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:
        """Put the page aside until the number of pages is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            content = list(self._code)
            self._code[:] = []
            self._furnish(self, number, len(self._pages))
            self._code += content
            super().showPage()
        super().save()

    def pdf(self) -> bytes:
        """The finished file, once saved."""
        return self._target.getvalue()

    def write(self, line: Line, x: float, y: float, style: Style) -> None:
        """Set a line with its first base point at (x, y). It can be copied out in reading order."""
        if not line.words:
            return
        colour = " ".join(f"{part:.3f}" for part in HexColor(style.colour).rgb())
        pen = f"{colour} rg {colour} RG {THICKENING * style.size:.2f} w"
        scale = style.size / 1000
        shown = "".join(
            f"1 0 0 1 {round(x, 2) + at * scale:.3f} {y:.2f} Tm {''.join(self._operators(words, style.size))}"
            for at, words in line.stretches
        )
        text = f"q BT {pen} {shown}ET Q"
        self.addLiteral(_told(text, line.text) if line.turns_midway else text)

    def write_text(self, text: str, x: float, y: float, style: Style, align: float = 0) -> None:
        """Set a text on one line; `align` 0 starts at x, 0.5 centres on it, 1 ends there."""
        (line,) = lines(self.faces, [Span(text)], float("inf"), starts_rtl(text))
        self.write(line, x - align * line.width * style.size / 1000, y, style)

    def write_across(self, text: str, style: Style) -> None:
        """Set a text aslant across the middle of the page."""
        width, height = self.size
        self.saveState()
        self.translate(width / 2, height / 2)
        self.rotate(52)
        self.write_text(text, 0, -style.size / 3, style, align=0.5)
        self.restoreState()

    def _operators(self, words: list[Word], size: float) -> Iterator[str]:
        current: tuple[str, bool] | None = None
        for word in words:
            embedded = self._embedded[word.face]
            thickened = word.weight > REGULAR >= word.face.weight
            if (embedded.name, thickened) != current:
                mode = f"{2 if thickened else 0} Tr"
                yield f"{'] TJ ' if current else ''}/{embedded.name} {size:g} Tf {mode} ["
                current = embedded.name, thickened
            yield embedded.operands(word.shaped)
        yield "] TJ " if current else ""


def _told(operators: str, text: str) -> str:
    """Operators with the text that they draw (PDF 32000-1, 14.9.4), which PDFium takes where a name from the
    right stands amid words to the right. Not tagged as a Span: Poppler would turn the text of one round."""
    return f"/P <</ActualText <feff{text.encode('utf-16-be').hex()}>>> BDC {operators} EMC"
