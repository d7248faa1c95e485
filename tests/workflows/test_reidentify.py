"""Looking for what identifies the patient, finishing a check, and agreeing to one (R26, R27)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.facts import PackAdopted, PatientCorrected, PostingAgreed, ReidentificationChecked
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.reidentification.check import CHECKLIST, LASTS, LeftIn, Looked, Seen, words_hash
from consentdesk.domain.reidentification.identifier import (
    MAX_SAID,
    Box,
    Identifier,
    Kind,
    Remedy,
    Saying,
    SeenInPicture,
    Where,
)
from consentdesk.domain.reidentification.lexicon import Lexicon, parse_lexicon
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.storage.ledger import readable_facts
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Question, may_use
from consentdesk.workflows.ports import Secrets
from consentdesk.workflows.reidentify import (
    Findings,
    finish_check,
    look_through,
    seeing,
)
from consentdesk.workflows.second_person import agree, check_line, check_of, checks_waiting, decline
from tests.helpers.packs import pack_text
from tests.helpers.pictures import camera_exif, jpeg, photograph
from tests.helpers.sessions import RESOURCES, later
from tests.workflows.checking import NOTHING_THERE, checked
from tests.workflows.releasing import photographed
from tests.workflows.sealing import consent, source_of

IMAGE, PRINT, POST = source_of(1), ("print", "JAAD"), ("social_media", "Facebook")
USES = ("medical_record", "print", "social_media")
PLAIN = Saying("A scaly plaque", "Case report")
TALKS = Saying("Alex Probe, seen on 3 March 2024 in Basel", "Case report")
FACE = SeenInPicture(faces=(Box(0.1, 0.1, 0.5, 0.5),), ran=("faces",))


@cache
def lexicon() -> Lexicon:
    texts = (RESOURCES / "identifying").glob("*.toml")
    return parse_lexicon({path.stem: path.read_text("utf-8") for path in texts})


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """A desk that knows identifying words, with one image that may be printed and posted."""
    consent(desk, 1, uses=USES)
    return replace(desk, lexicon=lexicon())


@pytest.fixture
def colleague(asked: Desk) -> Desk:
    return somebody_else(asked, "Kim", Role.CLINICIAN)


def somebody_else(desk: Desk, name: str, *roles: Role) -> Desk:
    """The same desk with another person at it."""
    secrets = Secrets(f"{name} sails over nine hills", "770131")
    desk.vault.admit(name, "nurse", roles, name[:2], secrets, desk.now())
    return replace(desk, vault=desk.vault.hand_over(secrets.passphrase, name[:2]))


def asking_two(desk: Desk) -> None:
    row = '[[uses]]\nid = "social_media"\n'
    text = pack_text("us").replace(row, f"{row}second_person = true\n")
    desk.note(PackAdopted("us", "2026.2", text))


def found(desk: Desk, saying: Saying, seen: SeenInPicture | None = None, **answers: Seen) -> Findings:
    looked = tuple(Looked(line.kind, answers.get(line.kind, line.seen)) for line in NOTHING_THERE)
    return look_through(desk, IMAGE, *PRINT, saying, seen, looked)


def kinds(findings: Findings, where: Where) -> list[Kind]:
    return [one.kind for one in findings.found if one.where is where]


def codes(desk: Desk, saying: Saying, to: tuple[str, str] = PRINT) -> list[str]:
    (answer,) = may_use(desk, [Question(IMAGE, *to, words_hash(saying))])
    return [reason.code for reason in answer.verdict.reasons]


def at(desk: Desk, moment: Moment) -> Desk:
    return replace(desk, clock=FixedClock(moment, ticking=False))


def test_the_patient_and_those_around_are_found_in_caption_title_and_file_name(asked: Desk) -> None:
    findings = found(asked, Saying("This is Alex Probe", "Dr Sam Sample reports", "probe_alex.jpg"))
    assert Kind.NAME in kinds(findings, Where.CAPTION) and Kind.NAME in kinds(findings, Where.TITLE)
    (name,) = (one for one in findings.found if one.where is Where.FILE_NAME)
    assert name.remedies == (Remedy.STRIPPED,)


def test_the_words_under_the_picture_are_read_as_a_caption_is(asked: Desk) -> None:
    assert Kind.NAME in kinds(found(asked, replace(PLAIN, mark="Alex Probe's arm")), Where.MARK)


def test_nothing_but_what_the_outlet_tells_is_found_in_plain_words(asked: Desk) -> None:
    findings = found(asked, PLAIN)
    assert {one.where for one in findings.found} == {Where.OUTLET} and findings.ran == ()


def test_a_post_tells_its_day_and_a_journal_does_not(asked: Desk) -> None:
    posted = look_through(asked, IMAGE, *POST, PLAIN, None, NOTHING_THERE)
    assert kinds(posted, Where.OUTLET) == [Kind.INSTITUTION, Kind.DATE]
    assert kinds(found(asked, PLAIN), Where.OUTLET) == [Kind.INSTITUTION]
    assert look_through(asked, IMAGE, "", "", PLAIN, None, NOTHING_THERE).found == ()


def test_what_detectors_and_eyes_saw_is_found_with_what_could_be_asked(asked: Desk) -> None:
    findings = found(asked, PLAIN, FACE, tattoo=Seen.YES)
    assert kinds(findings, Where.PICTURE) == [Kind.FACE, Kind.TATTOO] and findings.ran == ("faces",)


def test_things_are_put_together_across_words_picture_and_outlet(asked: Desk) -> None:
    findings = found(asked, Saying("Seen on 3 March 2024 in Basel"), tattoo=Seen.YES)
    (marked,) = (each for each in findings.together if each.id == "mark_place")
    assert len(marked.of) == 2 and "picture:tattoo:" in marked.of
    dated = [each for each in findings.together if each.id in ("date_place", "date_clinic", "mark_date")]
    assert dated


def test_an_image_or_a_use_that_is_not_known_is_refused(asked: Desk) -> None:
    for image, use, code in (("0" * 64, "print", "image_unknown"), (IMAGE, "research", "use_unknown")):
        with pytest.raises(Refusal, match=code):
            look_through(asked, image, use, "JAAD", PLAIN, None, ())


def test_whoever_may_not_look_at_patients_cannot_try_out_whose_picture_it_is(
    asked: Desk, decoder: ConfinedDecoder
) -> None:
    auditor = somebody_else(asked, "Ada", Role.AUDITOR)
    for asks in (lambda: found(auditor, TALKS), lambda: seeing(auditor, decoder, IMAGE)):
        with pytest.raises(Refusal) as refused:
            asks()
        assert refused.value.code == "not_allowed"


def test_words_without_end_are_refused_and_not_looked_through(asked: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        look_through(asked, IMAGE, *PRINT, Saying("Aa-" * MAX_SAID), None, ())
    assert [(p.code, p.where) for p in refused.value.problems] == [("text_too_long", "caption")]


def test_a_check_is_finished_only_with_every_line_answered_and_every_finding_dealt_with(asked: Desk) -> None:
    with pytest.raises(Refusal) as no:
        finish_check(asked, IMAGE, *PRINT, TALKS, FACE, NOTHING_THERE[1:], [])
    missing = [(problem.code, problem.where) for problem in no.value.problems]
    assert ("checklist_unanswered", f"look:{CHECKLIST[0]}") in missing
    answered = [where for code, where in missing if code == "findings_unanswered"]
    findings = look_through(asked, IMAGE, *PRINT, TALKS, FACE, NOTHING_THERE[1:])
    staying = [n for n, one in enumerate(findings.found) if one.where is not Where.OUTLET]
    assert answered == [f"found:{n}" for n in staying] and len(staying) >= 4
    assert not list(readable_facts(asked.vault._db, asked.vault._keys, [ReidentificationChecked.KIND]))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("reason", "code"), [("ok", "reason_of_one_word"), ("a " * 300, "text_too_long")])
def test_a_reason_is_a_few_words(asked: Desk, reason: str, code: str) -> None:
    left_in = [LeftIn(one.key, reason) for one in found(asked, TALKS).found]
    with pytest.raises(Refusal) as no:
        finish_check(asked, IMAGE, *PRINT, TALKS, None, NOTHING_THERE, left_in)
    assert {problem.code for problem in no.value.problems} == {code}


def test_no_word_of_the_patients_is_in_what_a_refusal_says(asked: Desk) -> None:
    with pytest.raises(Refusal) as no:
        finish_check(asked, IMAGE, *PRINT, TALKS, None, NOTHING_THERE, [])
    assert "probe" not in str(no.value.problems).casefold()


def test_what_metadata_and_file_name_tell_needs_no_reason_a_release_takes_it_out(asked: Desk) -> None:
    check = finish_check(asked, IMAGE, *PRINT, replace(PLAIN, file_name="probe.jpg"), None, NOTHING_THERE, [])
    assert [one.where for one in check.found] == [Where.FILE_NAME, Where.OUTLET]
    assert check.left_in == () and codes(asked, PLAIN) == []


def test_a_finished_check_opens_its_use_for_its_words_and_its_outlet_alone(asked: Desk) -> None:
    assert codes(asked, PLAIN) == ["reidentification_not_checked"]
    check = checked(asked, IMAGE, *PRINT, PLAIN.title, PLAIN.caption)
    assert codes(asked, PLAIN) == [] and check_of(asked, check.id) == check
    assert (check.outlet, check.outlet_id) == ("Journal of the American Academy of Dermatology", "jaad")
    assert codes(asked, TALKS) == ["words_not_checked"]
    assert "reidentification_not_checked" in codes(asked, PLAIN, ("print", "NEJM"))
    assert "reidentification_not_checked" in codes(asked, PLAIN, POST)


def test_a_check_lasts_thirty_days_and_none_before_it_was_made(asked: Desk) -> None:
    check = checked(asked, IMAGE, *PRINT, PLAIN.title, PLAIN.caption)
    made = check_line(asked, check.id).at
    last = replace(made, utc=made.utc + LASTS)
    assert codes(at(asked, last), PLAIN) == []
    assert codes(at(asked, later(last, milliseconds=1)), PLAIN) == ["reidentification_check_old"]
    assert codes(at(asked, later(made, milliseconds=-1)), PLAIN) == ["reidentification_not_checked"]


def test_who_is_corrected_after_a_check_is_looked_for_again(asked: Desk) -> None:
    checked(asked, IMAGE, *PRINT, PLAIN.title, PLAIN.caption)
    patient = asked.vault.patient("patient-1")
    asked.note(PatientCorrected(replace(patient, family_name="Plaque")), patient.id)
    assert codes(asked, PLAIN) == ["reidentification_not_checked"]
    assert Kind.NAME in kinds(found(asked, PLAIN), Where.CAPTION)


def test_a_use_that_appears_somewhere_has_to_say_where(asked: Desk) -> None:
    with pytest.raises(Refusal, match="outlet_not_named"):
        checked(asked, IMAGE, "print", " ")


def test_a_check_on_demand_opens_nothing(asked: Desk) -> None:
    check = checked(asked, IMAGE, "medical_record", "", PLAIN.title, PLAIN.caption)
    assert check_of(asked, check.id).outlet == "" and codes(asked, PLAIN) == ["reidentification_not_checked"]


def test_a_second_person_agrees_and_then_it_may_leave(asked: Desk, colleague: Desk) -> None:
    asking_two(asked)
    check = checked(asked, IMAGE, *POST, PLAIN.title, PLAIN.caption)
    assert codes(asked, PLAIN, POST) == ["second_person_missing"]
    assert [line.id for line in checks_waiting(colleague)] == [check.id] and checks_waiting(asked) == ()
    agree(colleague, check.id)
    assert codes(asked, PLAIN, POST) == [] and checks_waiting(colleague) == ()
    (word,) = check_line(asked, check.id).said
    assert word.agrees and word.by == colleague.vault.me.id


def test_nobody_agrees_to_a_check_of_their_own(asked: Desk) -> None:
    asking_two(asked)
    check = checked(asked, IMAGE, *POST, PLAIN.title, PLAIN.caption)
    for act in (agree, lambda desk, id: decline(desk, id, "It names the town")):
        with pytest.raises(Refusal, match="check_is_ones_own"):
            act(asked, check.id)
    asked.note(PostingAgreed(check.id), "patient-1")  # as if a program had let it through
    assert codes(asked, PLAIN, POST) == ["second_person_missing"]


def test_a_no_of_the_second_person_closes_it_until_they_agree_or_it_is_checked_again(
    asked: Desk, colleague: Desk
) -> None:
    asking_two(asked)
    check = checked(asked, IMAGE, *POST, PLAIN.title, PLAIN.caption)
    with pytest.raises(Refusal, match="decline_reason_missing"):
        decline(colleague, check.id, " ")
    decline(colleague, check.id, "The tattoo is known in town")
    assert codes(asked, PLAIN, POST) == ["second_person_declined"] and checks_waiting(colleague) == ()
    assert check_line(asked, check.id).said[0].reason == "The tattoo is known in town"
    checked(asked, IMAGE, *POST, PLAIN.title, PLAIN.caption)
    assert codes(asked, PLAIN, POST) == ["second_person_missing"]
    agree(colleague, check.id)
    assert codes(asked, PLAIN, POST) == []


Change = Callable[[Desk], Desk]


def too_late(desk: Desk) -> Desk:
    return at(desk, later(desk.now(), days=LASTS / timedelta(days=1)))


def corrected(desk: Desk) -> Desk:
    patient = desk.vault.patient("patient-1")
    desk.note(PatientCorrected(replace(patient, given_name="Alexa")), patient.id)
    return desk


@pytest.mark.parametrize("change", [too_late, corrected])
def test_nobody_agrees_to_what_counts_no_more(asked: Desk, colleague: Desk, change: Change) -> None:
    asking_two(asked)
    check = checked(asked, IMAGE, *POST, PLAIN.title, PLAIN.caption)
    desk = change(colleague)
    assert checks_waiting(desk) == ()
    with pytest.raises(Refusal, match="check_counts_no_more"):
        agree(desk, check.id)


def test_nobody_is_asked_where_the_pack_asks_for_no_second_person(asked: Desk, colleague: Desk) -> None:
    checked(asked, IMAGE, *POST, PLAIN.title, PLAIN.caption)
    assert checks_waiting(colleague) == () and codes(asked, PLAIN, POST) == []


@pytest.fixture(scope="module")
def decoder() -> Iterator[ConfinedDecoder]:
    one = ConfinedDecoder(1)
    yield one
    one.close()


def test_what_metadata_of_the_source_tell_is_seen_beside_the_pixels(
    desk: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    source = jpeg(photograph(seed=3), camera_exif(1))
    record = photographed(desk, decoder, source, uses=("medical_record", "print"))
    image = record.images[0].source_sha256
    seen = seeing(desk, decoder, image)()
    findings = look_through(replace(desk, lexicon=lexicon()), image, *PRINT, PLAIN, seen, NOTHING_THERE)
    told = [one for one in findings.found if one.where is Where.METADATA]
    assert Kind.DATE in {one.kind for one in told}
    assert all(isinstance(one, Identifier) and Remedy.STRIPPED in one.remedies for one in told)
    assert findings.ran == seen.ran
