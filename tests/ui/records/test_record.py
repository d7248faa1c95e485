"""A sealed record, read-only, as it was signed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from consentdesk.domain.draft import Assent, AssentState, Correction, No
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.pack import ALONE
from consentdesk.domain.people import Capacity, Circumstances
from consentdesk.domain.question import AskedQuestion, Attempt
from consentdesk.domain.route import Route
from consentdesk.domain.signing import NOTHING_DRAWN
from consentdesk.ui import record
from consentdesk.ui.kit.drawn_signature import DrawnSignature
from consentdesk.ui.kit.text import Text
from consentdesk.ui.record.screen import RecordScreen
from consentdesk.ui.record.state import RecordState
from consentdesk.ui.record.told import Telling
from consentdesk.workflows import sign_consent, sign_on_paper
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import INTERPRETER, NOW, complete_draft, rules, sealed, sealed_record, signed
from tests.storage.conftest import CODE
from tests.ui.records.conftest import Office
from tests.ui.session.played import ready_to_sign, sealed_at

ALL_USES = ("medical_record", "teaching", "print", "online", "social_media")


def open_record(office: Office, sealed: SealedRecord) -> RecordScreen:
    page = record.open_page(office.machine, office.desk, sealed.record.id)
    office.show(page)
    return page


def said_in(office: Office, card: str) -> str:
    return " ".join(text.text() for text in office.find(card).findChildren(Text))


def telling(made: object) -> Telling:
    terms = rules().wording.terms
    return Telling(SealedRecord(made, "ab" * 32), "", lambda code: terms.get(code, code), {})  # type: ignore[arg-type]


def test_every_decision_stands_there_with_outlet_and_end(office: Office) -> None:
    open_record(office, sealed_at(office, images=2, uses=ALL_USES, refused=("print",)))
    assert [office.words(f"answer_2_{n}") for n in range(1, 6)] == ["Yes", "Yes", "No", "Yes", "Yes"]
    assert "Peer-reviewed medical journals\nuntil 31 January 2031" in said_in(office, "decisions_card")


def test_who_signed_stands_there_with_drawing_role_meaning_and_time(office: Office) -> None:
    made = sealed_at(office, "young_minor")
    open_record(office, made)
    assert isinstance(office.find("ink_1"), DrawnSignature)
    said = said_in(office, "signatures_card")
    assert "Robin Probe Mother “I may decide for the patient." in said
    assert "2 March 2026, 10:00 -05:00" in said
    assert "Sam Sample Physician" in said
    assert "Robin Probe, mother (parental responsibility)" in said_in(office, "people_card")


def test_what_was_explained_stands_there_word_for_word_with_its_version(office: Office) -> None:
    made = sealed_at(office)
    open_record(office, made)
    said = said_in(office, "explained_card")
    for page in made.record.explained:
        for statement in page.statements:
            assert f"{statement.title} {statement.text}" in said
    assert "Language en, version 2026.1 · draft wording, not approved by the clinic" in said


def test_code_and_chain_hash_stand_there(office: Office) -> None:
    made = sealed_at(office)
    open_record(office, made)
    said = said_in(office, "proof_card").replace(" ", "")
    assert made.record.code in said
    assert made.chain_hash in said
    assert made.record.binding in said


def test_opening_a_record_is_a_fact_and_so_is_opening_a_picture(office: Office) -> None:
    made = sealed_at(office)
    before = len(office.facts())
    open_record(office, made)
    assert office.facts()[before:] == ["record_opened"]
    office.click(f"image_{made.record.images[0].short_id}")
    assert office.facts()[before:] == ["record_opened", "image_opened"]


def test_the_record_leads_to_its_copy_and_the_patient(office: Office) -> None:
    made = sealed_at(office)
    page = open_record(office, made)
    assert office.words("print_copy") == "Give the copy"
    with office.qtbot.waitSignal(page.copy_opened) as copy:
        office.click("print_copy")
    with office.qtbot.waitSignal(page.patient_opened) as patient:
        office.click("patient_file")
    assert (copy.args, patient.args) == ([made.record.id], [made.record.patient.id])


def test_an_erased_picture_stands_there_as_its_number(office: Office) -> None:
    made = sealed_at(office, refused=("medical_record", "teaching"))
    open_record(office, made)
    short = made.record.images[0].short_id
    assert office.words(f"image_{short}") == f"{short}\nErased"
    assert office.words("answer_1_1") == "No"


def test_a_record_that_is_not_here_is_said(office: Office) -> None:
    office.show(record.open_page(office.machine, office.desk, "nobody"))
    assert office.find("trouble").accessibleName() == "This record is not in this vault"


def test_a_childs_own_no_is_told_to_staff_as_it_was_said() -> None:
    draft = complete_draft("minor")
    own = Assent(AssentState.AGREES, NOW, (No(draft.images[0].source_sha256, "teaching"),))
    state = telling(sealed(signed(replace(draft, assent=own)))).state()
    assert [cell.answer for cell in state.rows[0].cells] == ["Yes", "Not agreed"]
    assert state.rows[0].cells[1].details == "The patient said no"
    assert dict(state.people)["The patient's own word"] == "Said no to 1 of the uses"
    assert dict(state.people)["May the copy say whose no it was?"] == "No"


def test_a_guardian_an_interpreter_and_why_a_patient_was_not_asked_are_told() -> None:
    assented = Assent(AssentState.NOT_POSSIBLE, NOW, reason="Asleep")
    state = telling(sealed_record("represented", assented=assented, interpreter=True)).state()
    people = dict(state.people)
    assert people["Interpreter"] == f"{INTERPRETER.name}, {INTERPRETER.language}"
    assert people["Capacity"] == "A guardian decides"
    assert people["The patient's own word"] == "Could not be asked: Asleep"
    assert "Warnings about social media read" not in dict(state.proof)


def test_forty_pictures_still_make_one_page(office: Office) -> None:
    state = telling(sealed_record(images=40, uses=ALL_USES)).state()
    screen = RecordScreen(RecordState("record-1"))
    office.show(screen)
    screen.draw(state)
    office.settle()
    assert office.words("answer_40_5") == "Yes"
    assert screen.minimumSizeHint().width() <= 1046


def test_a_record_signed_in_arabic_is_told_in_the_words_of_staff_and_kept_word_for_word(
    office: Office,
) -> None:
    made = sealed_at(office, "young_minor", language="ar")
    open_record(office, made)
    assert "Robin Probe, mother (parental responsibility)" in said_in(office, "people_card")
    assert "Teaching" in said_in(office, "decisions_card")
    assert made.record.explained[0].statements[0].text in said_in(office, "explained_card")
    assert rules("ar").wording.meanings["representative"] in said_in(office, "signatures_card")


def test_whoever_decided_beside_the_rule_is_told_with_the_reason() -> None:
    lacking = Circumstances(Capacity.TEMPORARILY_LACKING, reason="Under anaesthesia")
    made = replace(sealed_record("represented"), circumstances=lacking, override="Under anaesthesia")
    people = dict(telling(made).state().people)
    assert people["Capacity"] == "Not able to make this decision for now"
    assert people["Departs from the usual rule"] == "Under anaesthesia"
    ground = rules().pack.grounds[0]
    alone = replace(sealed_record(), pathway=ALONE, circumstances=Circumstances(decides_alone=ground))
    assert dict(telling(alone).state().people)["Decided alone as"] == rules().wording.terms[ground]


def test_two_parents_are_told_and_why_one_was_enough() -> None:
    both = sealed_record("stillborn")
    told = [words for label, words in telling(both).state().people if label == "Decided for the patient"]
    assert [words.split(",")[0] for words in told] == ["Robin Probe", "Jamie Probe"]
    assert "Jamie Probe" in [signed.name for signed in telling(both).state().signed]
    one = replace(both, second_representative=None, one_signs="The father is abroad")
    assert dict(telling(one).state().people)["Why only one of two signed"] == "The father is abroad"


def test_what_was_said_aloud_names_the_witness_and_shows_no_drawing() -> None:
    made = sealed_record()
    aloud = replace(made.signatures[0], drawing=NOTHING_DRAWN, route=Route.VERBAL, witness="Kim Specimen")
    witness = replace(made.signatures[0], role="witness", name="Kim Specimen")
    state = telling(replace(made, route=Route.VERBAL, signatures=(aloud, witness))).state()
    assert dict(state.people)["How people agreed"] == "Said aloud, with a witness"
    assert dict(state.people)["Witness"] == "Kim Specimen"
    assert (state.signed[0].drawing, state.signed[0].note) == (
        None,
        "Said aloud at 10:00, heard by Kim Specimen",
    )
    assert state.signed[1].drawing is not None


def test_questions_and_every_reply_are_told(office: Office) -> None:
    attempts = (Attempt("Never", False, NOW), Attempt("At any time", True, NOW))
    asked = (AskedQuestion("stop", "S7", "When can you stop?", attempts, "representative"),)
    state = telling(replace(sealed_record("stillborn"), asked=asked)).state()
    assert dict(state.people)["Who replied"] == "Robin Probe, Jamie Probe"
    assert dict(state.people)["Questions about the explanation"] == "1 of 1, 1 after reading again"
    assert state.asked[0].replies == ("Wrong, and read again: Never", "Right: At any time")
    screen = RecordScreen(RecordState("record-1"))
    office.show(screen)
    screen.draw(state)
    office.settle()
    assert office.words("question_1") == "When can you stop?"
    assert "Right: At any time" in said_in(office, "questions_card")


def test_the_pages_signed_in_ink_are_there_to_look_at(office: Office) -> None:
    made = sealed_in_ink(office)
    open_record(office, made)
    assert "On paper, in ink" in said_in(office, "people_card")
    assert "Page 1, put in its place by staff" in said_in(office, "pages_card")
    assert office.words("signer_1") == "Alex Probe" and not office.there("ink_1")
    office.click("page_2")
    assert office.there("whole_picture")
    assert office.words("whole_words").startswith("Page 2")
    office.click("whole_close")
    assert office.there("pages_card")


def sealed_in_ink(office: Office) -> SealedRecord:
    """A record whose form came back as pictures without codes, put in their places by hand."""
    draft, desk = ready_to_sign(office), office.desk
    office.on_lane(lambda: sign_on_paper.choose_route(desk, draft.id, Route.PAPER))
    office.on_lane(lambda: sign_on_paper.make_form(desk, draft.id, "A4"))
    form = office.on_lane(lambda: desk.vault.draft(draft.id)).paper
    for page in range(1, form.pages + 1):
        picture = jpeg(photograph(210, 297, seed=page))
        office.on_lane(partial(sign_on_paper.attach_by_hand, desk, draft.id, page, picture))
    office.on_lane(lambda: sign_on_paper.agree_in_ink(desk, draft.id, "patient"))
    sealed: SealedRecord = office.on_lane(lambda: sign_consent.attest_and_seal(desk, draft.id, CODE))
    return sealed


def test_what_stays_refused_from_the_corrected_record_is_said() -> None:
    old = sealed_record(refused=("teaching",))
    noes = tuple(d for d in old.decisions if not d.effective)
    corrects = Correction(old.id, old.code, "The date of birth was wrong")
    new = replace(sealed_record(record_id="record-2"), corrects=corrects, still_refused=noes)
    assert dict(telling(new).state().people)["Stays refused"] == f"1 answer of record {old.code}"
