"""Towns, villages, islands and regions: known ones, and words with a capital after "from" and the like."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.reidentification.finders.siting import Siting, siting_of
from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
from consentdesk.domain.reidentification.languages import language_of
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_PLACE = (
    r"(?P<name>(?:(?:St|Saint|Sankt|San|Santa|Bad|Los|Las|La|Le|Les|El|Port|Mount|Upper|Lower|Great"
    r"|Little|North|South|East|West|New|Old|Isle of)\.? ){0,2}[A-Z][a-z'][\w'-]*(?:[ -](?:(?:on|upon"
    r"|under|in|by|le|la|les|de|del|de la|am|an der|im|ob der|sur|en|of|the|sous)[ -]){1,2}[A-Z][\w'-]+"
    r"|[ -][A-Z][a-z][\w'-]*){0,2})"
)
_SURE = rf"\b(?:{{before_place.sure}})(?: (?:the|der|la|el|los|las))? ?,? {_PLACE}"
_OF_A_ROLE = (
    rf"\b(?i:{{roles}}|{{occupations}}),? (?:of|on|in|at|for|von|auf|in|de|en|du|d')[ ]?(?:(?:the|la|el|le"
    rf"|les) )?{_PLACE}"
)
_SHAPED = (
    r"\b(?P<name>(?:(?:{place_words.first}) [A-Z][a-z][\w'-]*|[A-Z][a-z][\w'-]* (?:{place_words.last}))"
    r"(?: [A-Z][a-z]+)?)(?![\w'])"
)
_LOOSE = rf"\b(?:(?i:{{before_place.loose}})|(?i:{{before_place.before_in}}) in) {_PLACE}"
_IN = rf"\b(?i:in|on|at) {_PLACE}(?=[.,;)]|$)"
_PEOPLE_OF = (
    r"\b(?P<name>[A-Z][a-z]{3,20}) (?:residents?|natives?|villagers?|islanders?|floods?|Fair|Show"
    r"|Festival|Carnival|Regatta|Marathon|lighthouse|harbour|harbor|beach|market|regatta|marathon|farmer"
    r"|fisherman|tourist)\b"
)
_GERMAN = (
    r"\b(?i:{before_place.german}) (?P<name>(?:(?:Bad|Sankt|St\.|Gross|Klein|Ober|Unter|Neu|Alt)"
    r" ?)?[A-Z][\w-]*(?:{german_endings})(?:[ -](?:am|an der|im|ob der|a\.\s?d\.) ?[A-Z]\w+)?|Bad"
    r" [A-Z]\w+|Sankt [A-Z]\w+)\b"
)
_KNOWN = r"(?<![^\W_])(?<!-)(?P<name>{towns.uk|us|de|es|fr|world})(?![^\W_]|-[^\W\d])"
_ROMANCE = rf"(?:\b(?i:{{before_place.romance}}) |\bd'){_PLACE}"


def find_places(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Places smaller than a country or a state; none that only names a disease, score or method."""
    siting = siting_of(text, lexicon)
    yield from _after((_SURE, _OF_A_ROLE), siting, Grade.FEW)
    yield from _known(siting)
    if not text.says_little_by_case:
        yield from _after((_SHAPED, _PEOPLE_OF), siting, Grade.FEW)
        yield from _after(_grammars(text), siting, None)


def _after(grammars: tuple[str, ...], siting: Siting, grade: Grade | None) -> Iterator[Found]:
    for grammar in grammars:
        for match in siting.naming.lexicon.pattern(grammar).finditer(siting.naming.text.plain):
            if (span := siting.place_in(match, is_shaped=grammar is _SHAPED)) is not None:
                yield Found(Kind.PLACE, *span, grade)


def _grammars(text: Text) -> tuple[str, ...]:
    """What follows "in" in a language that writes other nouns small, or ends as towns do in one that does
    not."""
    language = language_of(text)
    if language == "de":
        return (_GERMAN,)
    return (_ROMANCE,) if language in ("es", "fr") else (_LOOSE, _IN)


def _known(siting: Siting) -> Iterator[Found]:
    for match in siting.naming.lexicon.pattern(_KNOWN).finditer(siting.naming.text.plain):
        start, end = match.span("name")
        if siting.means_known_town(start, end):
            named = siting.end_of_something_in(end)
            yield Found(Kind.INSTITUTION if named > end else Kind.PLACE, start, named)
