"""May this image be used for this, there? The gate that every use goes through (R24).

It fails closed: allowed is only what nothing speaks against, and each thing that does is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from consentdesk.domain.damage import Hurt, plainly
from consentdesk.domain.lines import Finding, ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry, OutletKind, RulePack
from consentdesk.domain.permission import Past, Verdict, all_said, once_erased, permitted, with_gap
from consentdesk.domain.refusals import Problem
from consentdesk.domain.reidentification.check import Checked
from consentdesk.domain.reidentification.counting import Wanted, why_not
from consentdesk.domain.withdrawal import Ending


class Remedy(StrEnum):
    """What would turn a no into a yes, where anything does."""

    ASK = "ask"  # in a new consent
    ASK_ANEW = "ask_anew"  # only if whoever decides wants it otherwise now
    ASK_NEW_ADULT = "ask_new_adult"  # the patient, who has come of age (R14)
    ASK_FOR_OUTLET = "ask_for_outlet"  # or choose one that the yes names
    NAME_OUTLET = "name_outlet"
    CHOOSE_USE = "choose_use"
    TAKE_IN = "take_in"  # the picture, in a session, and ask
    SETTLE = "settle"  # who was entitled to have it held back (R29)
    REVIEW_GAP = "review_gap"
    MEND = "mend"
    RUN_CHECK = "run_check"  # look through it for what identifies the patient (R26)
    SECOND_PERSON = "second_person"  # has to agree, who did not check it (R27)
    NOTHING = "nothing"


REMEDIES: Mapping[str, Remedy] = MappingProxyType(
    {
        "not_asked": Remedy.ASK,
        "corrected": Remedy.ASK,
        "expired": Remedy.ASK,
        "refused": Remedy.ASK_ANEW,
        "patient_said_no": Remedy.ASK_ANEW,
        "withdrawn": Remedy.ASK_ANEW,
        "frozen_at_majority": Remedy.ASK_NEW_ADULT,
        "outlet_not_covered": Remedy.ASK_FOR_OUTLET,
        "outlet_not_named": Remedy.NAME_OUTLET,
        "use_unknown": Remedy.CHOOSE_USE,
        "image_unknown": Remedy.TAKE_IN,
        "suspended": Remedy.SETTLE,
        "restored_gap_not_reviewed": Remedy.REVIEW_GAP,
        "image_may_be_damaged": Remedy.MEND,
        "reidentification_not_checked": Remedy.RUN_CHECK,
        "reidentification_check_old": Remedy.RUN_CHECK,
        "words_not_checked": Remedy.RUN_CHECK,
        "second_person_declined": Remedy.RUN_CHECK,
        "second_person_missing": Remedy.SECOND_PERSON,
        "image_erased": Remedy.NOTHING,
    }
)
"""For every reason that the gate can give."""

_HURTS_ALL = (Hurt.FACT, Hurt.LIST, Hurt.DATABASE)


@dataclass(frozen=True)
class KnownImage:
    """All that is known of an image and that its uses depend on; `checks` only where a use needs one."""

    line: ImageLine
    history: tuple[Past, ...] = ()
    endings: tuple[Ending, ...] = ()
    checks: tuple[Checked, ...] = ()


@dataclass(frozen=True)
class House:
    """What counts for every image alike, at a moment: the rules, the outlets known here, whether the vault
    was restored and nobody reviewed the gap, and what the last check of the vault found damaged. `clock` is
    what the clock shows, where that is not `at`."""

    pack: RulePack
    register: Sequence[OutletEntry]
    at: Moment
    gap: bool = False
    findings: tuple[Finding, ...] = ()
    clock: Moment | None = None


def now_for(house: House, image: KnownImage | None) -> House:
    """The house now, as an image is asked about: after everything that was said of it."""
    if image is None:
        return house
    return replace(house, at=all_said(house.at, image.history, image.endings), clock=house.at)


def was_allowed(house: House, image: KnownImage | None, use: str, outlet: str) -> Verdict:
    """Whether a use was permitted at the house's moment, by what was said until then (R39)."""
    if image is None:
        return Verdict((Problem("image_unknown"),))
    line, at = image.line, house.at
    verdict = permitted(house.pack, house.register, image.history, use, outlet, at, image.endings)
    if line.erased_at is not None and line.erased_at.utc <= at.utc:
        verdict = once_erased(verdict, line.erased_at)
    return with_gap(verdict, use) if house.gap else verdict


def is_allowed(house: House, image: KnownImage | None, use: str, outlet: str, words: str = "") -> Verdict:
    """Whether an image may be used now: as `was_allowed`, and nothing of it is damaged, and its
    re-identification check counts where the use needs one (R26), for these `words` (their hash) where there
    are any."""
    verdict, check = was_allowed(house, image, use, outlet), ""
    more: list[Problem] = []
    if image is not None and any(hits(finding, image.line) for finding in house.findings):
        more.append(Problem("image_may_be_damaged"))
    if needs_check(house.pack, use):
        counting, lacking = _checked(house, image, use, outlet, words)
        more += lacking
        check = counting.id if counting else ""
    return Verdict((*verdict.reasons, *more), verdict.record, verdict.until, check)


def needs_check(pack: RulePack, use: str) -> bool:
    """Whether a use is one that appears somewhere, so that a check comes before it (R26)."""
    known = pack.uses_by_id.get(use)
    return known is not None and known.outlet is not OutletKind.NONE


def _checked(
    house: House, image: KnownImage | None, use: str, outlet: str, words: str
) -> tuple[Checked | None, tuple[Problem, ...]]:
    """The check that counts, or what they all lack."""
    if image is None or not image.checks:
        return None, (Problem("reidentification_not_checked"),)
    shown = house.clock or house.at
    return why_not(Wanted(house.pack.use(use), outlet, words, house.register, shown, house.at), image.checks)


def hits(finding: Finding, line: ImageLine) -> bool:
    """Whether what a check found makes an image, or what is known of it, doubtful. Damage to the ledger, to
    what was folded from it or to the database can hide a withdrawal of any image."""
    if plainly(finding).hurt in _HURTS_ALL:
        return True
    return finding.about in (line.source_sha256, line.view_sha256, line.thumbnail_sha256)


def remedies(reasons: Iterable[Problem]) -> tuple[tuple[Remedy, Problem], ...]:
    """What would turn a no into a yes, each once with the reason that calls for it; all of it is needed. What
    is gone for good cannot be had again."""
    found = {REMEDIES[reason.code]: reason for reason in reversed(tuple(reasons))}
    if Remedy.NOTHING in found:
        return ((Remedy.NOTHING, found[Remedy.NOTHING]),)
    return tuple(reversed(found.items()))
