"""What can be done to a session, act by act (R1–R6, R8–R10, R12, R17, R22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace

import pytest

from consentdesk.domain import answering, photographs, session, signing
from consentdesk.domain.draft import Assent, AssentState, Draft, No, Outlet, Step
from consentdesk.domain.people import Capacity, Circumstances, Representative, Supporter
from consentdesk.domain.readiness import first_open_step, problems_at, problems_before, signers
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.signature import Drawing
from tests.domain.mischief import CROSS, DOT
from tests.helpers.sessions import (
    ALL_USES,
    BORN,
    NOW,
    answered,
    complete_draft,
    drawing,
    explained,
    later,
    patient,
    photograph,
    prepared,
    representative,
    rules,
    signed,
)

EMPTY = Draft("draft-1", NOW, "member-1")
IMAGE = photograph().source_sha256
OTHER = photograph(2).source_sha256
Reasoned = Callable[[Draft, str], Draft]


def refused(act: Callable[[], Draft]) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


def yes(draft: Draft, use: str = "teaching", image: str = IMAGE) -> Draft:
    return answering.answer(rules(), draft, image, use, True, NOW)


def test_nothing_is_answered_beforehand() -> None:
    draft = prepared("adult", 2, ALL_USES)
    assert draft.answers == ()
    codes = [p.code for p in problems_at(rules(), draft, Step.CHOOSE, NOW)]
    assert codes == ["answer_missing"] * 10


def test_an_answer_needs_a_patient_an_image_shown_an_offered_use_and_the_explanation() -> None:
    draft = prepared()
    assert refused(lambda: yes(EMPTY)) == "patient_missing"
    assert refused(lambda: yes(draft, image=OTHER)) == "image_not_in_session"
    assert refused(lambda: yes(draft, "online")) == "use_not_offered"
    assert refused(lambda: yes(replace(draft, showings=()))) == "image_not_shown"
    assert refused(lambda: yes(replace(draft, explained=()))) == "not_explained"
    assert yes(draft).answers[0].by == "patient"


def test_an_image_shown_to_the_child_alone_is_not_shown_to_the_parent() -> None:
    draft = photographs.show(replace(prepared("minor"), showings=()), IMAGE, ("patient",), NOW)
    assert refused(lambda: yes(draft)) == "image_not_shown"


def test_a_later_look_by_the_child_does_not_undo_the_parents() -> None:
    draft = photographs.show(prepared("minor"), IMAGE, ("patient",), later(minutes=1))
    assert not problems_at(rules(), draft, Step.SHOW, NOW)
    assert yes(draft).answers[0].by == "representative"


def test_a_page_explained_to_the_child_alone_is_not_explained_to_the_parent() -> None:
    draft = replace(prepared("minor"), explained=())
    for page in rules().pages(draft):
        draft = session.show_page(rules(), draft, page.id, ("patient",), NOW)
        draft = session.acknowledge(rules(), draft, page.id, NOW)
    assert refused(lambda: yes(draft)) == "not_explained"


def test_another_view_of_an_image_has_to_be_shown_anew() -> None:
    draft = prepared()
    turned = replace(draft, images=(replace(draft.images[0], view_sha256="0" * 64),))
    assert refused(lambda: yes(turned)) == "image_not_shown"


def test_the_same_answer_again_keeps_its_time_and_another_starts_afresh() -> None:
    draft = answering.name_outlet(
        yes(prepared(uses=("print",)), "print"), IMAGE, "print", Outlet("outlet", "JAAD")
    )
    assert answering.answer(rules(), draft, IMAGE, "print", True, later(minutes=1)) == draft
    no = answering.answer(rules(), draft, IMAGE, "print", False, later(minutes=1))
    assert (no.answers[0].yes, no.answers[0].outlet) == (False, None)


def test_offering_less_keeps_what_was_said_of_the_rest() -> None:
    draft = answered(prepared("adult", 1, ("teaching", "print")))
    fewer = session.offer(rules(), draft, ("teaching",))
    assert [a.use for a in fewer.answers] == ["teaching"]
    assert not session.unexplained(rules(), fewer)


def test_offering_more_that_needs_explaining_ends_the_answers() -> None:
    draft = session.offer(rules(), answered(prepared()), ("medical_record", "teaching", "online"))
    assert draft.answers == ()
    assert {p.id for p in session.unexplained(rules(), draft)} == {"online", "who"}


def test_words_that_changed_are_shown_again_and_end_the_answers() -> None:
    draft = answered(prepared())
    contact = replace(rules().clinic.contact, name="Another desk")
    changed = replace(rules(), clinic=replace(rules().clinic, contact=contact))
    assert {p.id for p in session.unexplained(changed, draft)} == {"who"}
    assert session.show_page(changed, draft, "who", ("patient",), NOW).answers == ()


def test_a_page_is_acknowledged_once_and_only_when_shown() -> None:
    draft = replace(prepared(), explained=())
    assert refused(lambda: session.acknowledge(rules(), draft, "care", NOW)) == "page_not_shown"
    assert refused(lambda: session.show_page(rules(), draft, "online", ("patient",), NOW)) == "page_unknown"
    once = explained(draft)
    assert session.acknowledge(rules(), once, "care", later(hours=1)) == once
    assert session.show_page(rules(), once, "care", ("patient",), later(hours=1)) == once


def test_what_was_said_of_one_image_goes_to_the_others_by_an_act_of_its_own() -> None:
    draft = answered(prepared("adult", 3, ("print",)))
    fresh = replace(draft, answers=draft.answers[:1])
    same = answering.same_for_all(rules(), fresh, IMAGE, "print", NOW)
    assert {(a.image, a.yes, a.outlet, a.expiry) for a in same.answers} == {
        (i.source_sha256, True, draft.answers[0].outlet, draft.answers[0].expiry) for i in draft.images
    }
    unseen = replace(fresh, showings=fresh.showings[:2])
    assert refused(lambda: answering.same_for_all(rules(), unseen, IMAGE, "print", NOW)) == "image_not_shown"


def test_a_number_is_never_given_to_another_image() -> None:
    draft = photographs.take_out(prepared("adult", 2), OTHER)
    draft = photographs.add_image(draft, photograph(3))
    assert [i.number for i in draft.images] == [1, 3]
    assert refused(lambda: photographs.add_image(draft, photograph(3))) == "image_already_here"
    assert refused(lambda: photographs.take_out(draft, OTHER)) == "image_not_in_session"


def test_taking_an_image_out_takes_all_that_was_said_of_it() -> None:
    draft = photographs.take_out(answered(prepared("adult", 2)), IMAGE)
    assert {a.image for a in draft.answers} == {OTHER} == {s.source_sha256 for s in draft.showings}


def test_photography_refused_and_images_exclude_each_other() -> None:
    assert refused(lambda: photographs.permit_photography(prepared(), False, NOW)) == "images_already_taken"
    refusing = photographs.permit_photography(EMPTY, False, NOW)
    assert refused(lambda: photographs.add_image(refusing, photograph())) == "photography_refused"


@pytest.mark.parametrize(("name", "kept"), [("Robin Probe", True), ("Chris Probe", False), ("", False)])
def test_another_adult_has_to_see_hear_and_answer_anew(name: str, kept: bool) -> None:
    before = prepared("minor")
    adult = Representative(name, "father", "parental_responsibility") if name else None
    after = session.represent(before, adult)
    assert bool(after.showings and after.explained) is kept


def test_nobody_in_between_does_not_carry_one_adults_view_to_another() -> None:
    draft = session.represent(
        session.represent(prepared("minor"), None), representative("minor", "Chris Probe")
    )
    assert not draft.showings


def test_another_patient_takes_over_the_images_and_nothing_that_was_said() -> None:
    before = photographs.permit_photography(complete_draft("minor"), True, NOW)
    after = session.identify(rules(), before, patient(BORN["minor"], "patient-2"), Circumstances(), NOW)
    assert after.images == before.images
    assert not (after.showings or after.explained or after.answers)
    assert (after.assent, after.representative, after.photography) == (None, None, None)


def test_a_corrected_name_keeps_a_small_childs_own_no() -> None:
    no = Assent(AssentState.DISSENTS, NOW)
    draft = signing.assent(complete_draft("young_minor"), no)
    corrected = patient(BORN["young_minor"], given_name="Alexa")
    assert session.identify(rules(), draft, corrected, Circumstances(), NOW).assent == no


def test_a_childs_single_no_stays_while_the_parent_wavers() -> None:
    draft = signing.assent(complete_draft("minor"), Assent(AssentState.AGREES, NOW, (No(IMAGE, "teaching"),)))
    for wavering in (False, True):
        draft = answering.answer(rules(), draft, IMAGE, "teaching", wavering, NOW)
    assert signing.dissented(draft, IMAGE, "teaching")
    assert not signing.dissented(draft, IMAGE, "medical_record")


def test_a_single_no_needs_a_yes_to_stand_against() -> None:
    stray = Assent(AssentState.AGREES, NOW, (No(IMAGE, "online"),))
    assert refused(lambda: signing.assent(complete_draft("minor"), stray)) == "dissent_without_yes"


def test_why_assent_was_not_possible_is_said() -> None:
    silent = Assent(AssentState.NOT_POSSIBLE, NOW, reason="  ")
    assert refused(lambda: signing.assent(complete_draft("represented"), silent)) == "assent_reason_missing"


def test_from_seven_on_not_possible_is_not_enough() -> None:
    draft = signing.assent(complete_draft("minor"), Assent(AssentState.NOT_POSSIBLE, NOW, reason="asleep"))
    assert "assent_required" in [p.code for p in problems_at(rules(), draft, Step.SIGN, NOW)]


def test_a_birthday_between_asking_and_sealing_asks_the_new_adult_afresh() -> None:
    draft = complete_draft("minor")
    adult_day = later(days=6 * 366)
    assert first_open_step(rules(), draft, adult_day) is Step.PATIENT
    assert "pathway_changed" in [p.code for p in problems_at(rules(), draft, Step.PATIENT, adult_day)]
    assert draft.patient is not None
    after = session.identify(rules(), draft, draft.patient, Circumstances(), adult_day)
    assert (after.representative, after.assent, after.answers, after.showings) == (None, None, (), ())
    assert first_open_step(rules(), after, adult_day) is Step.SHOW


def test_becoming_represented_starts_afresh() -> None:
    draft = complete_draft("adult")
    assert draft.patient is not None
    after = session.identify(rules(), draft, draft.patient, Circumstances(Capacity.LACKING), NOW)
    assert not (after.showings or after.explained or after.answers)


def test_a_held_session_loses_its_signatures_and_goes_no_further() -> None:
    assert refused(lambda: session.hold(EMPTY, " ")) == "hold_reason_missing"
    held = session.hold(signed(complete_draft("minor")), "a grandmother without authority")
    assert held.signatures == ()
    assert "session_held" in [p.code for p in problems_before(rules(), held, Step.SIGN, NOW)]
    assert not problems_before(rules(), session.resume(held), Step.SIGN, NOW)


@pytest.mark.parametrize(
    ("supporter", "code"),
    [
        (Supporter("interpreter", " ", "Spanish"), "supporter_name_missing"),
        (Supporter("interpreter", "Kim", ""), "interpreter_language_missing"),
        (Supporter("support", ""), "supporter_name_missing"),
    ],
)
def test_who_helped_has_a_name_and_an_interpreter_a_language(supporter: Supporter, code: str) -> None:
    draft = session.support(prepared(), (supporter,))
    assert [p.code for p in problems_at(rules(), draft, Step.PATIENT, NOW)] == [code]


@pytest.mark.parametrize(
    ("pathway", "roles"),
    [
        ("adult", ("patient",)),
        ("minor", ("representative", "assent")),
        ("young_minor", ("representative",)),
        ("represented", ("representative", "assent")),
        ("deceased", ("representative",)),
        ("stillborn", ("representative", "second_representative")),
    ],
)
def test_exactly_the_people_of_the_pathway_sign(pathway: str, roles: tuple[str, ...]) -> None:
    assert signers(rules(), complete_draft(pathway), NOW) == roles
    assert signers(rules(), complete_draft(pathway, interpreter=True), NOW) == (*roles, "interpreter")


@pytest.mark.parametrize("state", [AssentState.DISSENTS, AssentState.NOT_POSSIBLE])
def test_who_says_no_or_cannot_say_is_not_asked_to_sign(state: AssentState) -> None:
    draft = complete_draft("represented", assented=Assent(state, NOW, reason="asleep"))
    assert signers(rules(), draft, NOW) == ("representative",)


def test_where_everything_is_refused_no_assent_is_asked() -> None:
    draft = signing.unsay(complete_draft("minor", refused=("medical_record", "teaching")))
    assert signers(rules(), draft, NOW) == ("representative",)
    assert not problems_at(rules(), signed(draft), Step.SIGN, NOW)


def test_only_the_person_entered_signs_and_says_what_it_means() -> None:
    draft = complete_draft("minor")

    def sign(role: str, name: str, meaning: str = "I agree") -> Draft:
        return signing.sign(draft, role, name, meaning, drawing(), NOW)

    assert refused(lambda: sign("representative", " ")) == "signer_name_missing"
    assert refused(lambda: sign("representative", "Alex Probe")) == "signer_is_another"
    assert refused(lambda: sign("interpreter", "Kim Muster")) == "signer_is_another"
    assert refused(lambda: sign("assent", "Alex Probe", " ")) == "meaning_missing"
    assert sign("assent", "alex  probe").signature("assent") is not None


def test_a_mark_needs_a_witness_and_a_dot_is_none() -> None:
    draft = complete_draft()

    def sign(drawn: Drawing, witness: str = "") -> Draft:
        return signing.sign(draft, "patient", "Alex Probe", "I agree", drawn, NOW, witness)

    assert refused(lambda: sign(CROSS)) == "signature_too_small"
    assert refused(lambda: sign(DOT, "Nurse Kay")) == "signature_too_small"
    assert sign(CROSS, "Nurse Kay").signatures[0].witness == "Nurse Kay"


CHANGES: dict[str, Callable[[Draft], Draft]] = {
    "an answer": lambda d: answering.answer(rules(), d, IMAGE, "teaching", False, NOW),
    "a label": lambda d: photographs.label_image(d, IMAGE, "right hand"),
    "another image": lambda d: photographs.add_image(d, photograph(9)),
    "an image less": lambda d: photographs.take_out(d, OTHER),
    "another look": lambda d: photographs.show(d, IMAGE, ("patient",), later(minutes=1)),
    "a use less": lambda d: session.offer(rules(), d, ("teaching",)),
    "a corrected name": lambda d: session.identify(
        rules(), d, patient(given_name="Al"), Circumstances(), NOW
    ),
    "an interpreter": lambda d: session.support(d, (Supporter("interpreter", "Kim", "Spanish"),)),
    "the warnings": lambda d: answering.read_warnings(d, later(minutes=1)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_after_signing_voids_the_signature_visibly(change: str) -> None:
    draft = signed(complete_draft("adult", 2))
    assert signing.voided(draft) == ()
    assert signing.voided(CHANGES[change](draft)) == ("patient",)


def test_moving_between_the_steps_voids_nothing() -> None:
    draft = signed(complete_draft())
    assert signing.voided(session.go_to(draft, Step.PATIENT)) == ()


def test_a_second_representative_whom_the_rules_ask_for_no_longer_is_entered_anew() -> None:
    draft, two = complete_draft("stillborn"), rules().pack
    one = tuple(replace(p, representatives=1) if p.id == "stillborn" else p for p in two.pathways)
    now_one = replace(rules(), pack=replace(two, pathways=one))
    assert "pathway_changed" in {p.code for p in problems_at(now_one, draft, Step.PATIENT, NOW)}
    assert draft.patient is not None
    after = session.identify(now_one, draft, draft.patient, draft.circumstances, NOW)
    assert (after.second_representative, after.answers, after.showings) == (None, (), ())
    assert problems_at(now_one, after, Step.PATIENT, NOW) == ()


@pytest.mark.parametrize(
    ("act", "where"),
    [
        (lambda d, reason: session.hold(d, reason), "hold_reason"),
        (lambda d, reason: session.represent(d, d.representative, None, reason), "one_signs"),
        (
            lambda d, reason: signing.assent(d, Assent(AssentState.NOT_POSSIBLE, NOW, reason=reason)),
            "assent_reason",
        ),
    ],
)
def test_a_reason_is_kept_whole_or_said_to_be_too_long(act: Reasoned, where: str) -> None:
    draft = complete_draft("stillborn")
    assert "x" * 500 in str(asdict(act(draft, "x" * 500)))
    with pytest.raises(Refusal) as no:
        act(draft, "x" * 501)
    (problem,) = no.value.problems
    assert (problem.code, problem.where, problem.details) == ("text_too_long", where, {"most": 500})


def test_the_reason_of_a_departure_has_an_end_as_well() -> None:
    asleep = Circumstances(Capacity.TEMPORARILY_LACKING, reason="x" * 501)
    draft = session.identify(rules(), Draft("draft-1", NOW, "member-1"), patient(), asleep, NOW)
    found = [(p.code, p.where) for p in problems_at(rules(), draft, Step.PATIENT, NOW)]
    assert ("text_too_long", "override_reason") in found
