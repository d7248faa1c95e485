"""Words into lines: mixed scripts, both directions, bold runs. Knows widths and order, not the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from operator import itemgetter

from consentdesk.documents.press.direction import CONTROLS, in_visual_order, isolated, levels, turns
from consentdesk.documents.press.faces import BOLD, REGULAR, Face, Faces, Shaped, clings

_IDEOGRAPHS = "\u2e80-\u2fdf\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_OPENING, _CLOSING = "「『（〈《【〔", "、。，．：；！？」』）〉》】〕・ーっッゃゅょャュョ々"
_SPACES = " \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_PIECE = re.compile(
    f"[{_SPACES}]+|[{_IDEOGRAPHS}]|[^{_SPACES}{_IDEOGRAPHS}]+?-(?=[^\\W\\d])|[^{_SPACES}{_IDEOGRAPHS}]+"
)
_CJK = re.compile(f"[{_IDEOGRAPHS}{_OPENING}{_CLOSING}]")
_CONTROLS = {c: " " if chr(c).isspace() else "" for c in [*range(0x20), *range(0x7F, 0xA0)]}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one weight."""

    text: str
    weight: int = REGULAR


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped piece of a line. `breaks` says that a line may end before it."""

    text: str
    face: Face
    weight: int
    shaped: Shaped
    level: int
    breaks: bool

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def from_right(self) -> bool:
        return self.level % 2 == 1


@dataclass(frozen=True, slots=True)
class Line:
    """Words in reading order, without spaces at the end; `width` in thousandths of the type size."""

    words: tuple[Word, ...]
    width: int

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def on_paper(self) -> list[Word]:
        """The words from left to right."""
        return in_visual_order(self.words, lambda word: word.level)

    @property
    def turns_midway(self) -> bool:
        """Whether it begins to the right, in a text that runs so, and fewer of its words than not turn."""
        if not any(word.level for word in self.words) or self.words[0].level:
            return False
        directions = [word.from_right for word in self.words if any(map(_is_letter, word.text))]
        return 0 < sum(directions) < len(directions) / 2

    @property
    def stretches(self) -> list[tuple[int, list[Word]]]:
        """The line as readers of a PDF take it up: piece after piece in reading order, each with its distance
        from the left edge and its words from left to right."""
        if not any(word.level for word in self.words):
            return [(0, list(self.words))]
        on_paper = self.on_paper
        edges = accumulate((word.shaped.width for word in on_paper), initial=0)
        left = {id(word): edge for word, edge in zip(on_paper, edges, strict=False)}
        return [(left[id(words[0])], words) for words in _stretches(self.words)]


def spans(template: str, rtl: bool = False, **values: str) -> tuple[Span, ...]:
    """A template's spans: `**bold**` is bold; `{name}` is filled with a value that keeps its own direction.
    Stars and braces inside values stay what they are."""
    filled = {name: isolated(value, rtl) for name, value in values.items()}
    parts = enumerate(template.split("**"))
    return tuple(Span(part.format_map(filled), BOLD if n % 2 else REGULAR) for n, part in parts if part)


def lines(faces: Faces, text: Iterable[Span], width: float, rtl: bool = False) -> list[Line]:
    """The text broken to a width in thousandths of the type size; a word wider than that is cut."""
    return [
        line
        for paragraph in _paragraphs(text)
        for line in _filled(_spaces_joined(list(_words(faces, paragraph, rtl))), width)
    ]


def _paragraphs(text: Iterable[Span]) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for span in text:
        first, *rest = unicodedata.normalize("NFC", span.text).split("\n")
        paragraph.append(Span(first.translate(_CONTROLS), span.weight))
        for line in rest:
            yield paragraph
            paragraph = [Span(line.translate(_CONTROLS), span.weight)]
    yield paragraph


def _words(faces: Faces, paragraph: list[Span], rtl: bool) -> Iterator[Word]:
    whole = "".join(span.text for span in paragraph)
    level_of = levels(whole, rtl) if rtl or turns(whole) else None
    at = 0
    for span in paragraph:
        for piece in _PIECE.findall(span.text):
            after = at + len(piece)
            breaks = at == 0 or _may_part(whole[at - 1], piece[0])
            for level, text in _levelled(piece, level_of[at:after]) if level_of else ((0, piece),):
                yield from _shaped(faces, text, span.weight, level, breaks)
                breaks = False
            at = after


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if before.isspace():
        return True
    if before == "-":
        return after.isalpha()
    in_cjk = _CJK.match(before) or _CJK.match(after)
    return bool(in_cjk) and after not in _CLOSING and before not in _OPENING


def _levelled(piece: str, level_of: list[int]) -> Iterator[tuple[int, str]]:
    """The piece cut where the direction changes, without the marks that only steer it."""
    levelled = ((c, level) for c, level in zip(piece, level_of, strict=True) if c not in CONTROLS)
    for level, run in groupby(levelled, key=itemgetter(1)):
        yield level, "".join(c for c, _ in run)


def _shaped(faces: Faces, text: str, weight: int, level: int, breaks: bool) -> Iterator[Word]:
    """A text as words of one face each; only the first may start a line. What ends a word from the right is a
    word of its own, so that the end of a stretch can be told apart from its letters."""
    for face, part in faces.runs(text, weight):
        for piece in _parted(part) if level % 2 else (part,):
            yield Word(piece, face, weight, face.shape(piece, level % 2 == 1), level, breaks)
            breaks = False


def _parted(text: str) -> tuple[str, ...]:
    """A text without the signs that end it, and those signs."""
    end = len(text)
    while end and not _is_letter(text[end - 1]):
        end -= 1
    return tuple(part for part in (text[:end], text[end:]) if part)


def _is_letter(character: str) -> bool:
    return character.isalnum() or clings(character)


def _spaces_joined(words: list[Word]) -> list[Word]:
    """The words, spaces from the right in the face of the word they lead to and as wide as they were: readers
    tell the order of what one face draws, and lose it where the face changes at each space."""
    if not any(word.level for word in words):
        return words
    joined: list[Word] = []
    face = None
    for word in reversed(words):
        if word.from_right and word.text == " " and face and face.has(" "):
            word = replace(word, face=face, shaped=face.space(word.shaped.width))
        face = word.face if word.from_right else None
        joined.append(word)
    return joined[::-1]


def _stretches(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Runs of one direction, those from the right of one face too and without their last signs and spaces,
    which follow alone: readers turn letters round from the first they meet; signs before it stay behind."""
    for _, group in groupby(words, key=lambda word: (word.level, word.face if word.from_right else None)):
        run = list(group)
        end = len(run)
        while run[0].from_right and end and not any(map(_is_letter, run[end - 1].text)):
            end -= 1
        parts = (run[:end], run[end:]) if end else (run,)
        yield from (part[::-1] if part[0].from_right else part for part in parts if part)


