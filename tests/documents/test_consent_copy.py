from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from pypdf import PdfReader

from consentdesk.domain.draft import Assent, AssentState, Expiry, No, Outlet
from consentdesk.domain.people import PhotographyPermission
from consentdesk.domain.record import ConsentRecord
from tests.documents.reading import (
    CHAIN_HASH,
    copies,
    embedded_images,
    fonts_of,
    page_texts,
    pages_as_pictures,
    printed,
    text_of,
    text_sizes,
    thumbnail,
    thumbnails,
)
from tests.helpers.pictures import camera_exif, photograph
from tests.helpers.sessions import ALL_USES, NOW, later, sealed_record

NAMES = {
    "Arabic": "محمد عبد الله",
    "Hebrew": "דוד בן־גוריון",
    "Hindi": "मोहित शर्मा",
    "Chinese": "欧阳修文",
    "Japanese": "山田 はなこ",
    "Korean": "김철수",
    "Thai": "สมชาย น้ำดี",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Владимир Щукин",
    "Vietnamese": "Nguyễn Thị Hồng",
}


def called(record: ConsentRecord, given_name: str, family_name: str = "") -> ConsentRecord:
    """The same record of a patient of another name."""
    return replace(record, patient=replace(record.patient, given_name=given_name, family_name=family_name))


def with_outlet(record: ConsentRecord, use: str, name: str) -> ConsentRecord:
    outlet = Outlet("outlet", name)
    named = (replace(d, outlet=outlet) if d.use == use else d for d in record.decisions)
    return replace(record, decisions=tuple(named))


def child_record(may_be_named: bool) -> ConsentRecord:
    """A child of 12 who said no to teaching; the parent said no to social media."""
    first = sealed_record("minor", 1, ALL_USES).images[0].source_sha256
    said = Assent(AssentState.AGREES, NOW, (No(first, "teaching"),), may_be_named=may_be_named)
    return sealed_record("minor", 1, ALL_USES, refused=("social_media",), assented=said)


def test_clinic_contact_patient_and_record_number_stand_on_the_copy() -> None:
    text = text_of(printed(sealed_record()))
    for told in ("Example Hospital, Dermatology", "The photo desk", "555 0100", "photos@example.org"):
        assert told in text
    assert "Alex Probe, born 17 May 1980, record number 004 417." in text


def test_the_order_is_the_order_of_need() -> None:
    text = text_of(printed(sealed_record("adult", 1, ALL_USES)))
    heads = ("What you decided", "never changes your care", "If you change your mind", "Who signed")
    places = [text.index(head) for head in (*heads, "What was explained, in the words you saw")]
    assert places == sorted(places)


def test_each_answer_stands_with_its_outlet_and_its_end() -> None:
    text = text_of(printed(sealed_record("adult", 1, ALL_USES, refused=("teaching",))))
    assert "Peer-reviewed medical journals until 31 January 2031" in text
    assert "Facebook until 31 January 2031" in text
    assert re.search(r"Yes No Yes", text)


def test_yes_and_no_are_printed_in_the_same_ink() -> None:
    page = pages_as_pictures(printed(sealed_record(refused=("teaching",))), scale=1)[0]
    yes, no = page.crop((190, 150, 300, 185)), page.crop((340, 150, 450, 185))
    darkest = [min(cell.get_flattened_data(), key=sum) for cell in (yes, no)]
    assert darkest[0] == darkest[1] == (0x1F, 0x2A, 0x30)


def test_sentences_are_set_in_twelve_points_and_nothing_in_less_than_nine() -> None:
    sizes = [
        size for text, size in text_sizes(printed(sealed_record("minor", 2, ALL_USES, interpreter=True)))
    ]
    assert min(sizes) >= 9
    sentences = {size for text, size in text_sizes(printed(sealed_record())) if "same care each time" in text}
    assert sentences == {12}


def test_a_picture_is_named_by_number_label_time_and_short_id() -> None:
    record = sealed_record(images=2)
    text = text_of(printed(record))
    for image in record.images:
        assert f"{image.number} · {image.label}" in text
        assert f"shown 10:00 · {image.source_sha256[:6]}" in text


