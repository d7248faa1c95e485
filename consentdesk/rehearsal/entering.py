"""Plays the pages on which staff enter things: patient and images. What stands there already is left."""

from __future__ import annotations

import hashlib
from pathlib import Path

from consentdesk.domain.people import Capacity, Life
from consentdesk.rehearsal.covering import play_masks
from consentdesk.rehearsal.scenario import RepresentativePart
from consentdesk.rehearsal.visit import Visit
from consentdesk.ui.kit.dates import typed_day
from consentdesk.ui.session.patient.form import FIRST, SECOND


def play_patient(visit: Visit) -> None:
    """Find or enter the patient, say what settles the pathway, and who else is there."""
    scenario, hands = visit.scenario, visit.hands
    if scenario.correction is not None:
        _put_right(visit)
    if hands.sees("find"):
        _find(visit)
    _circumstances(visit)
    _alone(visit)
    if scenario.representative is not None and hands.sees("representative_name"):
        _adult(visit, scenario.representative, FIRST)
    if scenario.second_representative is not None and hands.sees("second_representative_name"):
        _adult(visit, scenario.second_representative, SECOND)
    if scenario.one_signs and hands.sees("only_one"):
        hands.click("only_one")
        _write(visit, "one_signs", scenario.one_signs)
    _helpers(visit)
    visit.picture("patient")
    visit.go_on()


def play_images(visit: Visit) -> None:
    """Choose what the session asks about, add the photographs, and crop or cover some of them."""
    _offer(visit)
    if visit.scenario.photography and visit.draft.photography is None:
        if visit.hands.sees("photography_more"):
            visit.hands.click("photography_more")
        visit.hands.click(f"photography_{visit.scenario.photography}")
    _add(visit)
    for image, part in zip(visit.draft.images, visit.scenario.images, strict=False):
        if part.label and part.label != image.label:
            visit.hands.type(f"label_{image.number}", part.label)
    play_masks(visit)
    visit.picture("images")
    visit.go_on()


def _put_right(visit: Visit) -> None:
    """Enter what was wrong of the patient, or look for the one who was meant."""
    hands, right, wrong = visit.hands, visit.scenario.patient, visit.draft.patient
    assert wrong is not None
    if (right.given_name, right.family_name) != (wrong.given_name, wrong.family_name):
        hands.click("look_again")
    elif right.born != wrong.born:
        hands.type("born", typed_day(right.born, visit.day_order))


def _find(visit: Visit) -> None:
    hands, patient = visit.hands, visit.scenario.patient
    hands.type("find", f"{patient.given_name} {patient.family_name}".strip(), counted=False)
    visit.picture("patient-find")
    if visit.scenario.known_patient:
        hands.click("match_1")
        return
    hands.click("new_patient")
    hands.type("born", typed_day(patient.born, visit.day_order))
    if patient.record_number:
        hands.type("record_number", patient.record_number)


def _circumstances(visit: Visit) -> None:
    hands, patient = visit.hands, visit.scenario.patient
    if patient.developmental_disability and not visit.draft.circumstances.developmental_disability:
        hands.click("disability")
    if patient.life is not Life.LIVING:
        if hands.sees("life_more"):
            hands.click("life_more")
        hands.click(f"life_{patient.life.value}")
    elif patient.capacity is not Capacity.NO_DOUBT:
        hands.click(f"capacity_{patient.capacity.value}")
    if patient.capacity is Capacity.TEMPORARILY_LACKING and hands.sees("override_reason"):
        _write(visit, "override_reason", patient.reason)


def _alone(visit: Visit) -> None:
    """Say on what ground a minor decides alone, where the page offers that at all."""
    hands, patient = visit.hands, visit.scenario.patient
    if patient.decides_alone and hands.sees("alone_more"):
        hands.click("alone_more")
        hands.click(f"decides_alone_{patient.decides_alone}")
        if hands.sees("override_reason"):
            _write(visit, "override_reason", patient.reason)


def _adult(visit: Visit, adult: RepresentativePart, which: str) -> None:
    hands = visit.hands
    _write(visit, f"{which}representative_name", adult.name, counted=False)
    if adult.relationship:
        _choose(visit, f"{which}relationship", adult.relationship)
    if adult.authority:
        _choose(visit, f"{which}authority", adult.authority)
    if not adult.may_sign:
        hands.click("hold_more")
        hands.type("hold_reason", adult.reason)
        hands.click("hold")


def _write(visit: Visit, field: str, text: str, counted: bool = True) -> None:
    """Type into a field, unless it says that already."""
    if visit.hands.text_of(field) != text:
        visit.hands.type(field, text, counted)


def _choose(visit: Visit, choice: str, value: str) -> None:
    """Choose one of several, unless the page says so already on one line."""
    hands, term = visit.hands, visit.flow.staff_rules.wording.terms[value]
    if hands.sees(f"{choice}_words"):
        if hands.text_of(f"{choice}_words").casefold().endswith(term.casefold()):
            return
        hands.click(f"{choice}_change")
    hands.click(f"{choice}_{value}")


def _helpers(visit: Visit) -> None:
    if visit.scenario.supporters and visit.hands.sees("helpers_more"):
        visit.hands.click("helpers_more")
    for helper in visit.scenario.supporters:
        visit.hands.type(f"{helper.kind}_name", helper.name, counted=False)
        if helper.language:
            visit.hands.type(f"{helper.kind}_language", helper.language)


def _offer(visit: Visit) -> None:
    """One press where the page has one for exactly these uses, else one for each."""
    pack, wanted = visit.flow.rules.pack, set(visit.scenario.uses)
    at_once = {"usual_uses": set(pack.default_uses), "all_uses": {use.id for use in pack.uses}}
    for button, uses in at_once.items():
        if uses == wanted and visit.hands.sees(button):
            visit.hands.click(button)
    for use in visit.scenario.uses:
        if use not in visit.draft.offered:
            visit.hands.click(f"use_{use}")


def _add(visit: Visit) -> None:
    """Add the photographs that are not there yet. Raises visit's Refused where one was not taken."""
    _join_kept(visit)
    here = {image.source_sha256 for image in visit.draft.images}
    missing = [p for p in visit.images if not here or _sha256(p) not in here]
    if missing:
        visit.choose_files(missing)
        visit.hands.click("add_images")
    refused = visit.flow.intake.refused
    if refused:
        visit.refuse("images", tuple(p.code for r in refused for p in r.refusal.problems))


def _join_kept(visit: Visit) -> None:
    """Pick what is kept since earlier consents, and is not in the session yet."""
    here = {image.source_sha256 for image in visit.draft.images}
    for file, part in zip(visit.images, visit.scenario.images, strict=False):
        if part.kept and (source := _sha256(file)) not in here:
            if visit.hands.sees("earlier_images"):
                visit.hands.click("earlier_images")
            visit.hands.click(f"earlier_{source[:6]}")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