def _filled(words: list[Word], width: float) -> Iterator[Line]:
    line: list[Word] = []
    used = 0
    for chunk in _fitting(_chunks(words), width):
        size = _width(chunk)
        if line and used + size > width and not chunk[0].is_space:
            yield _line(line)
            line, used = [], 0
        if line or not chunk[0].is_space:
            line += chunk
            used += size
    yield _line(line)


def _line(words: list[Word]) -> Line:
    while words and words[-1].is_space:
        words.pop()
    return Line(tuple(words), _width(words))


def _width(words: Iterable[Word]) -> int:
    return sum(word.shaped.width for word in words)


def _chunks(words: list[Word]) -> Iterator[list[Word]]:
    """Words that stay together; a space stands alone."""
    chunk: list[Word] = []
    for word in words:
        if chunk and (word.breaks or word.is_space):
            yield chunk
            chunk = []
        chunk.append(word)
    if chunk:
        yield chunk


def _fitting(chunks: Iterable[list[Word]], width: float) -> Iterator[list[Word]]:
    """The same words, those too long for a line taken apart."""
    for chunk in chunks:
        if _width(chunk) <= width:
            yield chunk
        else:
            yield from ([part] for word in chunk for part in _halved(word, width))


def _halved(word: Word, width: float) -> Iterator[Word]:
    """A word in halves until each fits; a mark is never parted from its base."""
    cuts = [at for at in range(1, len(word.text)) if not clings(word.text[at])]
    if word.shaped.width <= width or not cuts:
        yield word
        return
    middle = cuts[len(cuts) // 2]
    for text in (word.text[:middle], word.text[middle:]):
        part = replace(word, text=text, shaped=word.face.shape(text, word.level % 2 == 1))
        yield from _halved(part, width)
