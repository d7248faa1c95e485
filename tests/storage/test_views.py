from dataclasses import replace
from datetime import date

import pytest

from consentdesk.domain.draft import Assent, AssentState, Expiry, No
from consentdesk.domain.facts import (
    ClinicDescribed,
    CopySealed,
    ImageAdded,
    MemberAdded,
    OutletRegistered,
    PatientCorrected,
    UsesPreset,
    WordingAdopted,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.people import Member
from consentdesk.domain.permission import permitted
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import ALL_USES, CLINIC, NOW, hash_of, later, rules
from tests.storage.consents import consent, give_copy, person, register
from tests.storage.plans import heard, plan_of, plans_of, walks


def names(vault: OpenVault, typed: str, limit: int = 50) -> list[str]:
    return [line.name for line in vault.find_patients(typed, limit)]


@pytest.fixture
def busy(vault: OpenVault) -> OpenVault:
    people = [
        person(1, "Zoë", "Müller-Lüdenscheidt", "MRN-12"),
        person(2, "Alex", "Probe", "MRN-1"),
        person(3, "Alexandra", "O'Neil", "77 41"),
        person(4, "محمد", "علي", "MRN-2"),
        person(5, "小明", "王", ""),
        person(6, "Nuriye", "İpek", "mrn-1 x"),
    ]
    for n, who in enumerate(people):
        register(vault, who, later(minutes=n))
    return vault


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe mul", ["Zoë Müller-Lüdenscheidt"]),
        ("MULLER zoe", ["Zoë Müller-Lüdenscheidt"]),
        ("luden", ["Zoë Müller-Lüdenscheidt"]),
        ("alex", ["Alexandra O'Neil", "Alex Probe"]),
        ("alex p", ["Alex Probe"]),
        ("o'n", ["Alexandra O'Neil"]),
        ("محمد", ["محمد علي"]),
        ("小", ["小明 王"]),
        ("ipek", ["Nuriye İpek"]),
        ("mrn-1", ["Alex Probe", "Nuriye İpek", "Zoë Müller-Lüdenscheidt"]),
        ("774", ["Alexandra O'Neil"]),
        ("exandra", []),
        ("", []),
        ("  ", []),
        ('" OR *', []),
        ("alex* NOT probe", []),
        ("NEAR(", []),
        ("%", []),
    ],
)
def test_patients_are_found_by_the_beginnings_of_what_was_typed(
    busy: OpenVault, typed: str, found: list[str]
) -> None:
    assert names(busy, typed) == found


def test_the_words_of_a_moment_are_those_adopted_last_before_it(vault: OpenVault) -> None:
    for minutes, version in ((2, "two"), (1, "one")):  # in any order of arrival
        vault.append(WordingAdopted("de", version, f"text {version}"), later(minutes=minutes))
    newest = vault.adopted_wording("de")
    assert newest is not None and newest.version == "two"
    assert vault.adopted_wording("de", later(minutes=1)) == WordingAdopted("de", "one", "text one")
    assert vault.adopted_wording("de", NOW) is None and vault.adopted_wording("fr") is None
    kinds = [fact.header.kind for fact in vault.adoptions()]
    assert kinds[:2] == ["wording_adopted"] * 2
    assert sorted(kinds[2:]) == ["clinic_described", "pack_adopted"]


def test_the_one_whose_number_it_is_comes_first_then_the_newest(busy: OpenVault) -> None:
    register(busy, person(7, "Newest", "Of All", "MRN-19"), later(days=1))
    assert names(busy, "MRN-1")[:2] == ["Alex Probe", "Newest Of All"]
    assert names(busy, "MRN-1", limit=1) == ["Alex Probe"]


def test_no_more_are_found_than_asked_for(vault: OpenVault) -> None:
    for n in range(60):
        register(vault, person(n, "Same", f"Name{n}"), later(seconds=n))
    assert names(vault, "same", 3) == ["Same Name59", "Same Name58", "Same Name57"]
    assert len(names(vault, "same")) == 50


def test_a_number_is_known_again_however_it_was_spaced(busy: OpenVault) -> None:
    found = busy.patient_with_number("mrn - 12".replace(" ", ""))
    assert found is not None and found.id == "patient-1"
    other = busy.patient_with_number("77  41")
    assert other is not None and other == busy.patient_with_number("7741")
    assert busy.patient_with_number("MRN-") is None
    assert busy.patient_with_number("MRN12") is None, "1-23 and 12-3 are two people"
    assert busy.patient_with_number("") is None


