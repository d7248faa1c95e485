"""Outlets: the same one under another name, members of a class, and nothing by guess (R4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.draft import Outlet
from consentdesk.domain.outlets import as_offered, covers, find_outlet, fits, folded, outlets_for
from tests.helpers.sessions import LANGUAGES, rules

PACK = rules().pack
JAAD = Outlet("outlet", "Journal of the American Academy of Dermatology", "jaad")
JOURNALS = Outlet("class", "Peer-reviewed medical journals", "peer_reviewed_medical")
X = Outlet("platform", "X (Twitter)", "x")
NAMED_HERE = Outlet("outlet", "Zeitschrift für Beispiele")


@pytest.mark.parametrize(
    ("granted", "asked"),
    [
        (JAAD, "JAAD"),
        (JAAD, "j. am. acad. dermatol."),
        (JAAD, "  journal of the american academy of DERMATOLOGY "),
        (X, "Twitter"),
        (JOURNALS, "JAAD"),
        (JOURNALS, "Archives of Dermatology"),
        (NAMED_HERE, "ZEITSCHRIFT FUR BEISPIELE"),
    ],
)
def test_the_same_outlet_under_another_name_is_covered(granted: Outlet, asked: str) -> None:
    assert covers(granted, asked, PACK.outlets)


@pytest.mark.parametrize(
    ("granted", "asked"),
    [
        (JAAD, "JAMA Dermatology"),
        (JAAD, "Journal of the American Academy"),
        (JAAD, ""),
        (X, "Facebook"),
        (JOURNALS, "Facebook"),
        (JOURNALS, "Zeitschrift für Beispiele"),
        (JOURNALS, "Peer-reviewed medical journals"),
        (JOURNALS, ""),
        (Outlet("outlet", "!!!"), "???"),
        (Outlet("outlet", "दिल्ली"), "दिलील"),
    ],
)
def test_another_outlet_needs_another_yes(granted: Outlet, asked: str) -> None:
    assert not covers(granted, asked, PACK.outlets)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_each_registered_name_finds_its_own_outlet() -> None:
    for entry in PACK.outlets:
        for name in (entry.name, *entry.aliases):
            assert find_outlet(name, PACK.outlets) == entry


@pytest.mark.parametrize(
    ("use", "named", "fit"),
    [
        ("print", JAAD, True),
        ("print", NAMED_HERE, True),
        ("print", JOURNALS, True),
        ("print", Outlet("class", "All journals", "all"), False),
        ("print", Outlet("class", "All journals", "peer_reviewed_medical"), False),
        ("print", X, False),
        ("print", None, False),
        ("social_media", X, True),
        ("social_media", JAAD, False),
        ("social_media", JOURNALS, False),
        ("teaching", None, True),
    ],
)
def test_a_yes_names_what_its_use_asks_for(use: str, named: Outlet | None, fit: bool) -> None:
    assert fits(named, PACK.use(use), PACK) == fit


def test_platforms_are_offered_for_social_media_alone() -> None:
    assert {e.kind for e in outlets_for(PACK.use("social_media"), PACK.outlets)} == {"platform"}
    assert {e.kind for e in outlets_for(PACK.use("online"), PACK.outlets)} == {"class", "outlet"}
    assert "bmj_case_reports" not in {e.id for e in outlets_for(PACK.use("print"), PACK.outlets)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_is_offered_in_the_patients_words_and_stays_the_class_of_the_pack(language: str) -> None:
    held_to = rules(language)
    entry = next(o for o in held_to.pack.outlets if o.kind == "class")
    offered = as_offered(entry, held_to.wording)
    assert (offered.name == offered.said) is (language == "en")
    assert fits(offered, held_to.pack.use("print"), held_to.pack)
    assert covers(offered, "JAAD", held_to.pack.outlets)


def test_a_journal_is_offered_by_its_own_name() -> None:
    journal = next(o for o in rules("ar").pack.outlets if o.id == "jaad")
    assert as_offered(journal, rules("ar").wording).said == journal.name
