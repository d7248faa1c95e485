"""Dates finer than a year, in figures and words, feast days and seasons of a year; days of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_YEAR = r"(?:(?:19|20)\d\d)(?!\d)"
_SHORT_YEAR = r"(?:'?\d\d(?![\d:%]))"
_DAY = r"(?<![\d.,/])[0-3]?\d(?:st|nd|rd|th|er|o|°|\.)?"
_DAY_ALONE = _DAY.replace(",/", ",")
_GAP = r"(?:[ .,/-]{0,2}|,? (?:of|de|del|in|the) )"
_MONTH = r"(?:{months})(?![^\W\d])\.?"
_WORDED = (
    rf"(?:(?<![\d.,/])\d{{1,2}} ?[/&] ?)?(?:{_DAY_ALONE}|\b(?:{{day_words}}))(?: ?- ?{_DAY})?{_GAP}"
    rf"(?P<month>{_MONTH})(?:{_GAP}(?:{_YEAR}"
    rf"|{_SHORT_YEAR}))?",
    rf"\b(?P<month>{_MONTH})(?: the)?[ -](?:{_DAY}(?![\d:]| ?(?:%|mg|ml|cm|mm|kg|years?|months?|weeks?"
    rf"|days?)))(?:[ ,-]{{1,2}}{_YEAR})?",
    rf"\b(?P<month>{_MONTH})(?:[ ,./-]{{0,2}}|,? (?:of|de|del) ){_YEAR}",
    rf"\b(?P<month>{_MONTH})(?: ?'|-)\d\d(?!\d)",
    rf"(?<!\d){_YEAR}[ -]?(?P<month>{_MONTH})(?:[ -]{_DAY})?",
)
_PLAIN = (
    rf"\b(?:(?:early|mid|late)[ -])?(?:{{seasons}})(?: of| de| del| of the year|,)? ?(?:{_YEAR}"
    rf"(?:[/-]\d\d)?|'\d\d)",
    r"\b(?:{feasts})\b(?! (?:{eponym_heads.after}|tree|trees|egg|eggs|card|lights|cactus|rose)\b)(?:,? "
    r"(?:19|20)\d\d\b)?",
    r"(?<![\w.])[0-3]?\d[./ -](?:i{1,3}|iv|v|vi{1,3}|ix|x|xi{1,2}|I{1,3}|IV|V|VI{1,3}|IX|X|XI{1,2})[./ -]"
    r"(?:(?:19|20)\d\d|\d\d)(?!\w)",
    r"\b(?i:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:week|weekend|(?:{weekdays})) (?:of|in) "
    r"(?:{months})\b(?: (?:19|20)\d\d)?",
    r"\b(?:{weekdays}),? (?:the )?[0-3]?\d(?:st|nd|rd|th)\b",
)
_FIGURES = re.compile(
    r"(?<![\d./-])(?<!\bat )(?:"
    r"(?P<d>\d{1,2})(?P<s>[./-] ?)(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)(?P<s2>[./ -])(?P<m2>\d{1,2})(?P=s2)(?P<d2>\d{1,2})"
    r"|(?P<y3>(?:19|20)\d\d)(?P<m3>0[1-9]|1[0-2])(?P<d3>[0-3]\d)(?:T?\d{4,6})?"
    r"|(?P<d4>[0-3]\d)(?P<m4>0[1-9]|1[0-2])(?P<y4>(?:19|20)\d\d)"
    r"|(?P<d7>\d\d) (?P<m7>\d\d) (?P<y7>(?:19|20)\d\d|\d\d)"
    r"|(?P<m5>0?[1-9]|1[0-2])[/.-](?P<y5>(?:19|20)\d\d)"
    r"|(?P<y6>(?:19|20)\d\d)[-/](?P<m6>0[1-9]|1[0-2])"
    r")(?![\d/]|[.-]\d)"
)
_SIX_FIGURES = re.compile(r"(?<![^\W_])(\d\d)(\d\d)(\d\d)(?![^\W_])")
_BARE_DAY = (
    r"\b(?i:on|by|since|until|till|from|before|after) (?P<day>the [0-3]?\d(?:st|nd|rd|th))\b"
    r"(?! (?:{anatomy}|{fine_units}|ray|rays|rib|nerve|metacarpal|metatarsal|metatarsals|phalanx|digit"
    r"|web|decade|time|attempt"
    r"|case|visit|centile|percentile|century|year|years|degree|grade|stage|operation|dose|cycle|session"
    r"|floor|edition|one|set))"
)
_DAY_AND_MONTH = re.compile(
    r"(?i:\b(?:on|dated|seen|am|vom|zum|el|le|du|del)) (?P<both>\d{1,2}[./]\d{1,2}(?:\.(?!\d)|(?![\d./%]|"
    r" ?(?:mm|cm))))"
)
_SMALL_IS_NO_MONTH = {"may", "march", "mar", "sep", "dec", "dic", "ene", "ago", "mars"}
BEFORE_A_BIRTH_DAY = 40


def find_dates(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Days, days of a month, months and seasons of a year, feast days. A year alone, a month alone and a day
    of the week tell too little. After "born" and the like it is a day of birth."""
    born = lexicon.pattern(
        r"(?:\b(?:{birth_words})|\*|\bturns \d{1,2}|(?<!\w)[MFW],? $)[ .:,(-]*(?:(?:on|the|am|im|in|el|le"
        r"|en|it|was)[ .:]+){0,2}$"
    )
    for start, end in _spans(text, lexicon):
        before = text.plain[max(0, start - BEFORE_A_BIRTH_DAY) : start]
        if _is_the_birth_day(text.plain[start:end], who.born, lexicon):
            yield Found(Kind.BIRTH_DATE, start, end, Grade.ONE)
        else:
            is_birth = born.search(before) or _stands_after_a_name(before, lexicon)
            yield Found(Kind.BIRTH_DATE if is_birth else Kind.DATE, start, end)


