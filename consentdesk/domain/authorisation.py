"""The nine elements of an authorisation, each present or missing (R21; 45 CFR 164.508(c))."""

from __future__ import annotations

from enum import StrEnum

from consentdesk.domain.draft import Answer, Draft, Expiry
from consentdesk.domain.outlets import folded
from consentdesk.domain.pack import Use
from consentdesk.domain.people import Clinic


class Element(StrEnum):
    """Six core elements, then three statements, in the order of 45 CFR 164.508(c)(1) and (2)."""

    INFORMATION = "information"
    DISCLOSER = "discloser"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    EXPIRY = "expiry"
    SIGNATURE = "signature"
    RIGHT_TO_REVOKE = "right_to_revoke"
    NO_CONDITIONING = "no_conditioning"
    REDISCLOSURE = "redisclosure"


# what was explained carries the three statements: how to withdraw, care not affected, redisclosure
STATEMENT_OF = {
    Element.RIGHT_TO_REVOKE: "S7",
    Element.NO_CONDITIONING: "S1",
    Element.REDISCLOSURE: "S10",
}
NO_END = frozenset(
    (
        *("", "none", "never", "no expiry", "no expiration", "no end", "no limit", "unlimited", "forever"),
        *("always", "indefinite", "indefinitely", "permanent", "permanently", "n a", "na", "not applicable"),
        *("ninguno", "ninguna", "nunca", "siempre", "para siempre", "indefinido", "indefinidamente"),
        *("sin fin", "sin limite", "sin caducidad", "no procede"),
    )
)


def ends(expiry: Expiry | None) -> bool:
    """Whether a yes with this expiry ever ends: a day or an event, not both; "none" is no event (R21)."""
    return expiry is not None and (expiry.until is None) != (folded(expiry.event) in NO_END)


def missing_elements(
    draft: Draft, given: Answer, use: Use, clinic: Clinic, signer: str
) -> tuple[Element, ...]:
    """The elements that a yes still lacks, the signature aside while nobody has signed yet. `signer` is the
    role that decides; a representative must be described with their authority."""
    told = {s.id for page in draft.explained if page.acknowledged_at for s in page.statements}
    present = {
        Element.INFORMATION: draft.shown(given.image) is not None,
        Element.DISCLOSER: bool(clinic.name.strip()),
        Element.RECIPIENT: given.outlet is not None,
        Element.PURPOSE: use.id in draft.offered,
        Element.EXPIRY: ends(given.expiry),
        Element.SIGNATURE: signer == "patient" or _described(draft),
        **{element: id in told for element, id in STATEMENT_OF.items()},
    }
    return tuple(element for element in Element if not present[element])


def _described(draft: Draft) -> bool:
    adults = [a for a in (draft.representative, draft.second_representative) if a is not None]
    return draft.representative is not None and all(
        a.name.strip() and a.relationship and a.authority for a in adults
    )
