"""What can be done to a session: who it is about, what it asks, what was explained. `photographs.py`,
`answering.py`, `understanding.py` and `signing.py` have the rest.

Each function takes a draft and returns the next one, or refuses. Nothing here reads a clock or a file. `now`
is the moment of the act, in the clinic's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.draft import (
    Draft,
    ShownPage,
    Step,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import AssentRule, Pathway, RulePack
from consentdesk.domain.pathway import pathway_for
from consentdesk.domain.people import (
    MAX_REASON,
    Circumstances,
    Clinic,
    Patient,
    Representative,
    Supporter,
    reason_problems,
    too_long,
)
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.wording import FilledPage, Wording, pages_for


@dataclass(frozen=True)
class Rules:
    """What a session is held to: the clinic's pack, the words for patients, the clinic itself."""

    pack: RulePack
    wording: Wording
    clinic: Clinic

    def pathway(self, draft: Draft, day: date) -> Pathway | None:
        """The pathway of a draft on a day; None until the patient is entered."""
        if draft.patient is None:
            return None
        return pathway_for(self.pack, draft.patient.born, draft.circumstances, day)

    def pages(self, draft: Draft) -> tuple[FilledPage, ...]:
        return pages_for(self.wording, self.pack, draft.offered, self.clinic)


def identify(
    rules: Rules,
    draft: Draft,
    patient: Patient,
    circumstances: Circumstances,
    now: Moment,
    known: bool = False,
) -> Draft:
    """Enter who the patient is. Another person, or another decider, starts showing, explaining and answering
    afresh: what one person saw and said is not another's (R3)."""
    after = replace(draft, patient=patient, circumstances=circumstances, patient_is_known=known)
    before_path, path = rules.pathway(draft, now.day), rules.pathway(after, now.day)
    assert path is not None
    if draft.patient is not None and draft.patient.id != patient.id:
        return represent(replace(_afresh(_without_kept(after)), assent=None, photography=None), None)
    other_decider = before_path is not None and before_path.decides != path.decides
    if other_decider or out_of_place(draft, path):
        after = _afresh(after)
    if not path.has_representative:
        after = represent(after, None)
    elif path.representatives < 2:
        after = represent(after, after.representative)
    return replace(after, assent=None) if path.assent is AssentRule.NONE else after


def out_of_place(draft: Draft, path: Pathway) -> bool:
    """Whether something stands there that belongs to another pathway: a birthday has passed since (R13), and
    the patient is to be identified anew."""
    return (
        any(a.by != path.decides for a in draft.answers)
        or (draft.representative is not None and not path.has_representative)
        or (draft.second_representative is not None and path.representatives < 2)
        or (draft.assent is not None and path.assent is AssentRule.NONE)
    )


def jot(draft: Draft, typed: dict[str, str]) -> Draft:
    """Keep what is typed and not entered yet, so that a crash or a pause loses none of it."""
    return replace(draft, typed=typed)


def represent(
    draft: Draft,
    representative: Representative | None,
    second: Representative | None = None,
    one_signs: str = "",
) -> Draft:
    """Enter the adult who decides (R12), or the two of them; `one_signs` is why only one agrees where two are
    asked for. Another name means that another person has to see and answer; the patient's own no stays
    (R9)."""
    refuse_if_any(too_long({"one_signs": one_signs}, MAX_REASON))
    after = replace(
        draft,
        representative=representative,
        second_representative=second,
        one_signs="" if second else one_signs.strip(),
    )
    return after if _names(draft) == _names(after) else _afresh(after)


def _names(draft: Draft) -> tuple[str, ...]:
    adults = (draft.representative, draft.second_representative)
    return tuple(adult.name if adult else "" for adult in adults)


def support(draft: Draft, supporters: tuple[Supporter, ...]) -> Draft:
    """Enter who helped: interpreters and support persons (R16)."""
    return replace(draft, supporters=supporters)


def hold(draft: Draft, reason: str) -> Draft:
    """Hold the session because the adult present may not decide (R12). Raises Refusal `hold_reason_missing`,
    `text_too_long`."""
    refuse_if_any(reason_problems(reason, "hold_reason", "hold_reason_missing"))
    return replace(draft, held=reason.strip(), signatures=())


def resume(draft: Draft) -> Draft:
    return replace(draft, held="")


