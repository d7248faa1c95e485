"""The patient page filled in: from the draft, from what is known, from what was typed to find someone."""

from __future__ import annotations

from dataclasses import fields, replace

from consentdesk.domain.draft import Draft
from consentdesk.domain.people import Circumstances, Patient, Representative
from consentdesk.ui.kit.dates import DayOrder, typed_day
from consentdesk.ui.session.patient.form import FIRST, SECOND, Form
from consentdesk.workflows.recall import Adults

IDENTITY = ("patient_id", "find", "given_name", "family_name", "born", "record_number")


def form_of(draft: Draft, order: DayOrder) -> Form:
    """The page as it was left: what was typed last, or what has been entered."""
    if draft.typed:
        known = {f.name for f in fields(Form)}
        return Form(**{name: text for name, text in draft.typed.items() if name in known})
    return entered(draft, order)


def entered(draft: Draft, order: DayOrder) -> Form:
    """The page that says exactly what the draft says."""
    if draft.patient is None:
        return Form()
    form = with_circumstances(form_for(draft.patient, order), draft.circumstances)
    adults = Adults(draft.representative, draft.second_representative, draft.one_signs)
    return _with_helpers(with_adults(form, adults), draft)


def with_circumstances(form: Form, facts: Circumstances) -> Form:
    """The page saying these circumstances."""
    return replace(
        form,
        capacity=facts.capacity.value,
        disability="yes" if facts.developmental_disability else "",
        life=facts.life.value,
        decides_alone=facts.decides_alone,
        override_reason=facts.reason,
    )


def with_adults(form: Form, adults: Adults) -> Form:
    """The page naming these people as those who decide."""
    said = _of_adult(FIRST, adults.representative) | _of_adult(SECOND, adults.second)
    return replace(form, **said, one_signs=adults.one_signs, only_one="yes" if adults.one_signs else "")


def _of_adult(which: str, adult: Representative | None) -> dict[str, str]:
    if adult is None:
        return {}
    return {
        f"{which}representative_name": adult.name,
        f"{which}relationship": adult.relationship,
        f"{which}authority": adult.authority,
    }


def unentered(form: Form, draft: Draft, order: DayOrder) -> dict[str, str]:
    """What the page says and the draft does not; empty when both say the same."""
    day = form.day(order)
    same = replace(form, born=typed_day(day, order)) if day else form
    return {} if same == entered(draft, order) else form.typed()


def form_for(patient: Patient, order: DayOrder) -> Form:
    """The page as it begins for a patient who is known here."""
    return Form(
        patient_id=patient.id,
        given_name=patient.given_name,
        family_name=patient.family_name,
        born=typed_day(patient.born, order),
        record_number=patient.record_number,
    )


def _with_helpers(form: Form, draft: Draft) -> Form:
    for helper in draft.supporters:
        if helper.kind == "interpreter":
            form = replace(form, interpreter_name=helper.name, interpreter_language=helper.language)
        else:
            form = replace(form, support_name=helper.name)
    return form


def new_patient(typed: str, patient_id: str) -> Form:
    """A page begun with what was typed to find someone: "Rowan Example", "Example, Rowan" or a record
    number."""
    words = typed.split()
    if any(letter.isdigit() for letter in typed):
        return Form(patient_id=patient_id, record_number=" ".join(words))
    if "," in typed:
        family, _, given = typed.partition(",")
        return Form(patient_id=patient_id, given_name=given.strip(), family_name=family.strip())
    return Form(patient_id=patient_id, given_name=" ".join(words[:1]), family_name=" ".join(words[1:]))


def same_page_for(known: Form, typed: Form) -> Form:
    """The page of a patient who is known, with everything typed so far but who it is."""
    empty = Form()
    said = {n: t for n, t in typed.typed().items() if n not in IDENTITY and t != getattr(empty, n)}
    return replace(known, **said)
