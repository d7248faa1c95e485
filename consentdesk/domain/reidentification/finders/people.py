"""Names of people that the record does not know: after titles and credits, and known given names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consentdesk.domain.reidentification.finders.naming import CAPITAL, NAME, Naming, naming_of
from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_TITLED = rf"\b(?:{{titles}}|M(?=\. [A-Z]))(?![\w'])\.? (?:(?:{{titles}})\.? )*(?P<name>{NAME})"
_TITLED_INITIAL = r"\b(?P<name>(?:{titles})\.? [A-Z](?:\. ?[A-Z])?(?:\.|\b))(?![\w'-]| ?[A-Z][a-z])"
_TITLED_SMALL = r"(?<![^\W_])(?:{file_titles})[ .](?P<name>[a-z]{3,}(?: (?!\w*\d)[a-z]{3,})?)\b"
_CREDITED = (
    rf"(?<![\w-])(?P<word>{{before_name}})(?:(?: ?(?:is|was|:|-|=|©|\(c\)))? |: ?|:? ?[\"'«„])"
    rf"(?P<name>{NAME})"
)
_COPYRIGHT = rf"(?:©|\(c\)) ?(?:\d{{4}} )?(?P<name>{NAME})"
_IN_CAPITALS = (
    re.compile(r"(?:^|[:;|] ?)(?P<name>[A-Z][A-Z' -]{3,30}, [A-Z][a-z]{2,30})(?!\w)"),
    re.compile(
        r"\b(?P<name>(?:Mc|Mac|O')(?!Burney|Murray|Gill|Cune|Grath|Kesson|Lagan|Intosh"
        r"|Ardle)[A-Z][a-z]{2,30})(?!\w)"
    ),
    re.compile(r"^(?P<name>[A-Z]\.[A-Z]\.)(?= |,)"),
    re.compile(
        r"\b(?i:pt|patient|patientin|paciente|boy|girl|man|woman|child|baby|initials|op|surgeon"
        r"|operator)[ :]+(?P<name>[A-Z]\.? ?[A-Z]\.)(?!\w)"
    ),
    re.compile(r"[\"«“](?P<name>(?:[A-Z]\.? ?){1,3} ?[A-Z]{3,30})[\"»”]"),
)
_ACTING = r"\b(?P<name>[A-Z][a-z]{2,20})(?= (?:{person_verbs})\b|'s (?:{belongings})\b)"
_WITH_INITIAL = r"(?<![\w.])(?P<name>[A-Z]\. ?[A-Z][a-z]{2,30}(?<!us|is|um|ii|li)(?:-[A-Z][a-z]+)?)(?!\w)"
_LISTED = rf"(?<![\w-])(?P<name>{CAPITAL}, (?P<given>[A-Z][a-z]+))\b"


def find_people(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Names after a title, a credit or "called"; a known given name, alone or with what follows it. Never the
    name of a sign or a disease."""
    naming = naming_of(text, lexicon)
    for grammar in (_TITLED, _COPYRIGHT, _CREDITED, _LISTED, _WITH_INITIAL, _ACTING):
        for match in lexicon.pattern(grammar).finditer(text.plain):
            if _is_credible(match, lexicon) and (span := naming.name_in(match)) is not None:
                yield Found(Kind.NAME, *span, Grade.FEW)
    for match in lexicon.pattern(_TITLED_INITIAL).finditer(text.plain):
        yield Found(Kind.NAME, *match.span("name"))
    if text.is_file_name:
        for match in lexicon.pattern(_TITLED_SMALL).finditer(text.plain):
            if (span := naming.name_in(match)) is not None:
                yield Found(Kind.NAME, *span)
    for pattern in _IN_CAPITALS:
        yield from (Found(Kind.NAME, *match.span("name")) for match in pattern.finditer(text.plain))
    yield from _by_given_name(naming)


def _is_credible(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether what introduces a name does so alone, or the name shows by itself that it is one."""
    parts = match.groupdict()
    given = parts.get("given")
    if given:
        return given.casefold() in lexicon.words("given")
    word = (parts.get("word") or "").casefold()
    if word not in lexicon.words("before_name", "weak"):
        return True
    words = re.findall(r"[A-Z][\w'-]*", match["name"])
    return words[0].casefold() in lexicon.words("given") or (len(words) > 1 and len(words[0]) == 1)


def _by_given_name(naming: Naming) -> Iterator[Found]:
    """Known given names that stand out by their capital, with the words with a capital that follow; in names
    of files, in small letters too."""
    text, lexicon = naming.text, naming.lexicon
    for place, word in enumerate(text.words):
        if word.folded not in lexicon.given_names:
            continue
        last = naming.last_of_name(place)
        if text.is_file_name and text.says_little_by_case:
            if not naming.is_eponym(place):
                yield Found(Kind.NAME, *naming.span_in_file_name(place), Grade.FEW)
        elif word.said[0].isupper() and not text.says_little_by_case and not naming.is_eponym(last):
            yield Found(Kind.NAME, word.start, text.words[last].end, Grade.FEW)
