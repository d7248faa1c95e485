"""What departs from the usual way of agreeing stands on the copy, in every language, read back by pypdf."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from consentdesk.documents.words import Words, read_words
from consentdesk.domain.codec import parse
from consentdesk.domain.draft import AssentState
from consentdesk.domain.pack import ALONE
from consentdesk.domain.people import Circumstances
from consentdesk.domain.record import ConsentRecord
from tests.documents.agreeing import (
    ABSENT,
    ALONE_BECAUSE,
    CORRECTED,
    IN_THEATRE,
    SECOND,
    WITNESS,
    alone_by_override,
    aloud,
    corrected,
    everything,
    for_a_while_unable,
    in_ink,
    of_two,
    questioned,
)
from tests.documents.reading import RESOURCES, page_texts, printed, text_of
from tests.helpers.sessions import ALL_USES, BORN, LANGUAGES, NOW, hash_of, rules, sealed_record

STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
RECORDS = Path(__file__).parent / "records"
# Of all that a copy of the old record draws. New English words for the copy change it, and nothing else may.
AS_EVER = {
    "A4": "53da397870c39c3505da32df424393e0347fb82f782a2cf4a2762766ebbb4680",
    "Letter": "05bf7f71e4338fe9142d0af0a77b4809428978e3abdae0ea4d250b3ea0d07f0b",
}


def flat(text: str) -> str:
    return "".join(STEERING.sub("", unicodedata.normalize("NFKC", text)).split())


@cache
def told(language: str) -> str:
    """All text of the copy of everything at once, without spaces."""
    return _told(everything(language))


def _told(record: ConsentRecord) -> str:
    return flat(" ".join(page.extract_text() for page in PdfReader(BytesIO(printed(record))).pages))


@cache
def words(language: str) -> Words:
    return read_words(RESOURCES / "copy", RESOURCES / "statements", language)


def sentence(language: str, key: str, **values: str) -> str:
    """A sentence of the copy as it is read back."""
    return flat(words(language).fill(key, **values).replace("**", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_departure_from_the_rules_is_told_with_its_reason(language: str) -> None:
    what = words(language).fill("patient.capacity_temporarily_lacking", given="Alex")
    assert sentence(language, "patient.departs", what=what, reason=IN_THEATRE) in told(language)
    alone = words(language).fill("patient.alone", given="Alex")
    overridden = _told(alone_by_override(sealed_record(language=language)))
    assert sentence(language, "patient.departs", what=alone, reason=ALONE_BECAUSE) in overridden


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_who_decide_are_told_with_relationship_and_authority(language: str) -> None:
    terms = rules(language).wording.terms
    standing = {"relationship": terms[SECOND.relationship], "authority": terms[SECOND.authority]}
    assert sentence(language, "patient.representative", name=SECOND.name, **standing) in told(language)
    assert flat(rules(language).wording.meanings["second_representative"]) in told(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_only_one_of_two_signed_is_told(language: str) -> None:
    text = _told(of_two(sealed_record("minor", language=language), ABSENT))
    assert sentence(language, "patient.one_signs", reason=ABSENT) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_minor_who_decides_alone_by_law_is_told_with_the_ground(language: str) -> None:
    terms = rules(language).wording.terms
    facts = Circumstances(decides_alone="emancipated")
    record = replace(sealed_record(language=language), pathway=ALONE, circumstances=facts, terms=terms)
    ground = {"given": "Alex", "ground": terms["emancipated"]}
    assert sentence(language, "patient.decides_alone", **ground) in _told(record)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_said_aloud_names_the_witness_who_signs(language: str) -> None:
    text = told(language)
    assert sentence(language, "signed.route_verbal") in text
    assert text.count(sentence(language, "signed.by_voice")) >= 3
    assert text.count(sentence(language, "signed.heard_by", name=WITNESS)) == 3
    assert flat(rules(language).wording.meanings["witness"]) in text
    assert sentence(language, "signed.mark_before", name=WITNESS) not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_signed_in_ink_tells_the_form_and_each_page_that_is_kept(language: str) -> None:
    text = _told(in_ink(sealed_record("minor", language=language)))
    printed_on = words(language).day(in_ink(sealed_record()).paper.printed_at.day)  # type: ignore[union-attr]
    assert sentence(language, "signed.route_paper", date=printed_on) in text
    hashes = words(language)["form.comma"].join(hash_of(f"page {page}")[:8] for page in (1, 2, 3))
    assert sentence(language, "signed.pages_kept", count="3", hashes=hashes) in text
    assert text.count(sentence(language, "signed.in_ink")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_is_told_with_how_it_went(language: str) -> None:
    assert sentence(language, "asked.heading") in told(language)
    worded = rules(language).wording.questions
    for question, went in zip(worded, ("at_once", "reread", "unclear"), strict=False):
        assert sentence(language, f"asked.{went}", question=question.text) in told(language), went


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_names_the_record_that_it_replaces_before_anything_else(language: str) -> None:
    said = sentence(language, "head.corrects", code=CORRECTED.code, reason=CORRECTED.reason)
    dated = sentence(language, "head.subtitle", date=words(language).day(NOW.day))
    text = told(language)
    assert text.index(flat(words(language)["head.title"])) < text.index(said) < text.index(dated)


def test_a_departure_stands_in_a_frame_above_the_answers() -> None:
    (first, *_) = page_texts(printed(alone_by_override(sealed_record())))
    assert first.index("record number") < first.index("This departs from the usual rule.")
    assert first.index("This departs from the usual rule.") < first.index("What you decided")


def test_a_departure_is_told_once_and_only_where_there_is_one() -> None:
    text = text_of(printed(for_a_while_unable(sealed_record("represented"))))
    assert text.count("could not make this decision for now") == 1
    for pathway in BORN:
        assert "departs" not in text_of(printed(sealed_record(pathway)))


def test_nothing_is_said_of_questions_routes_or_corrections_where_there_were_none() -> None:
    text = text_of(printed(sealed_record("minor", 2, ALL_USES)))
    for absent in ("asked to be sure", "aloud", "in ink", "corrects", "two people"):
        assert absent not in text


def test_a_mark_on_the_screen_is_still_told_as_a_mark() -> None:
    record = sealed_record()
    marked = replace(record, signatures=(replace(record.signatures[0], witness=WITNESS),))
    text = text_of(printed(marked))
    assert f"Mark made in front of {WITNESS}" in text
    assert "Heard by" not in text


def test_the_order_of_need_holds_with_everything_at_once() -> None:
    text = text_of(printed(everything()))
    heads = (
        "This record corrects",
        "This departs",
        "What you decided",
        "never changes your care",
        "If you change your mind",
        "Who signed",
        "This was said aloud",
        "What was explained, in the words you saw",
        "What we asked to be sure",
    )
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)


@pytest.mark.parametrize("words_above", [165, 210, 255])
def test_who_signed_never_stands_alone_at_the_foot_of_a_page(words_above: int) -> None:
    record = in_ink(sealed_record("minor", 4, ALL_USES))
    pushed = replace(record, clinic=replace(record.clinic, address="street " * words_above))
    (page,) = [page for page in page_texts(printed(pushed)) if "Who signed" in page]
    assert "Signed in ink, on paper" in page


def test_a_child_who_may_not_be_named_stays_unnamed_on_every_route() -> None:
    record = sealed_record("minor", 1, ALL_USES, refused=("social_media",))
    assert record.assent is not None
    unnamed = replace(record.assent, state=AssentState.DISSENTS, may_be_named=False)
    for routed in (aloud(record), in_ink(record)):
        own = tuple(s for s in routed.signatures if s.role != "assent")
        assert "said no" not in text_of(printed(replace(routed, assent=unnamed, signatures=own)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_at_once_takes_three_pages_at_most(language: str) -> None:
    assert len(page_texts(printed(everything(language)))) <= 3


def test_long_reasons_and_names_lose_nothing() -> None:
    record = corrected(questioned(alone_by_override(sealed_record("adult", 2, ALL_USES))))
    assert record.corrects is not None
    long = replace(
        record, override="because " * 150, corrects=replace(record.corrects, reason="mistake " * 90)
    )
    text = text_of(printed(long))
    assert text.count("because") == 150
    assert text.count("mistake") == 90


def test_everything_at_once_gives_the_same_bytes_each_time() -> None:
    assert printed(everything("ar")) == printed(everything("ar"))


@pytest.mark.parametrize(("paper", "drawn"), AS_EVER.items())
def test_a_record_from_before_all_this_is_drawn_as_it_ever_was(paper: str, drawn: str) -> None:
    old = parse(ConsentRecord, (RECORDS / "sealed_before_other_routes.json").read_bytes())
    digest = hashlib.sha256()
    for page in PdfReader(BytesIO(printed(old, paper))).pages:
        digest.update(page.get_contents().get_data())  # type: ignore[union-attr]
    assert digest.hexdigest() == drawn
