"""What a finder hands in, and what each kind says by itself and can have done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from consentdesk.domain.reidentification.identifier import Grade, Kind, Remedy, Where, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

OUT = (Remedy.TAKE_OUT,)
CUT = (Remedy.CROP, Remedy.MASK)
_TOLD: dict[Kind, tuple[Grade, tuple[Remedy, ...]]] = {
    Kind.NAME: (Grade.ONE, OUT),
    Kind.RECORD_NUMBER: (Grade.ONE, OUT),
    Kind.PHONE: (Grade.ONE, OUT),
    Kind.EMAIL: (Grade.ONE, OUT),
    Kind.ADDRESS: (Grade.ONE, (Remedy.TAKE_OUT, Remedy.REGION)),
    Kind.PLACE: (Grade.TOGETHER, (Remedy.REGION, Remedy.TAKE_OUT)),
    Kind.INSTITUTION: (Grade.TOGETHER, (Remedy.REGION, Remedy.TAKE_OUT)),
    Kind.DATE: (Grade.TOGETHER, (Remedy.MONTH_OR_YEAR, Remedy.TAKE_OUT)),
    Kind.BIRTH_DATE: (Grade.FEW, (Remedy.AGE_BAND, Remedy.TAKE_OUT)),
    Kind.AGE_OVER_89: (Grade.FEW, (Remedy.AGE_BAND, Remedy.TAKE_OUT)),
    Kind.EXACT_AGE: (Grade.TOGETHER, (Remedy.AGE_BAND, Remedy.TAKE_OUT)),
    Kind.RARE_DIAGNOSIS: (Grade.FEW, OUT),
    Kind.UNIQUENESS_CLAIM: (Grade.FEW, OUT),
    Kind.OCCUPATION_OR_ROLE: (Grade.FEW, OUT),
    Kind.RELATIVE: (Grade.ONE, OUT),
    Kind.ACCOUNT_OR_URL: (Grade.ONE, OUT),
    Kind.VEHICLE_OR_DEVICE_NUMBER: (Grade.ONE, OUT),
    Kind.OTHER: (Grade.FEW, OUT),
    Kind.FACE: (Grade.ONE, CUT),
    Kind.EYES: (Grade.FEW, CUT),
    Kind.EYE_BAR: (Grade.ONE, CUT),
    Kind.TEXT_IN_PICTURE: (Grade.FEW, CUT),
    Kind.TATTOO: (Grade.ONE, CUT),
    Kind.JEWELLERY: (Grade.FEW, CUT),
    Kind.SCAR: (Grade.FEW, CUT),
    Kind.BIRTHMARK: (Grade.FEW, CUT),
    Kind.CLOTHING: (Grade.TOGETHER, CUT),
    Kind.ROOM: (Grade.TOGETHER, CUT),
    Kind.SCREEN: (Grade.ONE, CUT),
    Kind.LABEL: (Grade.ONE, CUT),
    Kind.PEDIGREE: (Grade.FEW, CUT),
    Kind.FINGERPRINT: (Grade.ONE, CUT),
    Kind.OTHER_MARK: (Grade.FEW, CUT),
}
_GONE_WITH_A_RELEASE = (Where.METADATA, Where.FILE_NAME)  # R25


class Found(NamedTuple):
    """A piece of a text's plain form that identifies. Without a grade it has the one of its kind."""

    kind: Kind
    start: int
    end: int
    grade: Grade | None = None


Finder = Callable[[Text, WhoIsShown, Lexicon], Iterator[Found]]
"""What looks through a text for one sort of thing. It hands in what is likeliest first."""


def grade_of(kind: Kind) -> Grade:
    """How strongly a kind points by itself."""
    return _TOLD[kind][0]


def remedies_for(kind: Kind, where: Where) -> tuple[Remedy, ...]:
    """What can be done about a kind where it was found; a release takes out metadata and file name itself."""
    if where in _GONE_WITH_A_RELEASE:
        return (Remedy.STRIPPED,)
    return CUT if where is Where.PICTURE else _TOLD[kind][1]