def test_thumbnails_are_embedded_byte_for_byte() -> None:
    record = sealed_record(images=2)
    pictures = thumbnails(record)
    assert sorted(embedded_images(printed(record, pictures=pictures))) == sorted(pictures.values())


def test_where_every_use_was_refused_a_number_stands_in_place_of_the_picture() -> None:
    record = sealed_record("adult", 2, ALL_USES, refused=ALL_USES)
    pdf = printed(record)
    assert embedded_images(pdf) == []
    assert f"not kept · {record.images[0].short_id}" in text_of(pdf)
    assert "every use of it was refused. We erased that picture." in text_of(pdf)


def test_a_kept_image_whose_bytes_are_gone_by_now_is_shown_by_its_number() -> None:
    pdf = printed(sealed_record(), pictures={})
    assert embedded_images(pdf) == []
    assert "1 · left forearm 1" in text_of(pdf)


def test_a_session_without_photographs_says_so() -> None:
    record = replace(sealed_record(), images=(), decisions=(), photography=PhotographyPermission(False, NOW))
    assert "You said no to photographs." in text_of(printed(record))


def test_a_young_childs_no_to_one_use_is_not_told_as_agreeing_to_the_rest() -> None:
    first = sealed_record("young_minor").images[0].source_sha256
    said = Assent(AssentState.AGREES, NOW, (No(first, "teaching"),))
    text = text_of(printed(sealed_record("young_minor", assented=said)))
    assert "agrees too" not in text
    assert "Not agreed" in text


def test_a_child_who_may_be_named_is_named_beside_their_no() -> None:
    text = text_of(printed(child_record(may_be_named=True)))
    assert "Not agreed" in text
    assert "Alex said no" in text


def test_a_child_who_may_not_be_named_cannot_be_told_from_the_adult() -> None:
    text = text_of(printed(child_record(may_be_named=False)))
    assert "said no" not in text
    assert text.count("Not agreed") == 2
    assert " No " not in text.split("What you decided")[1].split("never changes your care")[0]


def test_why_assent_was_not_possible_is_told() -> None:
    said = Assent(AssentState.NOT_POSSIBLE, NOW, reason="Alex was asleep")
    text = text_of(printed(sealed_record("represented", assented=said)))
    assert "We could not ask Alex to agree. Reason: Alex was asleep." in text


def test_each_signer_has_name_role_meaning_and_time_with_offset() -> None:
    record = sealed_record("minor", interpreter=True)
    text = text_of(printed(record))
    assert "Mother, parental responsibility" in text
    assert "Patient, 12 years" in text
    assert "Interpreter: Kim Muster, Spanish." in text
    assert "Confirmed with a personal code" in text
    assert text.count("2 March 2026, 10:00 -05:00") == len(record.signatures) + 2
    for signed in (*record.signatures, record.attestation):
        assert signed.name in text
        assert signed.meaning in text


def test_a_mark_names_its_witness() -> None:
    record = sealed_record()
    marked = replace(record, signatures=(replace(record.signatures[0], witness="Pat Witness"),))
    assert "Mark made in front of Pat Witness" in text_of(printed(marked))


def test_every_statement_is_there_word_for_word_with_language_and_version() -> None:
    record = sealed_record("adult", 1, ALL_USES)
    text = text_of(printed(record))
    for page in record.explained:
        for statement in page.statements:
            assert f"{statement.title} {statement.text}" in text
    assert "Language: English. Version of the words: 2026.1." in text


def test_the_copy_says_who_approved_the_words_and_nothing_where_nobody_did() -> None:
    record = sealed_record()
    approved = tuple(
        replace(page, draft_wording=False, reviewed_by="Kim Muster, 2026-03-01") for page in record.explained
    )
    told = text_of(printed(replace(record, explained=approved)))
    assert "Approved for the clinic by Kim Muster, 2026-03-01." in told
    assert "Approved" not in text_of(printed(record))


@pytest.mark.parametrize("draft", [True, False])
def test_draft_wording_is_marked_only_where_it_is_a_draft(draft: bool) -> None:
    record = sealed_record()
    pages = tuple(replace(page, draft_wording=draft) for page in record.explained)
    text = text_of(printed(replace(record, explained=pages)))
    assert ("Draft wording, not yet approved by the clinic." in text) == draft