def _stands_after_a_name(before: str, lexicon: Lexicon) -> bool:
    """Whether a date in brackets follows a word that can be a family name."""
    match = re.search(r"\b[A-Z]\.? (?P<name>[A-Z][a-z]{2,})'? \($", before)
    return match is not None and match["name"].casefold() not in lexicon.words("never_names")


def _is_the_birth_day(said: str, born: date | None, lexicon: Lexicon) -> bool:
    """Whether a date with a month in words is the day of birth, or its day and month."""
    months = lexicon.meanings.get("months", {})
    named = [months[word.casefold()] for word in re.findall(r"[^\W\d_]+", said) if word.casefold() in months]
    figures = [int(number) for number in re.findall(r"\d+", said)]
    if born is None or len(named) != 1 or named[0] != f"m{born.month:02}" or born.day not in figures:
        return False
    figures.remove(born.day)
    return all(number in (born.year, born.year % 100) for number in figures)


def _spans(text: Text, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    yield from (m.span() for m in _FIGURES.finditer(text.plain) if _is_a_date(m))
    if text.is_file_name:
        yield from (m.span() for m in _SIX_FIGURES.finditer(text.plain) if _is_a_short_date(m))
    for grammar in _WORDED:
        for match in lexicon.pattern(grammar).finditer(text.plain):
            if _means_a_month(match):
                yield match.span()
    for grammar in _PLAIN:
        yield from (match.span() for match in lexicon.pattern(grammar).finditer(text.plain))
    yield from (m.span("day") for m in lexicon.pattern(_BARE_DAY).finditer(text.plain))
    for match in _DAY_AND_MONTH.finditer(text.plain):
        if _can_be(*map(int, re.findall(r"\d+", match["both"]))):
            yield match.span("both")


def _is_a_date(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    day = next((parts[name] for name in ("d", "d2", "d3", "d4", "d7") if parts[name]), "1")
    month = next(parts[name] for name in ("m", "m2", "m3", "m4", "m5", "m6", "m7") if parts[name])
    return _can_be(int(day), int(month))


def _is_a_short_date(match: re.Match[str]) -> bool:
    """Whether six figures are a day, a month and a year of this century, or these from behind."""
    first, month, last = (int(match[n]) for n in (1, 2, 3))
    return 1 <= month <= 12 and ((1 <= first <= 31 and last <= 40) or (first <= 40 and 1 <= last <= 31))


def _can_be(one: int, other: int) -> bool:
    """Whether two figures are a day and a month in either order."""
    return 1 <= min(one, other) <= 12 and max(one, other) <= 31


def _means_a_month(match: re.Match[str]) -> bool:
    """Whether a word in small letters is a month and not a verb: with a year it is, and after "de"."""
    month = match["month"].rstrip(".")
    if month not in _SMALL_IS_NO_MONTH or re.search(r"(?:19|20)\d\d", match[0]):
        return True
    return month == "mars" and match[0][0].isdigit()
