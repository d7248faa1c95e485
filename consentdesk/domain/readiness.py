"""What is still missing at each step, as problems that a page can name beside the field they belong to."""

from __future__ import annotations

from datetime import timedelta

from consentdesk.domain.authorisation import Element, ends, missing_elements
from consentdesk.domain.draft import Answer, AssentState, Draft, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import fits, folded
from consentdesk.domain.pack import OutletKind, Pathway
from consentdesk.domain.pathway import circumstances_problems
from consentdesk.domain.people import Representative
from consentdesk.domain.refusals import Problem
from consentdesk.domain.route import Route
from consentdesk.domain.session import Rules, deciders, out_of_place, unexplained, viewers
from consentdesk.domain.signing import dissented, paper_problems, signature_holds
from consentdesk.domain.understanding import open_questions

# Longer ago than anyone has lived: a slip of the hand, asked about and not stored.
LONGEST_LIFE_YEARS = 125


def problems_at(rules: Rules, draft: Draft, step: Step, now: Moment) -> tuple[Problem, ...]:
    """Why a session cannot go on from a step. Empty when it can."""
    return tuple(_CHECKS[step](rules, draft, now))


def problems_before(rules: Rules, draft: Draft, step: Step, now: Moment) -> tuple[Problem, ...]:
    """Everything missing in the steps before one."""
    earlier = (s for s in Step if s.number < step.number)
    return tuple(p for s in earlier for p in problems_at(rules, draft, s, now))


def first_open_step(rules: Rules, draft: Draft, now: Moment) -> Step:
    """The first step that something is missing at; SIGN when nothing is."""
    return next((s for s in Step if problems_at(rules, draft, s, now)), Step.SIGN)