def test_an_authorisation_says_who_gives_what_to_whom_until_when() -> None:
    text = text_of(printed(sealed_record("adult", 3, ALL_USES, refused=("online",))))
    assert (
        "Social media. Example Hospital, Dermatology may give pictures 1 to 3 to Facebook. "
        "This ends on 31 January 2031." in text
    )
    assert "Online: a journal or website. Example Hospital" not in text


def test_an_authorisation_may_end_with_an_event() -> None:
    record = sealed_record("adult", 1, ALL_USES)
    ends = Expiry(event="the end of the study")
    record = replace(record, decisions=tuple(replace(d, expiry=ends) for d in record.decisions))
    assert "This ends with this event: the end of the study." in text_of(printed(record))


def test_nothing_is_said_about_authorisations_where_none_was_given() -> None:
    assert "What you allow" not in text_of(printed(sealed_record()))


def test_the_qr_code_says_record_code_and_whole_chain_hash() -> None:
    record = sealed_record()
    codes = zxingcpp.read_barcodes(pages_as_pictures(printed(record))[0])
    assert [code.text for code in codes] == [f"consentdesk:{record.code}:{CHAIN_HASH}"]


def test_code_hash_and_page_number_stand_on_each_page() -> None:
    record = sealed_record("adult", 2, ALL_USES)
    pages = page_texts(printed(record))
    for number, text in enumerate(pages, start=1):
        assert f"Record {record.code} · chain {CHAIN_HASH[:4]} {CHAIN_HASH[4:8]}" in text
        assert f"Page {number} of {len(pages)}" in text
    assert CHAIN_HASH in pages[0].replace(" ", "")


def test_a_rehearsal_is_marked_on_every_page_and_a_real_copy_on_none() -> None:
    record = sealed_record("adult", 2, ALL_USES)
    assert all(
        "Rehearsal. Not a real consent." in text for text in page_texts(printed(record, rehearsal=True))
    )
    assert "Rehearsal" not in text_of(printed(record))


def test_a_copy_for_someone_who_has_died_does_not_speak_of_their_care() -> None:
    text = text_of(printed(sealed_record("deceased")))
    assert "The pictures, and your decision" in text
    assert "Your pictures" not in text
    assert "never changes your care" not in text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("pathway", ["adult", "minor"])
def test_two_images_and_five_uses_fit_two_pages(pathway: str, paper: str) -> None:
    assert len(page_texts(printed(sealed_record(pathway, 2, ALL_USES), paper))) == 2


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_pages_have_the_size_of_the_paper(paper: str, size: tuple[int, int]) -> None:
    for page in PdfReader(BytesIO(printed(sealed_record(), paper))).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_forty_images_are_all_there_and_each_page_of_the_table_has_its_head() -> None:
    record = sealed_record("adult", 40, ALL_USES)
    pages = page_texts(printed(record))
    table = [text for text in pages if "shown 10:00" in text]
    assert all("Picture Medical record Teaching Print Online Social media" in text for text in table)
    for image in record.images:
        (page,) = [text for text in table if f"· {image.short_id}" in text]
        assert f"{image.number} · {image.label}" in page


def test_a_long_outlet_is_printed_whole_below_the_table() -> None:
    lines = [f"The {n}th Yearbook of Example Dermatology, Sampletown" for n in range(10)]
    text = text_of(printed(with_outlet(sealed_record("adult", 2, ALL_USES), "print", "\n".join(lines))))
    assert text.count("see note 1") == 2
    assert f"Note 1: {' '.join(lines)}" in text


def test_a_heading_never_ends_a_page() -> None:
    heads = ("What you decided", "If you change your mind", "What you allow, use by use", "Who signed")
    for images in range(1, 9):
        for text in page_texts(printed(sealed_record("adult", images, ALL_USES))):
            assert not text.strip().endswith((*heads, "in the words you saw"))


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_can_be_read_back(script: str) -> None:
    text = text_of(printed(called(sealed_record(), NAMES[script])))
    assert f"{NAMES[script]}, born 17 May 1980" in text


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_is_drawn_with_glyphs(script: str) -> None:
    assert copies().missing_characters(NAMES[script]) == ""


