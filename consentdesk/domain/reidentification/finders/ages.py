"""Ages finer than a year, and ages over 89."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_COUNT = r"(?<![\d./,-])(?:\d{1,3}|\b(?:{counts}))(?:[.,]5|[ -]and[ -]a[ -]half| ?(?:to|-) ?\d{1,2})?"
_FINE = r"[ -]?(?:{fine_units})\b"
_OLD = r"[ -](?:{old})\b"
_MORE = rf"(?:(?:,| and| und| y| et)? {_COUNT}{_FINE})?"
_NO_SPAN_FOLLOWS = r"(?![ -]?(?:{spans.after})\b)"
_EXACT = (
    rf"(?<![\d./,-])\d{{1,3}}[ -]?(?:{{year_units}})\b(?:,| and| und| y| et)?[ -]?\d{{1,2}}[ -]?"
    rf"(?:{{month_units}})\b(?:{_OLD})?{_NO_SPAN_FOLLOWS}",
    rf"\b{_COUNT}{_FINE}{_MORE}{_OLD}",
    rf"\b(?:{{aged}})[ :]+(?P<age>{_COUNT}{_FINE}{_MORE})(?:{_OLD})?",
    rf"\b(?:{{people}}),? (?:(?:of|aged|de|von|mit) )?\(?(?P<age>{_COUNT}{_FINE}{_MORE}){_NO_SPAN_FOLLOWS}",
    rf"\b{_COUNT}[ -]?(?:day|week|month|mth|wk)s?[ -](?:{{babies}})\b",
    r"(?<![\d./])(?:\d{1,2}|\b(?:{counts})) ?-? ?(?:{adjectives})\b",
    r"(?i:\bday (?:of life )?\d{1,2} of life\b|\b[DJ] ?\d{1,2} (?:of life|de vie|de vida)\b|\bDOL"
    r" ?\d{1,3}\b|\bLebenstag \d{1,2}\b|\b\d{1,2}\. Lebenstag\b)",
    r"\b(?i:day|week|month|fortnight)[ -]old\b",
    r"(?<![\d./])\d{1,2} ?[dwm][ -]?(?:old|o|(?:{babies}))\b",
    rf"{_COUNT}{_FINE},? (?:male|female|boy|girl|[MF])\b(?!-)",
    r"\b(?:{babies}),? \(?(?P<age>(?i:day|Tag|jour|dia) ?\d{1,2})\b|(?<!\w)(?i:day) \d{1,2}(?= "
    r"(?:{babies})\b)",
    r"(?<![\d./])\d{1,2}/(?:7|52|12)[ -](?i:old|of age|(?:{babies}))\b",
    r"(?i:\baged?|\b(?:{babies})),? (?P<age>\d{1,2}/(?:7|52|12))(?!\d)",
    r"(?<![\d./])\d{1,2}(?:[.,]5| ?1/2| 1⁄2|1⁄2|[ -]and[ -]a[ -]half)[ -]?(?:{year_units})[ -]?old\b",
)
_NINETY = r"(?<![\d./,:-])(?:9\d|1[01]\d)(?![\d+.,]\d|[%°+]|\d)"
_YEARS = r"(?i:years?|yrs?|y/o|y\.o\.?|yo|y|jahre?n?|jahrig\w{0,2}|anos|ans)"
_NO_UNIT = (
    r"(?! ?(?:%|kg|cm|mm|mg|ml|bpm|min|days?|weeks?|months?|hours?|degrees|tage?n?|wochen|dias|semanas"
    r"|meses|jours|semaines|mois)\b|[/%°+-])"
)
_OVER_89 = (
    rf"{_NINETY}[ -]?{_YEARS}(?:[ -]old)?(?!\w)",
    rf"\b(?:{{aged}})[ :]+(?P<age>{_NINETY}){_NO_UNIT}",
    rf"\b(?:{{people}}),? (?:(?:of|aged|de|von|at|is) )?(?P<age>{_NINETY}){_NO_UNIT}",
    rf"{_NINETY} ?[MFmf]\b(?!/)",
    r"\b(?i:mrs?|ms|miss|frau|herr|sra?|mme|m)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?,? \(?(?P<age>(?:9\d"
    r"|10\d))\b(?![\d/%])",
    r"\b(?:{ninety_up})(?:[ -](?:years?|Jahren?|anos|ans)\b(?:[ -]old)?|-?jahrige?[rsnm]?\b)",
    r"\b(?:{aged}|turned|turning|nearly|almost|at)[ :]+(?P<age>{ninety_up})\b(?! ?(?:%|percent|kg|cm|mm"
    r"|mg|ml|days?|weeks?|degrees|minutes))",
    r"\b(?i:turned|turning|turns|celebrated (?:her|his|their)) (?P<age>(?:9\d|1[01]\d)(?:th)?)(?! ?(?:%"
    r"|kg|cm|mm|mg|ml|days?|weeks?|degrees|bpm|min|/)|[\d.%°+])",
    r"(?<!\w)[MF] ?9\d(?![\d%.,/]|\w| ?(?:kg|cm|mm|mg|ml|bpm))|(?<![\d.,/])9\da(?!\w)|(?<!\d)(?:9\d"
    r"|10\d)\. Lebensjahr",
    r"\b(?i:her|his|their) (?:9\d|1[01]\d)th\b(?! (?:day|week|visit|operation))",
    r"\b(?:{very_old})\b",
)


def find_ages(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Ages in days, weeks and months, years with months or halves; ages from 90, in figures and words. Spans
    of time since something and weeks of gestation are no ages."""
    for grammars, kind in ((_EXACT, Kind.EXACT_AGE), (_OVER_89, Kind.AGE_OVER_89)):
        for grammar in grammars:
            pattern = lexicon.pattern(grammar)
            part = "age" if "age" in pattern.groupindex else 0
            yield from (Found(kind, *match.span(part)) for match in pattern.finditer(text.plain))