def test_a_corrected_patient_is_found_under_the_right_name_alone(busy: OpenVault) -> None:
    right = replace(person(2, "Alix", "Prober", "MRN-8"), born=date(1981, 1, 2))
    busy.append(PatientCorrected(right), later(days=1), right.id)
    assert busy.patient("patient-2") == right
    assert names(busy, "alex") == ["Alexandra O'Neil"]
    assert names(busy, "alix") == ["Alix Prober"]
    assert busy.patient_with_number("MRN-1") is None


def test_the_later_of_two_corrections_counts_whichever_came_first(vault: OpenVault) -> None:
    register(vault, person(1, "First"), NOW)
    vault.append(PatientCorrected(person(1, "Third")), later(days=2), "patient-1")
    vault.append(PatientCorrected(person(1, "Second")), later(days=1), "patient-1")
    assert vault.patient("patient-1").given_name == "Third"
    assert (names(vault, "second"), names(vault, "third")) == ([], ["Third Probe"])


def test_what_is_not_there_is_refused_by_name(vault: OpenVault) -> None:
    for ask, code in ((vault.patient, "patient_unknown"), (vault.record, "record_unknown")):
        with pytest.raises(Refusal, match=code):
            ask("nobody")
    assert vault.image("nothing") is None and vault.image_with_pixels("nothing") is None
    assert vault.record_with_code("K7QF-2M9D-XR41") is None
    assert vault.decisions_on("nothing") == vault.records_of("nobody") == vault.copies_of("none") == ()


def test_the_clinic_is_as_it_was_described_last(vault: OpenVault) -> None:
    moved = replace(CLINIC, address="34 New Street")
    vault.append(ClinicDescribed(moved), later(days=1))
    vault.append(ClinicDescribed(CLINIC), NOW)
    assert vault.clinic() == moved


def test_preset_uses_and_outlets_are_as_the_clinic_said_last(vault: OpenVault) -> None:
    assert vault.preset_uses() == ("medical_record", "teaching")
    vault.append(UsesPreset(("online",)), later(days=1))
    assert vault.preset_uses() == ("online",)
    journal = OutletEntry("j", "outlet", "Journal", ("J.",), ("print",), ("peer_reviewed_medical",))
    vault.append(OutletRegistered(journal), NOW)
    vault.append(OutletRegistered(replace(journal, name="The Journal")), later(days=1))
    assert vault.registered_outlets() == (replace(journal, name="The Journal"),)


def test_members_come_in_the_order_in_which_they_were_added(vault: OpenVault) -> None:
    added = Member("z", "Zed Second", "nurse", "11" * 32)
    vault.append(MemberAdded(added), later(days=1))
    vault.append(MemberAdded(replace(added, role="physician")), later(days=2))
    assert [m.role for m in vault.members()] == ["physician", "physician"]
    assert vault.members()[1].id == "z"


def test_a_record_is_read_back_as_it_was_signed_with_its_place_in_the_chain(vault: OpenVault) -> None:
    signed = consent(vault, images=2, uses=ALL_USES, refused=("social_media",))
    sealed = vault.record("record-1")
    assert (sealed.record, sealed.chain_hash) == (signed.body.record, signed.hash)
    (line,) = vault.records_of("patient-1")
    assert (line.images, line.yeses, line.copy, line.patient_name) == (2, 8, "", "Alex Probe")
    assert vault.record_with_code(line.code) == line
    assert line.sealed_at == NOW


def test_a_record_counts_only_answers_that_hold(vault: OpenVault) -> None:
    dissent = Assent(AssentState.AGREES, NOW, (No(hash_of("source 1"), "teaching"),))
    consent(vault, pathway="minor", assented=dissent)
    assert vault.records_of("patient-1")[0].yeses == 1
    teaching = next(d for d in vault.decisions_on(hash_of("source 1")) if d.use == "teaching")
    assert (teaching.yes, teaching.effective, teaching.patient_said_no) == (True, False, True)


@pytest.mark.parametrize(
    ("pathway", "grows_up"), [("minor", True), ("deceased", False), ("stillborn", False)]
)
def test_only_the_living_come_of_age(vault: OpenVault, pathway: str, grows_up: bool) -> None:
    consent(vault, pathway=pathway)
    assert {d.born is not None for d in vault.decisions_on(hash_of("source 1"))} == {grows_up}


def test_copies_not_given_leave_the_list_when_they_are(vault: OpenVault) -> None:
    for n in range(1, 4):
        consent(vault, n, later(minutes=n))
    assert [line.id for line in vault.copies_not_given()] == ["record-3", "record-2", "record-1"]
    give_copy(vault, 2, "declined")
    assert [line.id for line in vault.copies_not_given()] == ["record-3", "record-1"]
    assert [line.id for line in vault.copies_not_given(limit=1)] == ["record-3"]
    assert vault.records_of("patient-1")[1].copy == "declined"


