"""Numbers that belong to one person, one thing or one sample: by the word before them, or by their shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
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
_LEAST_SIGNS = 4


class _Shape(NamedTuple):
    """A form of number that is told without a word before it. `holds` checks its check digits."""

    kind: Kind
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    near_vehicles: bool = False


_CODES = (
    (
        re.compile(
            r"(?<![\w.-])(?=[A-Z\d-]*[A-Z])(?=(?:[A-Z-]*\d){4})[A-Z\d]{1,12}(?:-[A-Z\d]{1,12}){1,4}(?![\w-])"
        ),
        Kind.OTHER,
    ),
    (re.compile(r"(?<![\w.-])[A-Z]{1,3}\d{6,8}(?![\w-]|\.\w)"), Kind.RECORD_NUMBER),
    (
        re.compile(r"(?<![\w.,/:-])#?\d{6,10}(?![\w/:-]|[.,]\d| ?(?:%|cells|U|IU|units)(?!\w))"),
        Kind.RECORD_NUMBER,
    ),
)


def nhs_number_holds(digits: str) -> bool:
    """Whether the last of ten digits checks the others, modulo 11."""
    total = sum(int(d) * (10 - n) for n, d in enumerate(digits[:9]))
    return len(digits) == 10 and (11 - total % 11) % 11 == int(digits[9])


def dni_holds(signs: str) -> bool:
    """Whether the letter of a Spanish identity number checks its digits."""
    digits = signs[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(digits) % 23] == signs[-1]


def vin_is_likely(signs: str) -> bool:
    """Whether seventeen letters and digits are mixed as in the number of a vehicle."""
    return 4 <= sum(c.isdigit() for c in signs) <= 15


_SHAPES = (
    _Shape(Kind.OTHER, re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")),  # United States, social security
    _Shape(
        Kind.OTHER, re.compile(r"(?<!\w)[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)")
    ),  # British national insurance
    _Shape(
        Kind.OTHER, re.compile(r"(?<!\w)[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d\d(?!\w)")
    ),  # Medicare
    _Shape(Kind.OTHER, re.compile(r"(?<!\w)(?:\d{8}|[XYZ]\d{7})[ -]?[A-Z](?!\w)"), dni_holds),
    _Shape(Kind.OTHER, re.compile(r"(?<!\w)\d{2} ?\d{6} ?[A-Z] ?\d{3}(?!\w)")),  # German pension insurance
    _Shape(
        Kind.OTHER,
        re.compile(r"(?<!\w)[12] ?\d\d ?(?:0[1-9]|1[0-2]) ?\d[\dAB] ?\d{3} ?\d{3}(?: ?\d\d)?(?!\w)"),
    ),
    _Shape(Kind.OTHER, re.compile(r"(?<!\w)\d\d/\d{8}/\d\d(?!\w)")),  # Spanish social security
    _Shape(
        Kind.OTHER,
        re.compile(r"(?<![\w-])[A-Z]{1,3}[ -]?(?:\d\d|20\d\d)[-/]\d{3,6}(?:[-/. ]?[A-Z]?\d{0,2})?(?![\w-])"),
    ),  # specimens
    _Shape(Kind.OTHER, re.compile(r"(?<![\w-])[A-Z]{2,10}-\d{2,4}-\d{2,6}(?![\w-])")),  # subjects of studies
    _Shape(Kind.RECORD_NUMBER, re.compile(r"(?<![\w-])\d{3,7}-\d{2,4}-[A-Z](?![\w-])")),
    _Shape(Kind.ADDRESS, re.compile(r"(?<![\w-])\d{5}-\d{4}(?![\w-])")),  # United States, nine figures
    _Shape(
        Kind.RECORD_NUMBER, re.compile(r"(?<![\w.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])"), nhs_number_holds
    ),
    _Shape(Kind.VEHICLE_OR_DEVICE_NUMBER, re.compile(r"(?<!\w)[A-HJ-NPR-Z0-9]{17}(?!\w)"), vin_is_likely),
    _Shape(
        Kind.VEHICLE_OR_DEVICE_NUMBER, re.compile(r"(?<![\w-])[A-Z]{2}\d\d ?[A-Z]{3}(?![\w-])")
    ),  # Great Britain
    _Shape(
        Kind.VEHICLE_OR_DEVICE_NUMBER, re.compile(r"(?<![\w-])[A-Z]{2}-\d{3}-[A-Z]{2}(?![\w-])")
    ),  # France
    _Shape(
        Kind.VEHICLE_OR_DEVICE_NUMBER,
        re.compile(
            r"(?<![\w-])(?:[A-Z]{1,3}[- ][A-Z]{1,2} ?\d{1,4}|\d{4} ?[B-DF-HJ-NP-TV-Z]{3}"
            r"|\d?[A-Z]{3}[- ]?\d{3,4})(?![\w-])"
        ),
        near_vehicles=True,
    ),
)


def find_labelled_numbers(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Numbers after words such as "MRN", "serial" or "study ID"; four signs at least, or two digits more than
    a count would have."""
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
    return len(signs) >= _LEAST_SIGNS and digits >= 3 and not re.fullmatch(r"(?:19|20)\d\d", signs)


def find_codes(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """What is left: codes of capital letters and four figures or more with dashes, and long numbers, of which
    nobody says what they are. Lots, and names that cameras give to files, are none."""
    if not text.has_figures:
        return
    not_codes = lexicon.pattern(r"(?:^|[^\w])(?:{not_codes})[ :.#-]*(?:no\.? ?)?$")
    for pattern, kind in _CODES:
        for match in pattern.finditer(text.plain):
            before = text.plain[max(0, match.start() - 24) : match.start()]
            first = re.match(r"[A-Za-z]*", match[0])
            named = first is not None and first[0].casefold() in lexicon.words("not_codes")
            if (
                not named
                and not re.search(r"\d{8}[ T]$", before)
                and not not_codes.search(before)
                and not match[0].endswith("000")
            ):
                yield Found(kind, *match.span(), Grade.TOGETHER)


def find_shaped_numbers(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Numbers told by their shape, by their check digits where they have some, and those of plates where the
    text speaks of vehicles."""
    if not text.has_figures:
        return
    vehicles = bool(lexicon.pattern(r"\b(?:{vehicles})\b").search(text.plain))
    for shape in _SHAPES:
        if shape.near_vehicles and not vehicles:
            continue
        for match in shape.pattern.finditer(text.plain):
            if shape.holds(re.sub(r"[\W_]", "", match[0])):
                yield Found(shape.kind, *match.span())
