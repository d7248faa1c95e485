"""What words say of who is shown (R26)."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.reidentification.identifier import (
    MAX_SAID,
    Grade,
    Kind,
    Remedy,
    Where,
    WhoIsShown,
)
from tests.domain.captions.scoring import read_captions
from tests.domain.reidentification.known import MIRA, NOBODY, found_in, kinds, said

WITHIN_S = 0.012  # it takes 0.005 where nothing else runs
OTTO = WhoIsShown("Rose", "Baker", date(1950, 5, 1), "")
MAY = WhoIsShown("Hattie", "May", None, "")


@pytest.mark.parametrize(
    "text",
    [
        "Quillfeather, left hand",
        "quillfeather left hand",
        "QUILLFEATHER MIRA",
        "Mira's left hand",
        "Liz after the graft",
        "Quilfeather, left hand",
        "Seen with M. Quillfeather today",
        "M.Q. after six weeks",
        "QuillfeatherMira.jpg",
        "mira_quillfeather_hand.jpg",
        "quillfeather-ortiz.png",
        "mquillfeather.tif",
    ],
)
def test_the_patients_own_name_is_found_however_it_is_written(text: str) -> None:
    where = Where.FILE_NAME if "." in text[-5:] else Where.CAPTION
    assert Kind.NAME in kinds(text, MIRA, where)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Baker's cyst behind the right knee", OTTO),
        ("Rose thorn in the index finger", OTTO),
        ("rose_thorn_finger.jpg", OTTO),
        ("Hives since May", MAY),
        ("May need a graft", MAY),
        ("Paget's disease of the nipple", NOBODY),
        ("Enfermedad de Paget, pezón derecho", NOBODY),
        ("Signe de Babinski à gauche", NOBODY),
        ("Morbus Bowen am Unterschenkel", NOBODY),
        ("Glasgow coma scale 15 on arrival", NOBODY),
        ("Lyme disease, erythema migrans", NOBODY),
        ("Review at 6/12, week 6, POD 2, 12 mm punch", NOBODY),
        ("Melanoma, Breslow 0.8 mm, ICD-10 C43.6", NOBODY),
        ("Woman in her 40s, hairdresser, since 2019", NOBODY),
        ("Full-face CPAP mask pressure sore", NOBODY),
        ("First case on the list, left eye", NOBODY),
        ("Wunde nach Exzision am Unterarm, 12 cm", NOBODY),
        ("Down syndrome, xerosis", NOBODY),
        ("Aquacel Ag under compression, changed every 3 days", NOBODY),
        ("Upper Limb Lymphoedema After Axillary Clearance", NOBODY),
        ("Vancouver Scar Scale 5, Nikon D850, f/11, ISO 200", NOBODY),
    ],
)
def test_what_identifies_nobody_is_left_alone(text: str, who: WhoIsShown) -> None:
    where = Where.FILE_NAME if text.endswith(".jpg") else Where.CAPTION
    assert said(text, who, where) == []


def test_a_relative_and_a_member_of_staff_are_known_from_the_record() -> None:
    assert said("with Tobias and Anneke Holtgrave", MIRA) == [
        (Kind.RELATIVE, "Tobias"),
        (Kind.NAME, "Anneke Holtgrave"),
    ]


@pytest.mark.parametrize("text", ["no 00482913 again", "482913", "MRN 0048-2913", "MRN00482913.jpg"])
def test_the_record_number_is_found_with_other_dashes_and_in_its_telling_part(text: str) -> None:
    assert Kind.RECORD_NUMBER in kinds(text, MIRA)


@pytest.mark.parametrize(
    "text", ["3.2.87", "1987-02-03", "03/02/1987", "03021987", "3 February 1987", "3. Februar"]
)
def test_the_day_of_birth_is_found_in_any_notation(text: str) -> None:
    (found,) = found_in(f"Hand, {text}", MIRA)
    assert (found.kind, found.grade) == (Kind.BIRTH_DATE, Grade.ONE)


def test_the_clinic_is_found_by_name_address_and_town() -> None:
    text = "At Elmbrook Skin Clinic, 14 Tanner Row, in Wexcombe"
    assert [kind for kind, _ in said(text, MIRA)] == [Kind.INSTITUTION, Kind.ADDRESS, Kind.PLACE]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Seen with Frau Dörte Habermehl", Kind.NAME, "Dörte Habermehl"),
        ("M. Lachenal va mieux", Kind.NAME, "Lachenal"),
        ("Photo: J. Keller", Kind.NAME, "J. Keller"),
        ("Biopsy of 12 March 2019", Kind.DATE, "12 March 2019"),
        ("Kontrolle am 3. Mai 2021", Kind.DATE, "3. Mai 2021"),
        ("tras la Nochebuena", Kind.DATE, "Nochebuena"),
        ("brûlure, été 2020", Kind.DATE, "été 2020"),
        ("born 4 June 2001", Kind.BIRTH_DATE, "4 June 2001"),
        ("a 5-day-old girl", Kind.EXACT_AGE, "5-day-old"),
        ("2 Jahre und 4 Monate alt", Kind.EXACT_AGE, "2 Jahre und 4 Monate alt"),
        ("a 94-year-old man", Kind.AGE_OVER_89, "94-year-old"),
        ("noventa y dos años", Kind.AGE_OVER_89, "noventa y dos años"),
        ("ring 01632 960 482", Kind.PHONE, "01632 960 482"),
        ("write to nora@clinic.example", Kind.EMAIL, "nora@clinic.example"),
        ("see www.clinic.example/wall", Kind.ACCOUNT_OR_URL, "www.clinic.example/wall"),
        ("from 192.0.2.17", Kind.ACCOUNT_OR_URL, "192.0.2.17"),
        ("of 12 rue de la Paix", Kind.ADDRESS, "12 rue de la Paix"),
        ("a farmer from Little Wenning", Kind.PLACE, "Little Wenning"),
        ("Aufnahme im Klinikum Sonnenberg", Kind.INSTITUTION, "Klinikum Sonnenberg"),
        ("vu au CHU de Montbrelan", Kind.INSTITUTION, "CHU de Montbrelan"),
        ("Harlequin ichthyosis on day 2", Kind.RARE_DIAGNOSIS, "Harlequin ichthyosis"),
        ("mum Jessamy helps", Kind.RELATIVE, "Jessamy"),
        ("the mayor of Dunmere", Kind.OCCUPATION_OR_ROLE, "mayor"),
        ("implant serial no. SN-44-A12", Kind.VEHICLE_OR_DEVICE_NUMBER, "SN-44-A12"),
        ("NHS no 999 000 0018", Kind.RECORD_NUMBER, "999 000 0018"),
        ("SSN 987-65-4321", Kind.OTHER, "987-65-4321"),
        ('tattoo reading "Tracey 4 ever"', Kind.OTHER, '"Tracey 4 ever"'),
    ],
)
def test_each_kind_is_found_with_its_words(text: str, kind: Kind, words: str) -> None:
    assert (kind, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "One of three patients worldwide",
        "the first reported case in Europe",
        "weltweit einziger Fall",
        "único caso descrito en España",
        "seul cas connu en France",
    ],
)
def test_a_claim_to_be_the_only_one_is_found(text: str) -> None:
    assert Kind.UNIQUENESS_CLAIM in kinds(text)


def test_a_name_of_a_file_loses_what_it_says_at_a_release() -> None:
    found = found_in("mira_20190312.jpg", MIRA, Where.FILE_NAME)
    assert [one.kind for one in found] == [Kind.NAME, Kind.DATE]
    assert {one.remedies for one in found} == {(Remedy.STRIPPED,)}


TEXTS = st.one_of(st.text(max_size=200), st.sampled_from([caption.text for caption in read_captions()]))


@given(TEXTS, st.sampled_from(list(Where)), st.sampled_from([NOBODY, MIRA, MAY]))
def test_the_words_of_each_finding_stand_where_it_says_and_overlap_no_other(
    text: str, where: Where, who: WhoIsShown
) -> None:
    end = 0
    for one in found_in(text, who, where):
        assert one.words and text[one.start : one.start + len(one.words)] == one.words
        assert one.start >= end
        end = one.start + len(one.words)


@given(st.sampled_from([c for c in read_captions() if c.expected]))
def test_a_finding_goes_when_its_words_are_taken_out(caption) -> None:  # type: ignore[no-untyped-def]
    for one in found_in(caption.text, caption.who, caption.where):
        rest = caption.text.replace(one.words, " ... ")
        assert one.key not in {left.key for left in found_in(rest, caption.who, caption.where)}


@pytest.mark.parametrize(
    "unseen", "\u00ad\u180e\u200b\u200d\u200e\u2060\u2066\ufe0f\ufeff\u20dd\U000e0061", ids=ascii
)
def test_signs_that_nobody_sees_hide_no_name(unseen: str) -> None:
    assert said(f"Mira Quill{unseen}feather, left", MIRA) == [(Kind.NAME, f"Mira Quill{unseen}feather")]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A ",
        "1",
        "1-",
        "Mr ",
        "the ",
        "one of the ",
        "from ",
        "(",
        "@",
        "a.",
        "e\u0301",
        "St ",
        "first ",
        "\ud83d",
    ],
)
def test_long_hostile_texts_take_time_by_their_length(piece: str) -> None:
    def seconds(length: int) -> float:
        began = time.perf_counter()
        found_in((piece * length)[:length], MIRA)
        return time.perf_counter() - began

    seconds(100)
    assert seconds(40_000) < max(1.0, 40 * seconds(4_000))


@pytest.mark.parametrize("piece", ["Aa-", "Aa van der ", "only ", "uncle ", "A-", "O'"])
def test_five_thousand_hostile_characters_are_looked_through_at_once(piece: str) -> None:
    found_in("warm", MIRA)
    began = time.process_time()
    found_in((piece * MAX_SAID)[:MAX_SAID], MIRA)
    assert time.process_time() - began < 2


def test_a_long_caption_is_looked_through_as_somebody_types() -> None:
    text = "Mrs Ida Thornquist, 94, from Wexcombe, 12 March 2019, left forearm after excision and graft. " * 6
    found_in("warm", MIRA)
    spent = []
    for n in range(20):
        began = time.process_time()
        found_in(f"{text[:500]}{n}", MIRA)
        spent.append(time.process_time() - began)
    assert min(spent) < WITHIN_S


def test_a_place_after_the_clause_that_names_a_disease_is_a_place() -> None:
    assert Kind.PLACE in kinds("Stiff person syndrome, seen in Ostlebury on 3 March 2026")
    assert Kind.PLACE not in kinds("syndrome of Ostlebury")
