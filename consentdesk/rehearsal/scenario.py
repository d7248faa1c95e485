"""A session to rehearse, described in a TOML file: who comes, what is asked, what is answered and signed.

The format is documented beside the bundled scenarios (`resources/demo/README.md`). Reading is strict, so that
a misspelt key is named and nothing is played that was not meant.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from math import cos, sin
from pathlib import Path
from typing import Any

from consentdesk.domain.codec import from_plain
from consentdesk.domain.masking import Fill
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.people import OVERRIDE, Capacity, Life
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.route import Route
from consentdesk.system.paths import resource_dir
from consentdesk.ui.masking.shapes import Tool


@dataclass(frozen=True)
class PatientPart:
    """`decides_alone` is the ground on which a minor does, one of the pack's or "override"; `reason` why the
    rules are departed from, for that and for a temporary lack of capacity."""

    given_name: str
    born: date
    family_name: str = ""
    record_number: str = ""
    capacity: Capacity = Capacity.NO_DOUBT
    developmental_disability: bool = False
    life: Life = Life.LIVING
    decides_alone: str = ""
    reason: str = ""


@dataclass(frozen=True)
class RepresentativePart:
    """`may_sign = false`: the adult present is not entitled; the session is held with `reason`."""

    name: str
    relationship: str = ""
    authority: str = ""
    may_sign: bool = True
    reason: str = ""


@dataclass(frozen=True)
class SupporterPart:
    kind: str
    name: str
    language: str = ""


@dataclass(frozen=True)
class ImagePart:
    """`file` is beside the scenario or bundled. `wanted = false`: taken out when it is shown. `kept = true`:
    kept since an earlier consent, and picked from those; these come before the others."""

    file: str
    label: str = ""
    wanted: bool = True
    kept: bool = False


@dataclass(frozen=True)
class DragPart:
    """One drag over a picture `through` two places or more, each [x, y] in hundredths of it."""

    through: tuple[tuple[int, ...], ...]
    tool: Tool = Tool.RECTANGLE
    fill: Fill = Fill.BLACK


@dataclass(frozen=True)
class MaskPart:
    """A photograph (its number) that is cropped or covered; what comes of it has the next free number."""

    image: int
    drags: tuple[DragPart, ...]


@dataclass(frozen=True)
class AnswerPart:
    """The answer for one image (its number, or 0 for all images) and one use. `answer` is "yes", "no" or
    "none" (left open)."""

    use: str
    answer: str
    image: int = 0
    outlet: str = ""
    until: str = ""
    event: str = ""


@dataclass(frozen=True)
class NoPart:
    image: int
    use: str


@dataclass(frozen=True)
class AssentPart:
    """`state` is "agrees", "dissents" or "not_possible" (with a reason). `noes` are single dissents."""

    state: str
    reason: str = ""
    noes: tuple[NoPart, ...] = ()
    may_be_named: bool = False


class Replying(StrEnum):
    """What happens to the questions about the explanation. `WRONG_ONCE`: the first one is answered wrongly,
    and rightly after reading again. `IF_ASKED`: nobody asks for them; where they come by themselves they are
    answered rightly."""

    IF_ASKED = ""
    RIGHT = "right"
    WRONG_ONCE = "wrong_once"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class CorrectionPart:
    """The newest record of a patient, as found by `patient`, is corrected; what is right stands in the
    scenario."""

    patient: str
    reason: str


@dataclass(frozen=True)
class WithdrawalPart:
    """Somebody withdraws one use of one image (its row in the patient's file) of a patient, as found by
    `patient`. `who` and `way` are as the page has them; `name` and `relationship` are for anybody but the
    patient, `known_by` for a call."""

    patient: str
    use: str
    image: int = 1
    who: str = "patient"
    way: str = "in_person"
    name: str = ""
    relationship: str = ""
    known_by: str = ""


@dataclass(frozen=True)
class CheckPart:
    """The patient's pictures are looked through for what identifies them before they leave for a use at an
    outlet, with these words. `seen` are the lines of the checklist that are not answered with no: "yes" or
    "hidden". What is found is taken out of the words where `take_out` says so, and else stays with this
    `reason`."""

    use: str
    outlet: str
    caption: str = ""
    title: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    take_out: bool = False
    reason: str = ""


@dataclass(frozen=True)
class ReleasePart:
    """The pictures of a patient, as found by `patient`, are let out for a use from the patient's file.
    `title` says where to in a few words; a use that appears somewhere has an `outlet`. `caption` goes with
    the first picture. Where a check is asked for on the way, nothing is seen, and what was found stays with
    this `reason`."""

    patient: str
    use: str
    title: str
    outlet: str = ""
    caption: str = ""
    reason: str = ""


@dataclass(frozen=True)
class IncidentPart:
    """Something is seen where it should not be, and is seen to until it is closed. `kind` of place and
    `where` are as the first page has them; the scenario's `images` are the screenshots. With a `patient`, as
    found by name or number, it begins from the pictures in their file, which were there for a `use` at an
    `outlet`. `written` is said of each factor, `risk` concluded; `people` are concerned."""

    kind: str
    where: str
    patient: str = ""
    use: str = ""
    outlet: str = ""
    risk_management: str = "Robin Muster"
    ethics_committee: str = "Kim Muster"
    written: str = "Looked into and written down."
    risk: str = "risk"
    people: int = 1


@dataclass(frozen=True)
class Scenario:
    """`signatures` maps a role (patient, representative, assent, interpreter) to "drawn", "dot", "none",
    or strokes: a list of lines, each a list of [x, y] in pixels of the pad. A role that is not named signs
    as "drawn". `one_signs` is why only one of two representatives does. `pack` is the bundled rule pack in
    use. `route` is how people agree; `witness` hears what is said aloud. `copy` is "printed", "saved" or
    "declined". `photography` is "yes", "no" or "" (not asked). `after` names scenarios that are played before
    it in the same vault. A `check` is made after the copy was given. With a `withdrawal`, a `release` or an
    `incident` no session is played, and `copy` is what becomes of its paper."""

    title: str
    today: Moment
    patient: PatientPart
    uses: tuple[str, ...]
    images: tuple[ImagePart, ...] = ()
    masks: tuple[MaskPart, ...] = ()
    answers: tuple[AnswerPart, ...] = ()
    representative: RepresentativePart | None = None
    second_representative: RepresentativePart | None = None
    one_signs: str = ""
    supporters: tuple[SupporterPart, ...] = ()
    assent: AssentPart | None = None
    route: Route = Route.SCREEN
    witness: str = ""
    signatures: dict[str, tuple[tuple[tuple[int, ...], ...], ...]] | None = None
    photography: str = ""
    questions: Replying = Replying.IF_ASKED
    copy: str = "saved"
    known_patient: bool = False
    pack: str = "us"
    after: tuple[str, ...] = ()
    correction: CorrectionPart | None = None
    withdrawal: WithdrawalPart | None = None
    release: ReleasePart | None = None
    incident: IncidentPart | None = None
    check: CheckPart | None = None

    def answer(self, image: int, use: str) -> AnswerPart | None:
        """The answer for an image's number: its own, else the one for all images."""
        own = [a for a in self.answers if a.use == use and a.image == image]
        return next(iter(own or [a for a in self.answers if a.use == use and a.image == 0]), None)

    def strokes(self, role: str) -> tuple[tuple[tuple[int, ...], ...], ...]:
        return (self.signatures or {}).get(role, DRAWN)


# loops from left to right, as a hand would write them
DRAWN = (
    tuple(
        (
            round(140 + 5.2 * n + 15 * sin(0.52 * n)),
            round(120 - (16 + 26 * sin(0.043 * n) ** 2) * cos(0.52 * n)),
        )
        for n in range(76)
    ),
)
DOT = (((150, 130),),)
_NAMED_SIGNATURES = {
    name: [[list(point) for point in line] for line in strokes]
    for name, strokes in {"drawn": DRAWN, "dot": DOT, "none": ()}.items()
}


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file. Raises Refusal `scenario_unreadable`, `scenario_wrong` (file, reason)."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise refuse("scenario_unreadable", file=path.name) from wrong
    try:
        scenario = from_plain(Scenario, _plain(tomllib.loads(text)))
        _require_ground(scenario.patient.decides_alone, bundled_pack(scenario.pack))
    except ValueError as wrong:
        raise refuse("scenario_wrong", file=path.name, reason=str(wrong)) from wrong
    return scenario


def bundled_pack(id: str) -> RulePack:
    """Raises ValueError where there is none of this name."""
    file = resource_dir() / "rulepacks" / f"{id}.toml"
    try:
        return parse_pack(file.read_text("utf-8"), file.name)
    except (OSError, Refusal) as wrong:
        raise ValueError(f"no rule pack {id} can be taken into use") from wrong


def _require_ground(ground: str, pack: RulePack) -> None:
    if ground not in ("", OVERRIDE, *pack.grounds):
        raise ValueError(f"{ground} is no ground on which a minor decides alone in {pack.id}")


def _plain(data: Any) -> Any:
    """TOML's own dates as text, named signatures as strokes, so that one strict reader does the rest."""
    if isinstance(data, dict):
        return {key: _signatures(item) if key == "signatures" else _plain(item) for key, item in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    if isinstance(data, datetime):
        return data.isoformat(timespec="milliseconds")
    return str(data) if isinstance(data, date) else data


def _signatures(given: Any) -> Any:
    if not isinstance(given, dict):
        raise ValueError("signatures must be a table")
    unknown = [s for s in given.values() if isinstance(s, str) and s not in _NAMED_SIGNATURES]
    if unknown:
        raise ValueError(f"a signature is drawn, dot, none or strokes, not {unknown[0]}")
    return {r: _NAMED_SIGNATURES[s] if isinstance(s, str) else s for r, s in given.items()}