def test_recent_records_are_those_since_a_moment_newest_first(vault: OpenVault) -> None:
    for n in range(1, 5):
        consent(vault, n, later(days=n))
    assert [r.id for r in vault.recent_records(later(days=2))] == ["record-4", "record-3", "record-2"]
    assert [r.id for r in vault.recent_records(NOW, limit=2)] == ["record-4", "record-3"]


def test_sealed_copies_are_listed_in_the_order_in_which_they_were_made(vault: OpenVault) -> None:
    for n, paper in enumerate(("Letter", "A4")):
        vault.append(CopySealed("record-1", f"{n}" * 64, paper), later(minutes=n), "patient-1")
    assert [copy.paper for copy in vault.copies_of("record-1")] == ["Letter", "A4"]


def test_an_image_is_known_by_its_source_and_by_its_pixels(vault: OpenVault) -> None:
    consent(vault, images=2)
    image = vault.image(hash_of("source 2"))
    assert image is not None and image == vault.image_with_pixels(hash_of("pixels 2"))
    assert image.kept and image.patient == "patient-1"
    assert {line.source_sha256 for line in vault.images_of("patient-1")} == {
        hash_of("source 1"),
        hash_of("source 2"),
    }


def test_of_an_image_in_two_records_the_later_word_counts_and_a_no_at_the_same_time(vault: OpenVault) -> None:
    kept = ImageAdded("s", "p", "v", "t", "JPEG", 1, 1, "", kept=True)
    vault.append(replace(kept, kept=False), NOW, "patient-1")
    vault.append(kept, NOW, "patient-1")
    image = vault.image("s")
    assert image is not None and not image.kept
    vault.append(kept, later(days=1), "patient-1")
    image = vault.image("s")
    assert image is not None and image.kept


def test_decisions_answer_for_every_past_moment(vault: OpenVault) -> None:
    consent(vault, 1, NOW, uses=ALL_USES)
    consent(vault, 2, later(days=30), uses=ALL_USES, refused=("teaching",))
    history = vault.decisions_on(hash_of("source 1"))

    def verdict(use: str, at: Moment) -> bool:
        return permitted(rules().pack, rules().pack.outlets, history, use, "Facebook", at).allowed

    assert not verdict("teaching", later(days=-1))
    assert verdict("teaching", later(days=1))
    assert not verdict("teaching", later(days=31))
    assert verdict("social_media", later(days=31))
    publication = next(d for d in history if d.use == "print")
    assert publication.outlet is not None and publication.outlet.kind == "class"
    assert publication.expiry == Expiry(until=date(2031, 1, 31))
    assert publication.born == date(1980, 5, 17)


def test_an_erased_patient_leaves_the_views_and_their_record_says_so(vault: OpenVault) -> None:
    consent(vault)
    register(vault, person(2, "Other"))
    fact = vault._db.one("SELECT fact FROM records")
    vault.destroy_key("patient:patient-1")
    assert names(vault, "alex") == [] and names(vault, "other") == ["Other Probe"]
    assert vault.decisions_on(hash_of("source 1")) == ()
    assert vault.image(hash_of("source 1")) is None
    vault._db.run(
        "INSERT INTO records VALUES ('record-1', 'c', 'patient-1', ?, 0, ?, '', 0, 0, '')", fact, str(NOW)
    )
    with pytest.raises(Refusal, match="record_erased"):
        vault.record("record-1")


def test_no_question_walks_a_whole_table(vault: OpenVault) -> None:
    consent(vault)
    with heard(vault) as asked:
        vault.find_patients("al 1")
        vault.patient("patient-1")
        vault.patient_with_number("12")
        vault.records_of("patient-1")
        vault.recent_records(NOW)
        vault.copies_not_given()
        vault.record("record-1")
        vault.record_with_code("code")
        vault.copies_of("record-1")
        vault.image("s")
        vault.image_with_pixels("p")
        vault.images_of("patient-1")
        vault.decisions_on("s")
    plans = plans_of(vault, asked)
    assert len(plans) >= 13
    assert [sql for sql, plan in plans.items() if walks(plan)] == []


def test_a_question_without_an_index_would_be_noticed(vault: OpenVault) -> None:
    assert walks(plan_of(vault, "SELECT * FROM decisions WHERE decided_by = 'patient'"))
