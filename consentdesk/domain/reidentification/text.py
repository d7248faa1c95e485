"""A text made plain for looking through, that still knows where each of its characters came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

ACCENTS = re.compile("[\u0300-\u036f]")
_UNSEEN = ("Cf", "Me")  # what joins, parts or turns letters, or is drawn around them
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LETTERS = "ß:ss ø:o Ø:O æ:ae Æ:Ae œ:oe Œ:Oe ł:l Ł:L đ:d Đ:D ð:d þ:th ı:i №:No"
_ALIKE = {
    **dict.fromkeys("‘’‛ʼ´`＇", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("_\t\n\r\v\f\u2028\u2029", " "),
    **dict(pair.split(":") for pair in _LETTERS.split()),
}
_HUMP = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<![^\W_])(?:[A-Za-z]{3,}(?=[0-9]{2,}(?![^\W_]))|[0-9]{2,}(?=[A-Za-z]{3,}(?![^\W_])))"
)
_ENDING = re.compile(
    r"(?i:\.(?:jpe?g|jpe|png|tiff?|gif|bmp|webp|hei[cf]|nef|cr[23]|arw|dng|raw|orf|rw2|pdf|psd|svg|dcm|mp4"
    r"|mov|avi|docx?|pptx?|zip))$"
)
_TAG = re.compile(r"#\w+")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A run of letters: where it stands in the plain text, as it stands there, and folded."""

    start: int
    end: int
    said: str
    folded: str


@dataclass(frozen=True, eq=False)
class Text:
    """`plain` keeps case and loses accents, and its dashes, apostrophes and blanks are of one sort each;
    character i of it came from `starts[i]` up to `ends[i]` of the text as written."""

    written: str
    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    is_file_name: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the plain text stands in the text as written, without blanks around it."""
        while start < end and self.plain[start] == " ":
            start += 1
        while end > start and self.plain[end - 1] == " ":
            end -= 1
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its runs of letters."""
        return self._runs(_WORD)

    @cached_property
    def tokens(self) -> tuple[Word, ...]:
        """Its runs of letters and digits."""
        return self._runs(_TOKEN)

    def _runs(self, run: re.Pattern[str]) -> tuple[Word, ...]:
        return tuple(Word(m.start(), m.end(), m[0], m[0].casefold()) for m in run.finditer(self.plain))

    @cached_property
    def linked(self) -> str:
        """The plain text with its underscores, as accounts and addresses on the net have them."""
        pairs = zip(self.plain, self.starts, strict=True)
        return "".join("_" if c == " " and self.written[n] == "_" else c for c, n in pairs)

    @cached_property
    def has_figures(self) -> bool:
        return any(character.isdigit() for character in self.plain)

    @cached_property
    def says_little_by_case(self) -> bool:
        """Whether capitals tell nothing: there are none, or nearly every longer word has one."""
        long = [w.said for w in self.words if len(w.said) > 3]
        capital = sum(w[0].isupper() for w in long)
        return not capital or (capital > 2 and capital * 5 >= len(long) * 4)


@lru_cache(maxsize=64)
def text_of(written: str, is_file_name: bool = False) -> Text:
    """The text made plain. In names of files and in #tags, words that are told apart by capitals alone are
    set apart by blanks."""
    plain, starts, ends = _plain(written)
    if is_file_name:
        plain = _ENDING.sub(lambda ending: " " * len(ending[0]), plain)
    gaps = {m.start() + hump for m in _runs(plain, is_file_name) for hump in _humps(m[0])}
    if not gaps:
        return Text(written, plain, tuple(starts), tuple(ends), is_file_name)
    order = [(i, gap) for i in range(len(plain)) for gap in ((True, False) if i in gaps else (False,))]
    return Text(
        written,
        "".join(" " if gap else plain[i] for i, gap in order),
        tuple(starts[i] for i, _ in order),
        tuple(starts[i] if gap else ends[i] for i, gap in order),
        is_file_name,
    )


def folded(words: str) -> str:
    """Words as `Text` has them, in small letters."""
    return _plain(words)[0].casefold()


def _runs(plain: str, is_file_name: bool) -> list[re.Match[str]]:
    return list((re.compile(r"\S+") if is_file_name else _TAG).finditer(plain))


def _humps(run: str) -> list[int]:
    return [m.end() for m in _HUMP.finditer(run)]


def _plain(written: str) -> tuple[str, list[int], list[int]]:
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(written):
        letters = _letters(character)
        if not letters and ends:  # an accent of its own belongs to the letter before it
            ends[-1] = place + 1
        for letter in letters:
            plain.append(letter)
            starts.append(place)
            ends.append(place + 1)
    return "".join(plain), starts, ends


@lru_cache(maxsize=2048)
def _letters(character: str) -> str:
    if character.isascii() and character.isprintable() and character != "_":
        return character
    alike = _ALIKE.get(character)
    if alike is not None:
        return alike
    if unicodedata.category(character) in _UNSEEN or _VARIANTS.match(character):
        return ""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", character))
    return plain if plain.isprintable() or not plain else " " * len(plain)
