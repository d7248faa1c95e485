"""The styles of the copy, and its sentences as blocks."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.documents.press.blocks import Text
from consentdesk.documents.press.faces import BOLD, REGULAR, Faces
from consentdesk.documents.press.paper import Style
from consentdesk.documents.press.typesetting import Span, spans
from consentdesk.documents.words import Words

INK, QUIET, ACCENT, ACCENT_SOFT = "#1f2a30", "#4a585f", "#0b5d66", "#e3f0f0"
TITLE = Style(20, 25, INK)
HEADING = Style(14, 18, INK)
BODY = Style(12, 15, INK)
SMALL = Style(9.5, 12, INK)
NOTE = Style(9.5, 12, QUIET)


@dataclass(frozen=True)
class Composer:
    """Makes paragraphs from the words of one language, and from what people entered, word for word."""

    faces: Faces
    words: Words

    @property
    def rtl(self) -> bool:
        return self.words.rtl

    def say(self, key: str, style: Style = BODY, after: float = 0, **values: str) -> Text:
        """A sentence of the copy with its places filled."""
        return Text(self.faces, spans(self.words[key], self.rtl, **values), style, self.rtl, after)

    def quote(
        self, text: str, style: Style = BODY, weight: int = REGULAR, after: float = 0, rtl: bool | None = None
    ) -> Text:
        """A text as it is, stars and braces included."""
        return Text(self.faces, (Span(text, weight),), style, self.rtl if rtl is None else rtl, after)

    def heading(self, key: str) -> Text:
        text = (Span(self.words[key], BOLD),)
        return Text(self.faces, text, HEADING, self.rtl, after=4, keep_with_next=True)
