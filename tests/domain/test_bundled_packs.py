"""The bundled packs: us, uk, and eu, a template until a clinic has filled in its country's values."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from consentdesk.domain.draft import Outlet
from consentdesk.domain.duties import ClockStart, Risk, Step, Tell, Unit
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import fits
from consentdesk.domain.pack_text import DUTIES, pack_title, parse_pack
from consentdesk.domain.pathway import pathway_for
from consentdesk.domain.people import Capacity, Circumstances, Life
from consentdesk.domain.permission import Past, permitted
from consentdesk.domain.placement import Outcome, PlaceKind, ProofKind
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.wording import pages_for, parse_wording
from tests.helpers.packs import COUNTRY, as_format_1, as_format_3, filled_in, pack, pack_text, rules_of
from tests.helpers.sessions import CLINIC, RESOURCES

READY = ("us", "uk")
WHOLE = {"us": pack_text("us"), "uk": pack_text("uk"), "eu": filled_in(pack_text("eu"))}
WORDINGS = sorted((RESOURCES / "statements").glob("*.toml"))
BORN = date(2009, 5, 10)
DAYS = {  # on which a patient born on BORN is that old
    "6, on the last day": date(2016, 5, 9),
    "exactly 7": date(2016, 5, 10),
    "15, on the last day": date(2025, 5, 9),
    "exactly 16": date(2025, 5, 10),
    "17, on the last day": date(2027, 5, 9),
    "exactly 18": date(2027, 5, 10),
}
FINDINGS = (Capacity.NO_DOUBT, Capacity.FOUND, Capacity.LACKING, Capacity.GUARDIAN)
UK = {  # who agrees, by age and by what was found of the patient's capacity
    "6, on the last day": ("young_minor", "young_minor", "represented", "represented"),
    "exactly 7": ("minor", "minor", "represented", "represented"),
    "15, on the last day": ("minor", "minor", "represented", "represented"),
    "exactly 16": ("adult", "adult", "represented", "represented"),
    "17, on the last day": ("adult", "adult", "represented", "represented"),
    "exactly 18": ("adult", "adult", "represented", "represented"),
}
US = UK | {
    "exactly 16": ("minor", "minor", "represented", "represented"),
    "17, on the last day": ("minor", "minor", "represented", "represented"),
}


@pytest.mark.parametrize(("id", "table"), [("uk", UK), ("us", US)])
@pytest.mark.parametrize("age", DAYS)
def test_who_agrees_follows_from_age_and_capacity(
    id: str, table: dict[str, tuple[str, ...]], age: str
) -> None:
    found = (pathway_for(pack(id), BORN, Circumstances(finding), DAYS[age]).id for finding in FINDINGS)
    assert tuple(found) == table[age]


@pytest.mark.parametrize("age", DAYS)
@pytest.mark.parametrize("life", [Life.DECEASED, Life.STILLBORN])
def test_in_every_pack_death_comes_before_age(age: str, life: Life) -> None:
    for id in READY:
        assert pathway_for(pack(id), BORN, Circumstances(life=life), DAYS[age]).id == life.value


@pytest.mark.parametrize(
    ("signed", "asked", "frozen_since"),
    [
        (date(2024, 6, 1), date(2025, 5, 9), ""),
        (date(2024, 6, 1), date(2025, 5, 10), "2025-05-10"),
        (date(2025, 5, 10), date(2027, 5, 9), ""),  # for a young adult who lacked capacity
        (date(2025, 5, 10), date(2027, 5, 10), "2027-05-10"),
        (date(2027, 5, 10), date(2040, 1, 1), ""),
    ],
)
def test_in_uk_what_others_agreed_to_is_frozen_at_16_and_at_18(
    signed: date, asked: date, frozen_since: str
) -> None:
    past = Past("r", noon(signed), "teaching_inhouse", True, True, False, "representative", None, None, BORN)
    verdict = permitted(pack("uk"), pack("uk").outlets, [past], "teaching_inhouse", "", noon(asked))
    assert [p.details for p in verdict.reasons] == ([{"day": frozen_since}] if frozen_since else [])


def noon(day: date) -> Moment:
    return Moment.parse(f"{day}T12:00:00.000+00:00")


def test_in_uk_publication_names_one_outlet_and_never_a_class() -> None:
    whole = Outlet("class", "Peer-reviewed medical journals", "peer_reviewed_medical")
    for id in ("print", "online"):
        use = pack("uk").use(id)
        assert fits(Outlet("outlet", "The BMJ", "bmj"), use, pack("uk"))
        assert not fits(whole, use, pack("uk")) and fits(whole, pack("us").use(id), pack("us"))


def test_in_uk_teaching_here_is_another_use_than_teaching_elsewhere() -> None:
    uses = [use.id for use in pack("uk").uses]
    assert "teaching_inhouse" in uses and "teaching_outside" in uses and "teaching" not in uses
    assert pack("uk").default_uses == ("medical_record", "teaching_inhouse")


def test_in_uk_no_next_of_kin_decides_for_a_living_adult_but_one_does_for_the_dead() -> None:
    assert "next_of_kin" not in pack("uk").pathway("represented").authorities
    assert "next_of_kin" in pack("uk").pathway("deceased").authorities


def test_in_uk_and_eu_patients_are_told_where_to_complain() -> None:
    for use in pack("uk").uses:
        pages = pages_for(rules_of("uk").wording, pack("uk"), [use.id], CLINIC)
        told = next(s.text for page in pages for s in page.statements if s.id == "S11")
        assert told.endswith("the Information Commissioner's Office.")


@pytest.mark.parametrize("id", READY)
def test_each_rule_says_where_it_comes_from_and_of_when_that_is(id: str) -> None:
    sources = {source.id: source for source in pack(id).duties.sources}
    rules = [pack(id).ages, *pack(id).uses, *pack(id).pathways, *pack(id).duties.retention]
    duties = pack(id).duties
    for rule in (*rules, duties.breach, *duties.breach.duties, *duties.removal):
        source = sources[rule.source]
        assert source.title and re.match(r"\d{4}", source.date)


def test_the_default_pack_tells_people_media_and_authority_as_r36_says() -> None:
    breach = pack("us").duties.breach
    assert len(breach.factors) == 4
    assert {
        (d.tell, d.within, d.unit, d.counted_from, d.from_people, d.up_to_people) for d in breach.duties
    } == {
        (Tell.PERSON, 60, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 1, 0),
        (Tell.MEDIA, 60, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 501, 0),
        (Tell.AUTHORITY, 60, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 500, 0),
        (Tell.AUTHORITY, 60, Unit.CALENDAR_DAYS, ClockStart.YEAR_END, 1, 499),
    }


@pytest.mark.parametrize("id", ["uk", "eu"])
def test_uk_and_eu_tell_the_authority_within_72_hours_and_people_at_high_risk(id: str) -> None:
    duties = parse_pack(WHOLE[id], "clinic.toml").duties.breach.duties
    assert {(d.tell, d.risk, d.within, d.unit) for d in duties} == {
        (Tell.AUTHORITY, Risk.RISK, 72, Unit.HOURS),
        (Tell.PERSON, Risk.HIGH, 0, Unit.CALENDAR_DAYS),
    }


def test_the_template_is_refused_with_every_key_that_is_still_to_be_filled_in() -> None:
    with pytest.raises(Refusal) as no:
        parse_pack(pack_text("eu"), "eu.toml")
    assert {p.code for p in no.value.problems} == {"pack_is_template"}
    assert [p.details["key"] for p in no.value.problems] == [
        "ages.assent_from",
        "ages.adult_with_capacity_from",
        "ages.majority",
        "ages.leap_birthday",
        "pathways.minor.representatives",
        "pathways.young_minor.representatives",
        "authority.name",
        "languages.required[0]",
        "retention.medical_record.years",
        "retention.medical_record.minors_until_age",
        "retention.consent_record.years",
        "retention.consent_record.minors_until_age",
        "sources[5].title",
        "sources[5].date",
    ]


@pytest.mark.parametrize("left", COUNTRY)
def test_one_value_left_open_keeps_the_template_refused(left: str) -> None:
    with pytest.raises(Refusal) as no:
        parse_pack(filled_in(pack_text("eu"), leaving=left), "eu.toml")
    assert [p.code for p in no.value.problems] == ["pack_is_template"]
    assert re.sub(r"\[\d+\]", "", str(no.value.problems[0].details["key"])) == left


def test_the_template_counts_once_it_is_filled_in() -> None:
    filled = parse_pack(filled_in(pack_text("eu")), "eu.toml")
    assert pathway_for(filled, BORN, Circumstances(), date(2023, 5, 10)).id == "adult"
    assert filled.duties.languages == ("de",)
    assert filled.duties.authority == "the Data Office of Example Land"


def test_a_template_still_says_its_title_and_what_is_no_toml_says_none() -> None:
    assert pack_title(pack_text("eu")) == "European Union"
    assert pack_title("[pack") == pack_title("pack = 1") == pack_title("[pack]\ntitle = 1") == ""


@pytest.mark.parametrize("file", WORDINGS, ids=lambda file: file.stem)
@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_every_language_has_the_words_for_every_pack(file: Path, text: str) -> None:
    wording = parse_wording(file.read_text("utf-8"), file.name, parse_pack(text, "clinic.toml"))
    assert wording.language == file.stem


def test_a_pack_of_the_first_vaults_is_still_read() -> None:
    """Format 1 knew neither duties nor sources."""
    first = as_format_1(pack_text("us"))
    assert not set(DUTIES) & set(tomllib.loads(first))
    old = parse_pack(first, "us.toml")
    assert (old.uses[0].statements, old.ages.majority) == (pack("us").uses[0].statements, 18)
    assert (old.duties.retention, old.duties.sources, old.uses[0].source) == ((), (), "")


AT_ONCE = (PlaceKind.DISPLAY, PlaceKind.TEACHING_FILE, PlaceKind.WEBSITE, PlaceKind.SOCIAL_POST)


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_displays_teaching_files_and_the_internet_are_due_at_once_and_print_is_not_called_back(
    text: str,
) -> None:
    duties = parse_pack(text, "clinic.toml").duties
    assert {duties.taking_down(kind).within_days for kind in AT_ONCE} == {0}
    assert duties.taking_down(PlaceKind.PRINT).within_days == 14
    cannot = {k for k in PlaceKind if Outcome.CANNOT_RETRACT in duties.taking_down(k).outcomes}
    assert cannot == {PlaceKind.PRINT, PlaceKind.OTHER}
    for kind in (PlaceKind.WEBSITE, PlaceKind.SOCIAL_POST):
        assert ProofKind.NOTE not in duties.taking_down(kind).proof, "somebody looks, or shows a picture"


def test_by_a_pack_of_before_everything_leaves_at_once_and_anything_can_become_of_it() -> None:
    duties = parse_pack(as_format_3(pack_text("us")), "us.toml").duties
    assert duties.removal == () and duties.sources
    for kind in PlaceKind:
        rule = duties.taking_down(kind)
        assert (rule.within_days, rule.again_within_days) == (0, 0)
        assert set(rule.outcomes) == set(Outcome) - {Outcome.NOT_NEEDED} and rule.proof == tuple(ProofKind)
        assert rule.steps_at(0) and rule.steps_at(2)[0] is Step.TELL_AUTHORITY


def test_each_refusal_goes_one_further_up_and_the_last_stays_the_last() -> None:
    rule = pack("us").duties.taking_down(PlaceKind.PRINT)
    assert rule.steps_at(0) == rule.steps
    assert [rule.steps_at(level)[0] for level in (1, 2, 3)] == [*rule.further, rule.further[-1]]


def test_a_use_can_need_an_end_without_an_authorisation() -> None:
    text = pack_text("uk").replace('outlet = "outlet"\n', 'outlet = "outlet"\nexpiry = true\n', 1)
    assert parse_pack(text, "uk.toml").use("print").expiry
    assert not pack("uk").use("print").expiry and pack("us").use("print").expiry
