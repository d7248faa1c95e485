"""Numbers that belong to one person, one thing or one sample, by the word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_TOKEN = (
    r"((?:[A-Z]{1,6} (?=\d))?(?=[A-Za-z./-]{0,12}\d)[A-Za-z0-9](?:[\w/-]|\.(?=\w)){1,28}(?:[ -]"
    r"(?=[A-Z]{0,3}\d)[A-Z0-9]{1,8}\b){0,5}(?: [A-Z]{1,3}\b)?)"
)
_LABELLED = (
    r"(?<![^\W_])(?:{%s})(?![^\W\d])(?:[ .-]{0,2}(?:{number_words})\b)?[. ]{0,2}(?:(?:is|was|:|#|=|-|\()"
    r" ?)?[#:]? ?" + _TOKEN
)
_OF_A_DEVICE = (
    r"\b(?:{device_words})\b[^.;,\d]{0,16}? ((?=[A-Z\d-]*[A-Z])(?=(?:[A-Z-]*\d){4})[A-Z\d]{2,12}"
    r"(?:-[A-Z\d]{1,12}){0,4})(?!\w)"
)
_LABELS = (
    ("account_labels", Kind.ACCOUNT_OR_URL),
    ("device_labels", Kind.VEHICLE_OR_DEVICE_NUMBER),
    ("record_labels", Kind.RECORD_NUMBER),
    ("other_labels", Kind.OTHER),
)
LEAST_SIGNS, LEAST_DIGITS = 4, 3  # fewer count something


def find_labelled_numbers(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Numbers after words such as "MRN", "serial" or "study ID", and codes after a device: four signs at
    least, three of them digits. Where several words fit, the longest says what it is."""
    if not text.has_figures:
        return
    found = [
        (match, kind)
        for table, kind in _LABELS
        for match in lexicon.pattern(_LABELLED % table).finditer(text.plain)
        if _tells_enough(match[1])
    ]
    for match, kind in sorted(found, key=lambda one: one[0].start() - one[0].end()):
        yield Found(kind, *match.span(1))
    for match in lexicon.pattern(_OF_A_DEVICE).finditer(text.plain):
        yield Found(Kind.VEHICLE_OR_DEVICE_NUMBER, *match.span(1))


def _tells_enough(token: str) -> bool:
    signs = re.sub(r"[\W_]", "", token)
    digits = sum(c.isdigit() for c in signs)
    return len(signs) >= LEAST_SIGNS and digits >= LEAST_DIGITS and not re.fullmatch(r"(?:19|20)\d\d", signs)
