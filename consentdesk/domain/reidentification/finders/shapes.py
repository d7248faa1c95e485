"""Numbers that are told by their shape: of insurances, specimens, plates; and codes of which nobody says what
they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text


class _Shape(NamedTuple):
    """A form of number, written between no other letters or digits. `holds` checks its check digits."""

    kind: Kind
    form: str
    holds: Callable[[str], bool] = bool

    def numbers_in(self, plain: str) -> Iterator[re.Match[str]]:
        pattern = rf"(?<![\w.-]){self.form}(?![\w-])"
        return (match for match in re.finditer(pattern, plain) if self.holds(re.sub(r"[\W_]", "", match[0])))


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


_SOCIAL_SECURITY = (
    _Shape(Kind.OTHER, r"\d{3}-\d{2}-\d{4}"),  # United States
    _Shape(Kind.OTHER, r"[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d\d"),  # United States, Medicare
    _Shape(Kind.OTHER, r"[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"),  # United Kingdom
    _Shape(Kind.OTHER, r"\d{2} ?\d{6} ?[A-Z] ?\d{3}"),  # Germany
    _Shape(Kind.OTHER, r"\d\d/\d{8}/\d\d"),  # Spain
    _Shape(Kind.OTHER, r"(?:\d{8}|[XYZ]\d{7})[ -]?[A-Z]", dni_holds),  # Spain, identity card
    _Shape(Kind.OTHER, r"[12] ?\d\d ?(?:0[1-9]|1[0-2]) ?\d[\dAB] ?\d{3} ?\d{3}(?: ?\d\d)?"),  # France
)
_SHAPES = (
    *_SOCIAL_SECURITY,
    _Shape(Kind.OTHER, r"[A-Z]{1,3}[ -]?(?:\d\d|20\d\d)[-/]\d{3,6}(?:[-/. ]?[A-Z]?\d{0,2})?"),  # specimens
    _Shape(Kind.OTHER, r"[A-Z]{2,10}-\d{2,4}-\d{2,6}"),  # who takes part in a study
    _Shape(Kind.RECORD_NUMBER, r"\d{3,7}-\d{2,4}-[A-Z]"),
    _Shape(Kind.RECORD_NUMBER, r"\d{3}[ -]?\d{3}[ -]?\d{4}", nhs_number_holds),
    _Shape(Kind.ADDRESS, r"\d{5}-\d{4}"),  # United States, post code of nine figures
    _Shape(Kind.VEHICLE_OR_DEVICE_NUMBER, r"[A-HJ-NPR-Z0-9]{17}", vin_is_likely),
    _Shape(Kind.VEHICLE_OR_DEVICE_NUMBER, r"[A-Z]{2}\d\d ?[A-Z]{3}"),  # Great Britain
    _Shape(Kind.VEHICLE_OR_DEVICE_NUMBER, r"[A-Z]{2}-\d{3}-[A-Z]{2}"),  # France
)
_PLATES = (
    _Shape(Kind.VEHICLE_OR_DEVICE_NUMBER, r"[A-Z]{1,3}[- ][A-Z]{1,2} ?\d{1,4}"),  # Germany
    _Shape(Kind.VEHICLE_OR_DEVICE_NUMBER, r"\d{4} ?[B-DF-HJ-NP-TV-Z]{3}"),  # Spain
    _Shape(Kind.VEHICLE_OR_DEVICE_NUMBER, r"\d?[A-Z]{3}[- ]?\d{3,4}"),  # United States
)
_CODES = (
    _Shape(Kind.OTHER, r"(?=[A-Z\d-]*[A-Z])(?=(?:[A-Z-]*\d){4})[A-Z\d]{1,12}(?:-[A-Z\d]{1,12}){1,4}"),
    _Shape(Kind.RECORD_NUMBER, r"[A-Z]{1,3}\d{6,8}(?!\.\w)"),
    _Shape(Kind.RECORD_NUMBER, r"(?<![,/:])#?\d{6,10}(?![/:]|[.,]\d| ?(?:%|cells|U|IU|units)(?!\w))"),
)
_TIME_AFTER_A_DATE = re.compile(r"\d{8}[ T]$")
_LOOKED_AT_BEFORE = 24


def find_shaped_numbers(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Numbers told by their shape, by their check digits where they have some, and those of plates where the
    text speaks of vehicles."""
    if not text.has_figures:
        return
    of_vehicles = _PLATES if lexicon.pattern(r"\b(?:{vehicles})\b").search(text.plain) else ()
    for shape in (*_SHAPES, *of_vehicles):
        yield from (Found(shape.kind, *match.span()) for match in shape.numbers_in(text.plain))


def find_codes(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """What is left: codes of capital letters and four figures or more with dashes, and long numbers, of which
    nobody says what they are. Lots, and names that cameras give to files, are none."""
    if not text.has_figures:
        return
    for shape in _CODES:
        for match in shape.numbers_in(text.plain):
            if not _is_something_else(match, lexicon):
                yield Found(shape.kind, *match.span(), Grade.TOGETHER)


def _is_something_else(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a code is a lot, a gene, a round count, the time after a date, or begins as such things do."""
    before = match.string[max(0, match.start() - _LOOKED_AT_BEFORE) : match.start()]
    label = lexicon.pattern(r"(?:^|[^\w])(?:{not_codes})[ :.#-]*(?:no\.? ?)?$")
    first = re.split(r"[^A-Za-z]", match[0])[0]
    return bool(
        first.casefold() in lexicon.words("not_codes")
        or match[0].endswith("000")
        or _TIME_AFTER_A_DATE.search(before)
        or label.search(before)
    )
