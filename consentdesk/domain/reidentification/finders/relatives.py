"""Names of relatives and families that the record does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consentdesk.domain.reidentification.finders.naming import CAPITAL, NAME, naming_of
from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text, folded

_RELATED = rf"\b(?P<word>{{relatives}})(?:,| is| was| called| named|:)? ?,? [\"'«„(]?(?P<name>{NAME})"
_RELATIVE_AFTER = (
    rf"\b(?P<name>{NAME}),? (?:(?:the|his|her|their|die|der|la|el|le|sa|son|su) )(?P<word>{{relatives}})\b"
)
_RELATIVE_OF = rf"\b(?:{{relatives}}) (?:of|von|de|del|d')[ ]?(?:(?:{{titles}})\.? )*(?P<name>{NAME})"
_FAMILY_AFTER = rf"\b(?P<name>{CAPITAL}(?:[ -]{CAPITAL})?)(?:'s|s')? (?:{{families.after}})\b"
_FAMILY_BEFORE = rf"\b(?:{{families.before}}) (?P<name>{CAPITAL}(?:[ -]{CAPITAL})?)"
_ADJECTIVES = ("ese", "ish", "ian", "al", "ive", "ined", "ected")
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
            span = naming.name_in(match)
            if span is None or given & set(text.plain[slice(*span)].casefold().split()):
                continue
            if grammar is not _FAMILY_AFTER or not _says_what_sort(text.plain[slice(*span)], lexicon):
                yield Found(Kind.RELATIVE, *span)


def _says_what_sort(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital before "family" or "twins" is an adjective or a count."""
    counts = lexicon.all_of("counts", "fews") | lexicon.words("heads", "generic")
    return word.casefold() in counts or word.endswith(_ADJECTIVES)
