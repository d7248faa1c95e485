"""The styles of the copy, and its sentences as blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consentdesk.documents.press.blocks import Text
from consentdesk.documents.press.direction import starts_rtl
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
LARGER, SMALLEST_IN_LARGE = 1.5, 16.0  # sentences of 18 points, for eyes that need them


@dataclass(frozen=True)
class Composer:
    """Makes paragraphs from the words of one language, and from what people entered, word for word, in common
    or in large print."""

    faces: Faces
    words: Words
    large: bool = False

    @property
    def rtl(self) -> bool:
        return self.words.rtl

    def sized(self, style: Style) -> Style:
        """The style as this print has it."""
        if not self.large:
            return style
        by = max(LARGER, SMALLEST_IN_LARGE / style.size)
        return replace(style, size=style.size * by, leading=style.leading * by)

    def say(self, key: str, style: Style = BODY, after: float = 0, **values: str) -> Text:
        """A sentence of the copy with its places filled."""
        text = spans(self.words[key], self.rtl, **values)
        return Text(self.faces, text, self.sized(style), self.rtl, self.rtl, after)

    def quote(self, text: str, style: Style = BODY, weight: int = REGULAR, after: float = 0) -> Text:
        """A text as it is, stars and braces included, running as it does on its own."""
        return Text(self.faces, (Span(text, weight),), self.sized(style), starts_rtl(text), self.rtl, after)

    def heading(self, key: str) -> Text:
        """Stays with what follows."""
        return replace(self.quote(self.words[key], HEADING, BOLD, after=4), keep_with_next=True)