def test_a_name_of_sixty_letters_stays_inside_its_column() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss"
    (first, *_) = pages_as_pictures(printed(called(sealed_record("minor"), name, name)), scale=1)
    margin = first.crop((first.width - 40, 0, first.width, first.height))
    assert margin.getcolors() == [(margin.width * margin.height, (255, 255, 255))]


def test_stars_and_braces_in_a_name_are_letters_like_others() -> None:
    assert "A**l{e}x, born" in text_of(printed(called(sealed_record(), "A**l{e}x")))


def test_a_character_without_glyph_is_spelled_never_a_silent_box() -> None:
    assert copies().missing_characters("Alex 😀😀 𐍈") == "😀𐍈"
    assert "Al[U+1F600]ex, born" in text_of(printed(called(sealed_record(), "Al😀ex")))


def test_every_font_is_embedded_and_bundled() -> None:
    fonts = list(fonts_of(printed(called(sealed_record(), NAMES["Hindi"], NAMES["Chinese"]))))
    assert fonts
    assert all(
        embedded and re.match(r"/[A-Z]{6}\+(Atkinson|NotoSans|Droid)", name) for name, embedded in fonts
    )


@pytest.mark.parametrize("large", [False, True], ids=["common print", "large print"])
def test_no_metadata_tells_a_name(large: bool) -> None:
    pdf = printed(sealed_record(), large=large)
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    told = {key: str(value) for key, value in reader.metadata.items()}
    assert told["/Title"] == "Consent copy"
    assert not any(word in value for value in told.values() for word in ("Probe", "Alex", "Hospital"))
    assert reader.xmp_metadata is None
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_what_a_thumbnail_does_not_say_the_copy_does_not_say() -> None:
    exposing = BytesIO()
    photograph(320, 240).save(exposing, "JPEG", exif=camera_exif(text="canary-4711"))
    record = sealed_record()
    source = record.images[0].source_sha256
    assert b"canary-4711" in printed(record, pictures={source: exposing.getvalue()})
    assert b"Exif" not in printed(record, pictures={source: thumbnail(1)})


def test_the_same_record_gives_the_same_bytes_whatever_was_printed_before() -> None:
    record = sealed_record("minor", 2, ALL_USES)
    busy = copies()
    printed(called(sealed_record(), NAMES["Arabic"]), by=busy)
    assert printed(record, by=busy) == printed(record, by=copies())


@pytest.mark.parametrize("word", ["compliant", "anonymous", "guaranteed"])
def test_no_copy_promises_what_nobody_can(word: str) -> None:
    for pathway in ("adult", "minor", "represented", "deceased"):
        assert word not in text_of(printed(sealed_record(pathway, 1, ALL_USES))).lower()


def test_an_outlet_that_the_child_said_no_to_is_not_named() -> None:
    record = child_record(may_be_named=False)
    outlet = Outlet("outlet", "The Example Yearbook of Dermatological Photography in Sampletown, volume 7")
    told = tuple(replace(d, outlet=outlet) if d.patient_said_no else d for d in record.decisions)
    assert "Example Yearbook" not in text_of(printed(replace(record, decisions=told)))


def test_permission_to_photograph_is_told_and_still_fits_two_pages() -> None:
    record = replace(sealed_record("minor", 2, ALL_USES), photography=PhotographyPermission(True, NOW))
    pages = page_texts(printed(record, "Letter"))
    assert "You said yes to taking photographs at 10:00." in pages[0]
    assert len(pages) == 2


def test_a_picture_shown_on_another_day_says_which() -> None:
    record = sealed_record()
    record = replace(record, sealed_at=later(days=1))
    assert "shown 2 March 2026, 10:00" in text_of(printed(record))


def test_very_long_entries_lose_nothing() -> None:
    name, note = "Maximiliana " * 40, "witness " * 60
    record = called(sealed_record("minor", 2, ALL_USES), name.strip())
    long = tuple(replace(s, name=name.strip(), witness=note.strip()) for s in record.signatures)
    images = tuple(replace(i, label="left forearm " * 38) for i in record.images)
    text = text_of(printed(replace(record, signatures=long, images=images)))
    assert text.count("witness") == 60 * len(long)
    assert text.count("forearm") == 38 * 2
    assert f"Page 1 of {len(page_texts(printed(record)))}" in text_of(printed(record))
