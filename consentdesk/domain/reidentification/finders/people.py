"""Names of people that the record does not know: after titles and credits, known given names, relatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from consentdesk.domain.reidentification.finders.naming import Naming, naming_of
from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text, folded

_CAP = r"(?:(?:Mc|Mac|O'|D'|d'|l')?[A-Z][a-z'-]+(?:-[A-Z][a-z]+)*|[A-Z]{3,})"
_INITIAL = r"(?:[A-Z]\.?)"
_PARTICLE = r"(?:(?:van|von|der|den|de|del|della|di|da|du|la|las|los|le|el|al|bin|ibn|zu|ter|ten|y|e) ){1,3}"
_NAME = (
    rf"(?:{_INITIAL}[ .-]{{0,2}}){{0,3}}(?:{_PARTICLE})?{_CAP}(?:[ -](?:{_INITIAL} )?"
    rf"(?:{_PARTICLE})?{_CAP}){{0,2}}"
)
_TITLED = rf"\b(?:{{titles}}|M(?=\. [A-Z]))(?![\w'])\.? (?:(?:{{titles}})\.? )*(?P<name>{_NAME})"
_TITLED_INITIAL = r"\b(?P<name>(?:{titles})\.? [A-Z](?:\. ?[A-Z])?(?:\.|\b))(?![\w'-]| ?[A-Z][a-z])"
_TITLED_SMALL = r"(?<![^\W_])(?:{file_titles})[ .](?P<name>[a-z]{3,}(?: (?!\w*\d)[a-z]{3,})?)\b"
_CREDITED = (
    rf"(?<![\w-])(?P<word>{{before_name}})(?:(?: ?(?:is|was|:|-|=|©|\(c\)))? |: ?|:? ?[\"'«„])"
    rf"(?P<name>{_NAME})"
)
_COPYRIGHT = rf"(?:©|\(c\)) ?(?:\d{{4}} )?(?P<name>{_NAME})"
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
_LISTED = rf"(?<![\w-])(?P<name>{_CAP}, (?P<given>[A-Z][a-z]+))\b"
_RELATED = rf"\b(?P<word>{{relatives}})(?:,| is| was| called| named|:)? ?,? [\"'«„(]?(?P<name>{_NAME})"
_RELATIVE_AFTER = (
    rf"\b(?P<name>{_NAME}),? (?:(?:the|his|her|their|die|der|la|el|le|sa|son|su) )(?P<word>{{relatives}})\b"
)
_RELATIVE_OF = rf"\b(?:{{relatives}}) (?:of|von|de|del|d')[ ]?(?:(?:{{titles}})\.? )*(?P<name>{_NAME})"
_FAMILY_AFTER = rf"\b(?P<name>{_CAP}(?:[ -]{_CAP})?)(?:'s|s')? (?:{{families.after}})\b"
_FAMILY_BEFORE = rf"\b(?:{{families.before}}) (?P<name>{_CAP}(?:[ -]{_CAP})?)"
_FAMILY_PLURAL = (
    r"\b(?:the|The) (?P<name>[A-Z][a-z]{2,}(?:son|ton|er|ley|man|ett|ard|ell|ham|ing|ini|ez|ski|sky|berg"
    r"|stein|wood|field|ford|land|ings|worth)s)\b(?! [A-Z])"
)


def find_relatives(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Names beside a word such as "mother" or "Bruder", and of families, unless they are the patient's."""
    naming = naming_of(text, lexicon)
    given = set(re.findall(r"[^\W\d_]+", folded(who.given_name)))
    for grammar in (_RELATED, _RELATIVE_OF, _RELATIVE_AFTER, _FAMILY_AFTER, _FAMILY_BEFORE, _FAMILY_PLURAL):
        for match in lexicon.pattern(grammar).finditer(text.plain):
            span = _without_common_words(match, naming)
            if (
                grammar is _FAMILY_AFTER
                and span is not None
                and _says_what_sort(text.plain[slice(*span)], lexicon)
            ):
                continue
            if span is not None and not given & set(folded(text.plain[slice(*span)]).split()):
                yield Found(Kind.RELATIVE, *span)


def _says_what_sort(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital before "family" or "twins" is an adjective or a count."""
    small = word.casefold()
    counts = lexicon.words("counts") | lexicon.words("fews") | lexicon.words("heads", "generic")
    return small in counts or small.endswith(
        ("ese", "ish", "ian", "ian-born", "al", "ive", "ical", "ined", "ected")
    )


def find_people(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Names after a title, a credit or "called"; a known given name, alone or with what follows it. Never the
    name of a sign or a disease."""
    naming = naming_of(text, lexicon)
    for grammar in (_TITLED, _COPYRIGHT, _CREDITED, _LISTED, _WITH_INITIAL, _ACTING):
        for match in lexicon.pattern(grammar).finditer(text.plain):
            if _is_credible(match, lexicon) and (span := _without_common_words(match, naming)) is not None:
                yield Found(Kind.NAME, *span, Grade.FEW)
    for match in lexicon.pattern(_TITLED_INITIAL).finditer(text.plain):
        yield Found(Kind.NAME, *match.span("name"))
    if text.is_file_name:
        for match in lexicon.pattern(_TITLED_SMALL).finditer(text.plain):
            if (span := _without_common_words(match, naming)) is not None:
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


def _without_common_words(match: re.Match[str], naming: Naming) -> tuple[int, int] | None:
    """The part of a match that is a name: the first words in a row that can be of one."""
    start, end = match.span("name")
    inside = [n for n, w in enumerate(naming.text.words) if start <= w.start < end]
    words = naming.text.words
    while inside and naming.is_no_name(inside[0]):
        inside.pop(0)
    kept = list(takewhile(lambda place: not naming.is_no_name(place), inside))
    while kept and words[kept[-1]].said == "s":
        kept.pop()
    if not kept or all(len(words[n].said) == 1 for n in kept) or naming.is_eponym(kept[-1]):
        return None
    last = words[kept[-1]].end
    return words[kept[0]].start, last


def _by_given_name(naming: Naming) -> Iterator[Found]:
    """Known given names that stand out by their capital, with the words with a capital that follow; in names
    of files, in small letters too."""
    text, lexicon = naming.text, naming.lexicon
    for place, word in enumerate(text.words):
        if word.folded not in lexicon.given_names or naming.is_place(place):
            continue
        last = naming.last_of_name(place)
        if text.is_file_name and text.says_little_by_case:
            if not naming.is_eponym(place):
                yield Found(Kind.NAME, *naming.span_in_file_name(place), Grade.FEW)
        elif word.said[0].isupper() and not text.says_little_by_case and not naming.is_eponym(last):
            yield Found(Kind.NAME, word.start, text.words[last].end, Grade.FEW)
