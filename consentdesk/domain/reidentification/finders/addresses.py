"""Streets with houses, post codes, box numbers; what the record says of the clinic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from consentdesk.domain.reidentification.finders.siting import siting_of
from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text, folded

_CAP = r"[A-Z][\w'-]{1,30}"
_BRITISH_CODE = r"(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
_AMERICAN_CODE = r"[A-Z]{2} \d{5}(?:-\d{4})?"
_FLAT = r"(?:(?:Flat|Apt|Apartment|Unit|Suite|Room)\.? ?\w{1,5},? )?"
_TOWN_AND_CODE = rf"(?:,? {_CAP}(?: {_CAP}){{0,2}})?,? (?:{_BRITISH_CODE}|{_AMERICAN_CODE})(?!\w)"
_FORMS = (
    rf"(?<![\w.]){_FLAT}\d{{1,5}}[A-Za-z]?,? (?:{_CAP} ){{1,3}}(?:{{streets.en}})\b(?:{_TOWN_AND_CODE})?",
    rf"(?<![\w.])(?:{_CAP} ){{1,3}}(?:{{streets.whole}})(?!\w)(?:{_TOWN_AND_CODE})?",
    rf"\b(?:{_CAP}[ -]){{0,2}}\w{{2,30}}(?:{{streets.german}})\.?[ -]?\d{{1,4}}[a-z]?(?!\w)(?:,? \d{{5}}"
    rf" {_CAP})?",
    rf"\b(?:{_CAP}[ -]){{1,2}}(?:{{streets.german_word}})\.? \d{{1,4}}[a-z]?(?!\w)(?:,? \d{{5}} {_CAP})?",
    r"\b(?:Am|An der|Im|Zum|Auf dem|Unter den|Hinter der|Vor dem) [A-Z]\w{2,30} \d{1,4}[a-z]?(?!\w| ?(?:%"
    r"|mm|cm|mg|ml|Tage|Wochen|Monate|Jahre|Stunden|Uhr))",
    rf"(?:\b(?:{{streets.es}})|\b[cC]/) ?(?:(?:de|del|la|las|los|el|San|Santa) ){{0,3}}{_CAP}(?: (?:de "
    rf"|del |la )?{_CAP}){{0,3}}(?:,? (?:n\.?o? ?)?\d{{1,4}}(?!\w))?",
    rf"(?<![\w.])\d{{1,4}}(?: ?bis| ?ter)?,? (?:{{streets.fr}}) (?:(?:de|du|des|la|le|les|d'|l'|de"
    rf" l')[ ]?){{0,3}}{_CAP}(?:[ -]{_CAP}){{0,3}}(?:,? \d{{5}} {_CAP})?",
    rf"\b(?:{{streets.fr_sure}}) (?:(?:de|du|des|la|le|les|d'|l')[ ]?){{1,3}}{_CAP}(?:[ -]{_CAP}){{0,3}}",
    r"\b(?i:p\.?o\.? box|postfach|apartado de correos|apartado|boite postale|bp) \d{1,6}\b",
    rf"(?<!\w){_BRITISH_CODE}(?!\w)",
    rf"(?<!\w){_AMERICAN_CODE}(?!\w)",
    r"\b(?i:zip|postcode|post code|zip code|plz|postleitzahl|codigo postal|cp|c\.p\.|code"
    r" postal)[ :.]{1,3}(?:[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?|\d{5}(?:-\d{4})?)(?!\w)",
    rf"(?:(?<=[,(] )|(?<=^)|(?<=\b(?:in|de|en) )|(?<=[DFEA]-))\d{{5}} {_CAP}(?:[ -]{_CAP}){{0,2}}",
)


def find_addresses(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Streets with a house number, in four languages; names of streets in English; post codes."""
    for grammar in _FORMS:
        for match in lexicon.pattern(grammar).finditer(text.plain):
            yield Found(Kind.ADDRESS, *match.span())


def find_own_clinic(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """The clinic's name, its address line by line, and its town, from the record; with the words with a
    capital that follow, a town names something in it."""
    siting = siting_of(text, lexicon)
    for kind, pattern in _clinic(who.clinic):
        for match in pattern.finditer(text.plain):
            named = siting.end_of_something_in(match.end()) if kind is Kind.PLACE else match.end()
            yield Found(Kind.INSTITUTION if named > match.end() else kind, match.start(), named)


@lru_cache(maxsize=16)
def _clinic(lines: tuple[str, ...]) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The first line names the clinic; of the others, those with figures are an address, and their words
    without figures are its town, as a line without any is."""
    if not lines:
        return ()
    found = [(Kind.INSTITUTION, lines[0])]
    for line in (part.strip() for whole in lines[1:] for part in whole.split(",")):
        has_figures = any(c.isdigit() for c in line)
        found.append((Kind.ADDRESS if has_figures else Kind.PLACE, line))
        if has_figures and (
            town := re.match(r"^([^\d,]{3,}?) [A-Z]{0,2}\d", line)
            or re.search(r"\d{4,5} ([^\d,]{3,})$", line)
        ):
            found.append((Kind.PLACE, town[1]))
    return tuple((kind, _any_spacing(name)) for kind, name in found if len(name) > 2)


def _any_spacing(name: str) -> re.Pattern[str]:
    words = re.findall(r"[^\W_]+", folded(name))
    return re.compile(
        rf"(?i)(?<![^\W_]){'[^^a-z0-9]{1,3}'.replace('^^', '^').join(map(re.escape, words))}(?![^\W_])"
    )
