"""The bundled lexicon, and short ways to look through words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from consentdesk.domain.reidentification.identifier import Identifier, Kind, Where, WhoIsShown
from consentdesk.domain.reidentification.lexicon import parse_lexicon
from consentdesk.domain.reidentification.words import identifiers_in

FOLDER = Path(__file__).parents[3] / "resources" / "identifying"
LEXICON = parse_lexicon({file.stem: file.read_text("utf-8") for file in FOLDER.glob("*.toml")})
NOBODY = WhoIsShown("", "", None, "")
MIRA = WhoIsShown(
    "Mira Elizabeth",
    "Quillfeather-Ortiz",
    date(1987, 2, 3),
    "MRN-00482913",
    around=("Tobias Quillfeather",),
    staff=("Anneke Holtgrave",),
    clinic=("Elmbrook Skin Clinic", "14 Tanner Row", "Wexcombe WX1 4AB"),
)


def found_in(text: str, who: WhoIsShown = NOBODY, where: Where = Where.CAPTION) -> list[Identifier]:
    return list(identifiers_in(text, where, who, LEXICON))


def said(text: str, who: WhoIsShown = NOBODY, where: Where = Where.CAPTION) -> list[tuple[Kind, str]]:
    """Kinds and words of what is found, in order."""
    return [(one.kind, one.words) for one in found_in(text, who, where)]


def kinds(text: str, who: WhoIsShown = NOBODY, where: Where = Where.CAPTION) -> set[Kind]:
    return {one.kind for one in found_in(text, who, where)}
