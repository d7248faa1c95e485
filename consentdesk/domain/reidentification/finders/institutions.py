"""Clinics, schools, employers, clubs: names around the words for such things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

LEAST_LETTERS_WRITTEN_SMALL = 5
"""Shorter words for institutions are other words where they are written small: "as", "bar", "ch"."""

_CAP = r"(?:[A-Z][\w'-]{0,30}\.?|&)"
_OF_CAP = rf"(?: of (?:the )?{_CAP}(?: {_CAP}){{0,2}})?"
_SAINTS = r"\b(?:St|Saint)\.? [A-Z][a-z]+'s?(?!\w)(?! (?:{feast_ends}|{eponym_heads.after})\b)"
_ENGLISH = (
    rf"\b(?P<names>{_CAP}(?: (?:{_CAP}|of|the|and|for|on|upon|le)){{0,5}}) (?P<head>{{heads.en}})"
    rf"(?!\w){_OF_CAP}"
)
_ENGLISH_OF = rf"\b(?:{{of_heads.en}}) (?:the )?{_CAP}(?: {_CAP}){{0,3}}"
_SMALL = r"\b(?P<names>(?:[a-z][\w']+ ){1,4})(?P<head>{heads.strong})(?!\w)"
_GERMAN = (
    r"\b(?:[A-Z][\w.]{1,30}[ -]){0,3}(?P<head>[A-Z]\w{2,30}(?:{german.suffixes}))(?!\w)(?P<more>(?:[ -]"
    r"(?:{german.joined}))*(?:[ -][A-Z][\w-]{2,30}){0,2})"
)
_GERMAN_HEAD = (
    r"\b(?P<names>(?:[A-Z][\w-]{2,30} ){0,2})(?P<head>{german.heads})(?P<more>(?: "
    r"(?:{german.joined})\b\.?){0,3}(?: [A-Z][\w.-]{2,30}| \d{2,4}){1,3})"
)
_GERMAN_END = r"\b(?:[A-Z][\w&-]{1,30} ){1,4}(?:GmbH|AG|KG|e\. ?V|eG)(?!\w)"
_ROMANCE = (
    r"\b(?P<head>{romance.heads})(?P<more>(?: ?\b(?:{romance.joined})(?:\b|(?<=')) ?| ){1,4}"
    r"(?:[A-Z][\w'-]{1,30})(?:(?: |-)(?:(?:de|del|du|des|la|las|los|le|les|et|y|en|sur)"
    r" ){0,2}[A-Z][\w'-]{1,30}){0,3})"
)
_BY_CUE = (
    rf"\b(?:{{employment}}) (?:at|for|of|bei|im|en|a|chez) (?:the |der |la |el )?(?P<name>{_CAP}(?:"
    rf" {_CAP}){{0,3}}(?: & {_CAP})?)"
)
_BY_PREFIX = (
    rf"\b(?:HMP|HMYOI|RAF|HMS|USS|RNLI|USAF) {_CAP}(?: {_CAP})?|\b{_CAP} (?:& Sons?|& Daughters?|& Co|Bros"
    rf"|Brothers)(?!\w)"
)


def find_institutions(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Names with a word such as "Hospital", "Schule", "Colegio" or "Clinique" in them, and where somebody
    works or learns. A general word before it ("Eye Clinic", "the School") makes no name."""
    yield from _in_english(text, lexicon)
    for grammar in (_ENGLISH_OF, _GERMAN_END, _SAINTS, _BY_PREFIX):
        yield from (Found(Kind.INSTITUTION, *m.span()) for m in lexicon.pattern(grammar).finditer(text.plain))
    for grammar in (_GERMAN_HEAD, _ROMANCE, _GERMAN):
        for match in lexicon.pattern(grammar).finditer(text.plain):
            if _has_a_name(match, lexicon):
                yield Found(Kind.INSTITUTION, *match.span())
    if text.says_little_by_case:
        yield from _in_small_letters(text, lexicon)


def _in_english(text: Text, lexicon: Lexicon) -> Iterator[Found]:
    for match in lexicon.pattern(_ENGLISH).finditer(text.plain):
        start = _first_name(match, lexicon)
        if start is not None and not _is_common(match["head"], lexicon):
            yield Found(Kind.INSTITUTION, start, match.end())
    for match in lexicon.pattern(_BY_CUE).finditer(text.plain):
        first = match["name"].split()[0].casefold()
        if first not in lexicon.words("heads", "generic") and first not in lexicon.words("not_places"):
            yield Found(Kind.INSTITUTION, *match.span("name"))


def _first_name(match: re.Match[str], lexicon: Lexicon) -> int | None:
    """Where the name begins, after general words at its front; None when there are only such, and none comes
    after the head either."""
    general = lexicon.words("heads", "generic") | lexicon.words("titles")
    for word in re.finditer(r"\S+", match["names"]):
        if word[0].casefold().strip(".,'") not in general:
            return match.start("names") + word.start()
    after = match[0][match.end("head") - match.start() :]
    return match.start("head") if re.search(r"[A-Z]", after) else None


def _is_common(head: str, lexicon: Lexicon) -> bool:
    """Whether a head in small letters is an ordinary word after a capital: "Leg surgery"."""
    return head.islower() and head not in lexicon.words("heads", "small")


def _has_a_name(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a proper name stands before or after the head, which is not a short word in small letters."""
    if match["head"][0].islower() and len(match["head"]) < LEAST_LETTERS_WRITTEN_SMALL:
        return False
    words = re.findall(r"[A-Z][\w-]+|\d{4}", match[0].replace(match["head"], " ", 1))
    return any(word.casefold() not in lexicon.words("heads", "generic") for word in words)


def _in_small_letters(text: Text, lexicon: Lexicon) -> Iterator[Found]:
    """In names of files and in small letters: up to two words before a sure head that are not general."""
    generic = lexicon.words("heads", "generic") | lexicon.words("ordinary", "anatomy")
    for match in lexicon.pattern(_SMALL).finditer(text.plain):
        words = list(re.finditer(r"[a-z][\w']+", match["names"]))
        kept = len(words)
        while kept and len(words) - kept < 2 and words[kept - 1][0] not in generic:
            kept -= 1
        if kept < len(words):
            yield Found(Kind.INSTITUTION, match.start() + words[kept].start(), match.end())
