"""What a person has said on their page so far, before it is signed; and the act it becomes. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from consentdesk.domain.draft import Assent, AssentState, Draft, No
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import folded
from consentdesk.domain.pack import AssentRule, Pathway
from consentdesk.domain.route import Route
from consentdesk.domain.session import Rules
from consentdesk.domain.signature import Drawing
from consentdesk.domain.signing import (
    assent,
    name_witness,
    say,
    sign,
    sign_in_ink,
    signer_names,
    unsay,
)
from consentdesk.ui.session.sign.places import ASSENT, way_of
from consentdesk.ui.session.sign.state import Kind


@dataclass(frozen=True)
class Said:
    """`mark`: they cannot write, and a witness watches. `heard_by`: they speak, and a witness hears it.
    `everything`: a young child's no to all of it. `may_be_named` is None while that was not asked (R23)."""

    kind: Kind
    mark: bool = False
    witness: str = field(default="", repr=False)
    heard_by: str = field(default="", repr=False)
    noes: frozenset[No] = frozenset()
    everything: bool = False
    may_be_named: bool | None = None
    reason: str = field(default="", repr=False)

    @property
    def says_no(self) -> bool:
        return self.kind is Kind.RATHER_NOT or self.everything or bool(self.noes)

    def turned(self, no: No) -> Said:
        """A no said, or taken back."""
        return replace(self, noes=self.noes ^ {no})

    def as_assent(self, now: Moment) -> Assent:
        """The patient's own word (R8–R10)."""
        named = self.says_no and self.may_be_named is True
        if self.kind is Kind.NOT_POSSIBLE:
            return Assent(AssentState.NOT_POSSIBLE, now, reason=self.reason.strip())
        if self.kind is Kind.RATHER_NOT or self.everything:
            return Assent(AssentState.DISSENTS, now, may_be_named=named)
        noes = tuple(sorted(self.noes, key=lambda no: (no.image, no.use)))
        return Assent(AssentState.AGREES, now, noes, may_be_named=named)


def said_before(path: Pathway, draft: Draft, place: str) -> Said:
    """What the draft already holds of a page."""
    said = _own_word(path, draft.assent) if place == ASSENT else Said(Kind.SIGN)
    signature, way = draft.signature(place), way_of(draft, place)
    if way is Route.VERBAL:
        return replace(said, heard_by=draft.witness)
    if signature is not None and way is Route.SCREEN:
        return replace(said, mark=bool(signature.witness), witness=signature.witness)
    return said


def _own_word(path: Pathway, given: Assent | None) -> Said:
    spontaneous = path.assent is AssentRule.SPONTANEOUS
    if given is None:
        return Said(Kind.OWN_NO if spontaneous else Kind.SIGN)
    kinds = {AssentState.DISSENTS: Kind.RATHER_NOT, AssentState.NOT_POSSIBLE: Kind.NOT_POSSIBLE}
    noes = frozenset(given.noes)
    no = bool(noes) or given.state is AssentState.DISSENTS
    named = given.may_be_named if no else None
    if spontaneous:
        return Said(
            Kind.OWN_NO, noes=noes, everything=given.state is AssentState.DISSENTS, may_be_named=named
        )
    return Said(kinds.get(given.state, Kind.SIGN), noes=noes, may_be_named=named, reason=given.reason)


def entered(rules: Rules, draft: Draft, place: str, said: Said, drawing: Drawing, now: Moment) -> Draft:
    """The draft with what a person said and agreed to, both in one act, so that the signature binds it (R22).
    Raises the refusals of `assent`, `sign`, `say` and `sign_in_ink`; then all is as it was."""
    if place == ASSENT:
        draft = (
            unsay(draft)
            if said.kind is Kind.OWN_NO and not said.says_no
            else assent(draft, said.as_assent(now))
        )
    return _agreed(rules, draft, place, said, drawing, now) if said.kind is Kind.SIGN else draft


def _agreed(rules: Rules, draft: Draft, place: str, said: Said, drawing: Drawing, now: Moment) -> Draft:
    """With their agreement, by the pen, aloud or in ink."""
    name, meaning = next(iter(signer_names(draft, place)), ""), rules.wording.meanings[place]
    way = way_of(draft, place)
    if way is Route.VERBAL:
        return say(_heard_by(draft, said.heard_by), place, name, meaning, said.heard_by, now)
    if way is Route.PAPER:
        return sign_in_ink(draft, place, name, meaning, now)
    return sign(draft, place, name, meaning, drawing, now, said.witness if said.mark else "")


def _heard_by(draft: Draft, witness: str) -> Draft:
    """The draft with this witness. What was said before another one, this one did not hear: it is said
    anew."""
    before = {folded(s.witness) for s in draft.signatures if s.route is Route.VERBAL}
    draft = name_witness(draft, witness)
    return draft if before <= {folded(witness)} else replace(draft, signatures=())
