"""Each of the 18 identifiers of the Safe Harbor method, planted wherever it can occur (R26)."""

from __future__ import annotations

import pytest

from consentdesk.domain.image import Trace
from consentdesk.domain.reidentification.check import CHECKLIST, Looked, Seen
from consentdesk.domain.reidentification.identifier import (
    Box,
    Identifier,
    Kind,
    Remedy,
    Saying,
    SeenInPicture,
    Where,
)
from consentdesk.domain.reidentification.metadata import identifiers_in_metadata
from consentdesk.domain.reidentification.outlets import identifiers_of_outlet
from consentdesk.domain.reidentification.pixels import identifiers_read, identifiers_seen
from consentdesk.domain.reidentification.safe_harbor import SAFE_HARBOR
from consentdesk.domain.reidentification.words import identifiers_in
from tests.domain.reidentification.known import LEXICON, MIRA

IN_WORDS = (Where.CAPTION, Where.TITLE, Where.FILE_NAME, Where.METADATA, Where.PICTURE)
PLANTED = {
    "A": ["Mira Quillfeather", "Mrs Ida Thornquist", "Thornquist family"],
    "B": ["14 Elm Street", "village of Little Wenning", "Dunmere General Hospital", "LS1 4AB"],
    "C": ["12 March 2019", "born 4 June 2001", "94-year-old", "5-day-old"],
    "D": ["phone 01632 960 482", "(555) 555-0142"],
    "E": ["fax 01632 960 483"],
    "F": ["mira@clinic.example"],
    "G": ["SSN 987-65-4321", "NI no QQ 12 34 56 C"],
    "H": ["MRN 00482913", "NHS no 999 000 0018"],
    "I": ["plan member no ZZ-4417-009", "Medicare 1EG4-TE5-MK73"],
    "J": ["account no 00417-ZZ-91"],
    "K": ["licence no ZZ041799", "GMC no 0041799"],
    "L": ["reg AB12 CDE", "VIN 1HGCM82633A004352"],
    "M": ["serial no SN-44-A12"],
    "N": ["www.clinic.example/wall"],
    "O": ["192.0.2.17"],
    "P": ["fingerprint of the thumb", "iris scan"],
    "Q": ["full face photograph"],
    "R": ["study ID DERM-01-023", "only known patient worldwide", "tattoo reading 'Mum 1987'"],
}
ITEMS = {item.letter: item for item in SAFE_HARBOR}


def found_where(planted: str, where: Where) -> tuple[Identifier, ...]:
    if where is Where.METADATA:
        return identifiers_in_metadata([Trace("text", planted)], MIRA, LEXICON)
    if where is Where.PICTURE:
        return identifiers_read(SeenInPicture(texts=(planted,), ran=("text",)), MIRA, LEXICON)
    text = f"{planted.replace(' ', '_')}.jpg" if where is Where.FILE_NAME else f"Left hand. {planted}, graft"
    return identifiers_in(text, where, MIRA, LEXICON)


def test_they_are_eighteen_in_the_order_of_the_regulation() -> None:
    assert "".join(item.letter for item in SAFE_HARBOR) == "ABCDEFGHIJKLMNOPQR"
    assert set(PLANTED) == set(ITEMS)


@pytest.mark.parametrize("where", IN_WORDS)
@pytest.mark.parametrize(("letter", "planted"), [(k, text) for k, some in PLANTED.items() for text in some])
def test_each_is_found_wherever_words_can_stand(letter: str, planted: str, where: Where) -> None:
    if where is Where.FILE_NAME and set("@:/") & set(planted):
        pytest.skip("no file is called so")
    item = ITEMS[letter]
    found = {one.kind for one in found_where(planted, where)}
    assert found & set(item.kinds)
    assert where in item.places or letter in "PQ"


