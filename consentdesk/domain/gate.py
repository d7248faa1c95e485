"""May this image be used for this, there? The gate that every use goes through (R24).

It fails closed: allowed is only what nothing speaks against, and each thing that does is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consentdesk.domain.damage import Hurt, plainly
from consentdesk.domain.lines import Finding, ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry, OutletKind, RulePack
from consentdesk.domain.permission import Past, Verdict, once_erased, permitted, with_gap
from consentdesk.domain.refusals import Problem
from consentdesk.domain.withdrawal import Ending

_HURTS_ALL = (Hurt.FACT, Hurt.LIST, Hurt.DATABASE)


@dataclass(frozen=True)
class KnownImage:
    """All that is known of an image and that its uses depend on."""

    line: ImageLine
    history: tuple[Past, ...] = ()
    endings: tuple[Ending, ...] = ()


@dataclass(frozen=True)
class House:
    """What counts for every image alike, at a moment: the rules, the outlets known here, whether the vault
    was restored and nobody reviewed the gap, and what the last check found damaged."""

    pack: RulePack
    register: Sequence[OutletEntry]
    at: Moment
    gap: bool = False
    findings: tuple[Finding, ...] = ()


def was_allowed(house: House, image: KnownImage | None, use: str, outlet: str) -> Verdict:
    """Whether a use was permitted at the house's moment, by what was said until then (R39)."""
    if image is None:
        return Verdict((Problem("image_unknown"),))
    line, at = image.line, house.at
    verdict = permitted(house.pack, house.register, image.history, use, outlet, at, image.endings)
    if line.erased_at is not None and line.erased_at.utc <= at.utc:
        verdict = once_erased(verdict, line.erased_at)
    return with_gap(verdict, use) if house.gap else verdict


def is_allowed(house: House, image: KnownImage | None, use: str, outlet: str) -> Verdict:
    """Whether an image may be used now: as `was_allowed`, and nothing of it is damaged, and its
    re-identification check was run where the use needs one (R26)."""
    verdict = was_allowed(house, image, use, outlet)
    more = []
    if image is not None and any(hits(finding, image.line) for finding in house.findings):
        more.append(Problem("image_may_be_damaged"))
    if _needs_check(house.pack, use):
        more.append(Problem("reidentification_not_checked"))
    return replace(verdict, reasons=(*verdict.reasons, *more))


def hits(finding: Finding, line: ImageLine) -> bool:
    """Whether what a check found makes an image, or what is known of it, doubtful. Damage to the ledger, to
    what was folded from it or to the database can hide a withdrawal of any image."""
    if plainly(finding).hurt in _HURTS_ALL:
        return True
    return finding.about in (line.source_sha256, line.view_sha256, line.thumbnail_sha256)


def _needs_check(pack: RulePack, use: str) -> bool:
    return any(known.id == use and known.outlet is not OutletKind.NONE for known in pack.uses)