def _patient(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    patient = draft.patient
    if patient is None:
        return [Problem("patient_missing", "patient")]
    found = [Problem("name_missing", "given_name")] if not patient.name else []
    if patient.born > now.day:
        found.append(Problem("born_in_future", "born"))
    elif now.day - patient.born > timedelta(days=366 * LONGEST_LIFE_YEARS):
        found.append(Problem("born_too_long_ago", "born", {"years": LONGEST_LIFE_YEARS}))
    found += circumstances_problems(rules.pack, patient.born, draft.circumstances, now.day)
    found += [Problem("session_held", "hold_reason")] if draft.held else []
    path = rules.pathway(draft, now.day)
    if path is not None and out_of_place(draft, path):
        found.append(Problem("pathway_changed", "patient"))
    return [*found, *_supporters(draft), *_representative(path, draft)]


def _supporters(draft: Draft) -> list[Problem]:
    found = []
    for person in draft.supporters:
        if not person.name.strip():
            found.append(Problem("supporter_name_missing", f"{person.kind}_name"))
        if person.kind == "interpreter" and not person.language.strip():
            found.append(Problem("interpreter_language_missing", "interpreter_language"))
    return found


def _representative(path: Pathway | None, draft: Draft) -> list[Problem]:
    if path is None or not path.has_representative:
        return []
    return [*_entitled(path, draft.representative), *_second(path, draft)]


def _entitled(path: Pathway, adult: Representative | None, which: str = "") -> list[Problem]:
    """What is missing of an adult's name, relationship and authority (R12)."""
    if adult is None:
        return [Problem("representative_missing", f"{which}representative_name")]
    found = [] if adult.name.strip() else [Problem("representative_missing", f"{which}representative_name")]
    if adult.relationship not in path.relationships:
        found.append(Problem("relationship_missing", f"{which}relationship"))
    if adult.authority not in path.authorities:
        found.append(Problem("authority_missing", f"{which}authority"))
    return found


def _second(path: Pathway, draft: Draft) -> list[Problem]:
    """Where a pack asks for two, the second one agrees too, or there is a reason why one is enough."""
    first, second = draft.representative, draft.second_representative
    if path.representatives < 2 or draft.one_signs.strip():
        return []
    found = _entitled(path, second, "second_")
    if first and second and first.name.strip() and folded(first.name) == folded(second.name):
        found.append(Problem("representatives_are_one", "second_representative_name"))
    return found


def _images(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    found = []
    if not draft.offered:
        found.append(Problem("no_use_offered", "offered"))
    if not draft.images and not draft.photography_refused:
        found.append(Problem("no_image", "images"))
    return found


def _show(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    path = rules.pathway(draft, now.day)
    needed = deciders(path, draft) if path else ("patient",)
    return [
        Problem("image_not_shown", "show", {"image": image.number})
        for image in draft.images
        if any(draft.shown(image.source_sha256, one) is None for one in needed)
    ]


def _explain(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    path = rules.pathway(draft, now.day)
    return [
        Problem("page_not_acknowledged", f"page:{p.id}", {"page": p.heading})
        for p in unexplained(rules, draft, *(deciders(path, draft) if path else ()))
    ]


def _choose(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    found: list[Problem] = []
    for image in draft.images:
        for use in draft.offered:
            given = draft.answer(image.source_sha256, use)
            where = f"answer:{image.number}:{use}"
            if given is None:
                found.append(Problem("answer_missing", where, {"image": image.number, "use": use}))
            elif given.yes:
                found += _grant(rules, draft, given, where, now)
    if _needs_warnings(rules, draft) and draft.warnings_read_at is None:
        found.append(Problem("warnings_not_read", "warnings"))
    return found


def _grant(rules: Rules, draft: Draft, given: Answer, where: str, now: Moment) -> list[Problem]:
    """What a yes lacks: an outlet, an expiry in the future, any other element of an authorisation."""
    use, path = rules.pack.use(given.use), rules.pathway(draft, now.day)
    about: dict[str, str | int] = {"image": _number(draft, given), "use": use.id}
    found = []
    if not fits(given.outlet, use, rules.pack):
        code = "platform_missing" if use.outlet is OutletKind.PLATFORM else "outlet_missing"
        found.append(Problem(code, where, about))
    if given.expiry is not None and given.expiry.until is not None and given.expiry.until <= now.day:
        found.append(Problem("expiry_not_in_future", where, about))
    if use.expiry and not use.authorisation and not ends(given.expiry):
        found.append(Problem("expiry_missing", where, about))
    if use.teach_back and open_questions(rules, draft):
        found.append(Problem("not_understood", where, about))
    if use.authorisation:
        missing = missing_elements(draft, given, use, rules.clinic, path.decides if path else "patient")
        told = [e for e in missing if e is not Element.RECIPIENT]
        found += [Problem("authorisation_incomplete", where, {**about, "element": e.value}) for e in told]
    return found


def _number(draft: Draft, given: Answer) -> int:
    image = draft.image(given.image)
    return image.number if image else 0


def _needs_warnings(rules: Rules, draft: Draft) -> bool:
    return any(rules.pack.use(a.use).staff_warnings for a in draft.granted)


def _sign(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    unsigned_roles = unsigned(rules, draft, now)
    found = [Problem("signature_missing", f"sign:{role}", {"role": role}) for role in unsigned_roles]
    return [*paper_problems(draft), *found, *_assent(rules, draft, now)]


def signers(rules: Rules, draft: Draft, now: Moment) -> tuple[str, ...]:
    """Exactly the roles whose signature the pathway asks for, in order (R7–R11, R16). A patient who says
    no to everything, or cannot assent, is not asked to sign."""
    path = rules.pathway(draft, now.day)
    if path is None:
        return ()
    roles = [*deciders(path, draft)]
    refuses = draft.assent is not None and draft.assent.state is not AssentState.AGREES
    if path.asks_assent and not refuses and (draft.granted or draft.assent is not None):
        roles.append("assent")
    if any(s.kind == "interpreter" for s in draft.supporters):
        roles.append("interpreter")
    return (*roles, "witness") if draft.route is Route.VERBAL else tuple(roles)


def unsigned(rules: Rules, draft: Draft, now: Moment) -> tuple[str, ...]:
    """The roles that have not signed what stands there now; a voided signature counts as none (R22)."""
    return tuple(r for r in signers(rules, draft, now) if not signature_holds(draft, r))


def _assent(rules: Rules, draft: Draft, now: Moment) -> list[Problem]:
    path = rules.pathway(draft, now.day)
    if path is None or not path.asks_assent or not draft.granted:
        return []
    if draft.assent is None:
        return [Problem("assent_missing", "assent")]
    if draft.assent.state is AssentState.NOT_POSSIBLE and path.assent.value != "if_possible":
        return [Problem("assent_required", "assent")]
    if draft.assent.state is AssentState.NOT_POSSIBLE and not draft.assent.reason.strip():
        return [Problem("assent_reason_missing", "assent_reason")]
    shown = all(draft.shown(a.image, "patient") for a in draft.granted)
    if draft.assent.state is AssentState.AGREES and not shown:
        return [Problem("image_not_shown_to_patient", "assent")]
    return []


def effective(draft: Draft, given: Answer) -> bool:
    """Whether a yes stands: given, and not against the patient's own no (R8)."""
    return given.yes and not dissented(draft, given.image, given.use)


_CHECKS = {
    Step.PATIENT: _patient,
    Step.IMAGES: _images,
    Step.SHOW: _show,
    Step.EXPLAIN: _explain,
    Step.CHOOSE: _choose,
    Step.CHECK: lambda rules, draft, now: [],
    Step.SIGN: _sign,
}

__all__ = ["effective", "first_open_step", "problems_at", "problems_before", "signers", "unsigned", "viewers"]