def offer(rules: Rules, draft: Draft, uses: tuple[str, ...]) -> Draft:
    """Choose the uses this session asks about; answers for others end, they stay "not asked" (R2), as do
    those to a use that was worded otherwise. Where more has to be explained first, answers given before that
    end too (R5)."""
    for id in uses:
        rules.pack.use(id)
    wanted = tuple(use.id for use in rules.pack.uses if use.id in uses)
    words = {use: rules.wording.uses[use] for use in wanted}
    after = replace(draft, offered=wanted, use_words=words)
    same = {use for use in wanted if draft.use_words.get(use) == words[use]}
    kept = () if unexplained(rules, after) else tuple(a for a in draft.answers if a.use in same)
    return without_stray_noes(replace(after, answers=kept))


def speak(rules: Rules, draft: Draft) -> Draft:
    """Go on in the language of these rules. Pages shown in another language have to be shown again, and
    answers given before that end, as does every signature (R5, R22)."""
    return offer(rules, replace(draft, language=rules.wording.language), draft.offered)


def deciders(pathway: Pathway, draft: Draft) -> tuple[str, ...]:
    """The roles that decide: the patient, or one representative or two (R7–R11)."""
    if pathway.decides == "patient":
        return ("patient",)
    second = draft.second_representative is not None and pathway.representatives > 1
    return ("representative", "second_representative") if second else ("representative",)


def viewers(pathway: Pathway, draft: Draft) -> tuple[str, ...]:
    """Who has to see the images: whoever decides, and the patient where they are asked to agree (R3, R8)."""
    who = deciders(pathway, draft)
    return (*who, "patient") if pathway.asks_assent and "patient" not in who else who


def show_page(rules: Rules, draft: Draft, page_id: str, to: tuple[str, ...], now: Moment) -> Draft:
    """Record that a page of the explanation stood on the screen, word for word (R5, R41). Answers given
    before it end: they were given without it."""
    page = next((p for p in rules.pages(draft) if p.id == page_id), None)
    if page is None:
        raise refuse("page_unknown", page=page_id)
    path = rules.pathway(draft, now.day)
    if path is not None and page_is_acknowledged(draft, page, *deciders(path, draft)):
        return draft
    head = rules.wording.wording
    shown = ShownPage(
        page.id,
        page.heading,
        head.language,
        head.version,
        rules.wording.is_draft,
        page.statements,
        to,
        now,
        reviewed_by=head.reviewed_by,
    )
    return replace(draft, explained=(*_other_pages(draft, page_id), shown), answers=())


def acknowledge(rules: Rules, draft: Draft, page_id: str, now: Moment) -> Draft:
    """Record that a shown page was acknowledged; the first acknowledgement stands."""
    page = next((p for p in draft.explained if p.id == page_id), None)
    if page is None or page not in _current(rules, draft):
        raise refuse("page_not_shown", page=page_id)
    if page.acknowledged_at is not None:
        return draft
    return replace(draft, explained=(*_other_pages(draft, page_id), replace(page, acknowledged_at=now)))


def page_is_acknowledged(draft: Draft, page: FilledPage, *by: str) -> bool:
    """Whether all of these words have been shown to each of these people, and acknowledged."""
    pages = (p for p in draft.explained if p.id == page.id and p.acknowledged_at is not None)
    told = {s for p in pages if set(by).issubset(p.to) for s in p.statements}
    return told.issuperset(page.statements)


def unexplained(rules: Rules, draft: Draft, *to: str) -> tuple[FilledPage, ...]:
    """The pages still to be shown to these people and acknowledged before any answer (R5)."""
    return tuple(p for p in rules.pages(draft) if not page_is_acknowledged(draft, p, *to))


def go_to(draft: Draft, step: Step) -> Draft:
    return replace(draft, step=step)


def _without_kept(draft: Draft) -> Draft:
    """Without what is kept under another patient's records, but for the record that is being corrected."""
    corrected = draft.corrects.record if draft.corrects else ""
    images = tuple(i for i in draft.images if i.earlier is None or i.earlier.record == corrected)
    return replace(draft, images=images)


def _afresh(draft: Draft) -> Draft:
    return replace(draft, showings=(), explained=(), asked=(), answers=(), warnings_read_at=None)


def without_stray_noes(draft: Draft) -> Draft:
    """Drop the patient's single noes to what is no longer asked. A no stays while the other's answer goes to
    and fro (R8)."""
    if draft.assent is None:
        return draft
    noes = tuple(no for no in draft.assent.noes if draft.image(no.image) and no.use in draft.offered)
    return draft if noes == draft.assent.noes else replace(draft, assent=replace(draft.assent, noes=noes))


def _other_pages(draft: Draft, page_id: str) -> tuple[ShownPage, ...]:
    return tuple(p for p in draft.explained if p.id != page_id)


def _current(rules: Rules, draft: Draft) -> tuple[ShownPage, ...]:
    words = {p.id: p.statements for p in rules.pages(draft)}
    return tuple(p for p in draft.explained if words.get(p.id) == p.statements)