@pytest.mark.parametrize(
    ("trace", "kind"),
    [
        (Trace("place", "50.1109° N, 8.6821° E"), Kind.PLACE),
        (Trace("date", "2019-07-03 14:22"), Kind.DATE),
        (Trace("serial", "20417"), Kind.VEHICLE_OR_DEVICE_NUMBER),
        (Trace("person", "I. Thornquist"), Kind.NAME),
    ],
)
def test_what_metadata_says_is_found_whatever_its_form(trace: Trace, kind: Kind) -> None:
    (found,) = identifiers_in_metadata([trace, trace], MIRA, LEXICON)
    assert (found.kind, found.where, found.words) == (kind, Where.METADATA, trace.text)


def test_what_a_camera_calls_itself_identifies_nobody() -> None:
    assert identifiers_in_metadata([Trace("device", "Canon EOS 90D")], MIRA, LEXICON) == ()
    (found,) = identifiers_in_metadata([Trace("device", "Mira's phone")], MIRA, LEXICON)
    assert found.kind is Kind.NAME


@pytest.mark.parametrize("kind", CHECKLIST)
def test_each_line_of_the_checklist_belongs_to_one_of_them(kind: Kind) -> None:
    (found,) = identifiers_seen(SeenInPicture(), [Looked(kind, Seen.YES)])
    assert found.kind is kind
    assert any(kind in item.kinds for item in SAFE_HARBOR)


def test_a_face_is_found_by_a_detector_or_by_eye_and_once() -> None:
    seen = SeenInPicture(faces=(Box(0, 0, 1, 1),), eyes=(Box(0.2, 0.2, 0.1, 0.1),), ran=("faces",))
    found = identifiers_seen(seen, [Looked(Kind.FACE, Seen.YES), Looked(Kind.EYES, Seen.NO)])
    assert [one.kind for one in found] == [Kind.FACE, Kind.EYES]
    assert [Remedy.NOT_THERE in one.remedies for one in found] == [False, True], "only where somebody said no"


def test_an_eye_bar_is_a_face_that_is_seen_while_its_eyes_are_hidden() -> None:
    looked = [Looked(Kind.FACE, Seen.YES), Looked(Kind.EYES, Seen.HIDDEN)]
    assert Kind.EYE_BAR in {one.kind for one in identifiers_seen(SeenInPicture(), looked)}
    hidden = [Looked(Kind.FACE, Seen.HIDDEN), Looked(Kind.EYES, Seen.HIDDEN)]
    assert identifiers_seen(SeenInPicture(), hidden) == ()


def test_text_in_the_picture_is_a_finding_whatever_it_says() -> None:
    found = identifiers_seen(SeenInPicture(texts=("A 12", "A 12"), ran=("text",)), [])
    assert [(one.kind, one.words) for one in found] == [(Kind.TEXT_IN_PICTURE, "A 12")]


def test_what_no_program_can_check_is_said() -> None:
    unseen = {item.letter for item in SAFE_HARBOR if item.unseen}
    assert {"B", "P", "Q", "R"} <= unseen
    assert all(item.is_looked_for for item in SAFE_HARBOR)


def test_every_kind_belongs_to_one_of_them() -> None:
    assert set(Kind) == {kind for item in SAFE_HARBOR for kind in item.kinds}


def test_an_outlet_tells_the_authors_clinic_and_where_it_is_posted_at_once_the_day() -> None:
    saying = Saying("Seen this morning", "Today's case")
    later = identifiers_of_outlet(None, saying, MIRA, LEXICON)
    assert [(one.kind, one.where) for one in later] == [(Kind.INSTITUTION, Where.OUTLET)]
    at_once = identifiers_of_outlet(MIRA.born, saying, MIRA, LEXICON)
    assert [(one.kind, one.words) for one in at_once] == [
        (Kind.INSTITUTION, "Elmbrook Skin Clinic"),
        (Kind.DATE, "1987-02-03"),
        (Kind.DATE, "this morning"),
        (Kind.DATE, "Today"),
    ]
