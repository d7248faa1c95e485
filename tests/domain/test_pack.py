"""A rule pack is read whole or refused, with file, key and reason."""

from __future__ import annotations

import tomllib

import pytest

from consentdesk.domain.authorisation import STATEMENT_OF
from consentdesk.domain.pack import ALONE, PATHWAYS, AssentRule, OutletKind, RulePack
from consentdesk.domain.pack_text import DUTIES, PARTS, parse_pack
from consentdesk.domain.refusals import Refusal
from tests.domain.journal import CALLED_FOR, PUBLISHING
from tests.helpers.sessions import RESOURCES, rules

TEXT = (RESOURCES / "rulepacks" / "us.toml").read_text("utf-8")
PACK = rules().pack


def refused(text: str) -> dict[str, str | int]:
    with pytest.raises(Refusal) as no:
        parse_pack(text, "clinic.toml")
    assert no.value.code == "pack_malformed"
    return no.value.problems[0].details


def changed(before: str, after: str) -> str:
    assert before in TEXT
    return TEXT.replace(before, after, 1)


@pytest.mark.parametrize(
    ("before", "after", "key", "reason"),
    [
        ('id = "us"\n', "", "pack.id", "is missing"),
        ('id = "us"', "id = 7", "pack.id", "must be a text"),
        ("validity_years = 5", "validity_years = true", "pack.validity_years", "must be a whole number"),
        ("validity_years = 5", "validity_years = 0", "pack.validity_years", "must be at least 1"),
        ("validity_years = 5", "valid_years = 5", "pack.valid_years", "is not a key that is known here"),
        ('["medical_record", "teaching"]', '["research"]', "pack.default_uses", "research is not a use"),
        ("assent_from = 7", "assent_from = 18", "ages.majority", "must lie above assent_from and below 30"),
        ("majority = 18", 'majority = "18"', "ages.majority", "must be a whole number"),
        ('"03-01"', '"03-02"', "ages.leap_birthday", 'must be "02-28" or "03-01"'),
        ("[ages]", "[age]", "age", "is not a key that is known here"),
        ('ids = ["S1",', 'ids = ["S1", "S1",', "statements.ids", "must be a list of different texts"),
        ('ids = ["S1",', "ids = [", "uses[0].statements", "S1 is not in statements.ids"),
        (
            'outlet = "outlet"',
            'outlet = "journal"',
            "uses[2].outlet",
            "must be one of none, outlet, platform",
        ),
        ("authorisation = true", "authorisation = 1", "uses[2].authorisation", "must be true or false"),
        ('id = "teaching"', 'id = "medical_record"', "uses", "an id stands there twice"),
        ("[pathways.adult]", "[pathways.grownup]", "pathways.adult", "is missing"),
        (
            'decides = "patient"',
            'decides = "court"',
            "pathways.adult.decides",
            'must be "patient" or "representative"',
        ),
        (
            'decides = "patient"',
            'decides = "representative"',
            "pathways.adult.relationships",
            "a representative needs relationships and authorities to choose from",
        ),
        (
            'mother = "parental_responsibility"',
            'mother = "her_word"',
            "pathways.minor.usual.mother",
            "must pair a relationship with an authority listed here",
        ),
        ('kind = "class"', 'kind = "family"', "outlets[0].kind", 'must be "outlet", "class" or "platform"'),
        ('id = "jaad"', 'id = "nejm"', "outlets", "an id stands there twice"),
        ('uses = ["print", "online"]', 'uses = ["press"]', "outlets[0].uses", "press is not a use"),
        (
            'classes = ["peer_reviewed_medical"]',
            'classes = ["best"]',
            "outlets[1].classes",
            "best is not a class",
        ),
    ],
)
def test_a_malformed_pack_names_file_key_and_reason(before: str, after: str, key: str, reason: str) -> None:
    assert refused(changed(before, after)) == {"file": "clinic.toml", "key": key, "reason": reason}


DUTY = 'tell = "person"\nrisk = "not_low"\nwithin = 60\n'


@pytest.mark.parametrize(
    ("before", "after", "key", "reason"),
    [
        ("format = 4", "format = 5", "pack.format", "is newer than this program"),
        ("format = 4\n", "", "teach_back", "is not a key that is known here"),
        ("format = 4\n", "format = 2\n", "teach_back", "is not a key that is known here"),
        ("format = 4\n", "format = 3\n", "removal", "is not a key that is known here"),
        ('questions = ["Q1", "Q2", "Q3", "Q4", "Q5"]', 'questions = ["Q1", "Q2"]', "teach_back.questions",
         "must be 3 to 5"),
        ('questions = ["Q1", "Q2", "Q3", "Q4", "Q5"]', 'teach_back = true', "teach_back.teach_back",
         "is not a key that is known here"),
        ('grounds = ["emancipated", "lawful_care"]', "grounds = []", "pathways.minor_alone.grounds",
         "must not be empty"),
        ("representatives = 2", "representatives = 3", "pathways.stillborn.representatives",
         "must be 1 or 2"),
        ('[[uses]]\nid = "teaching"\n', '[[uses]]\nid = "teaching"\nsecond_person = true\n',
         "uses[1].second_person", "needs an outlet: nothing else is checked before it leaves"),
        ('kind = "display"', 'kind = "wall"', "removal[0].kind",
         "must be one of display, teaching_file, print, website, social_post, other"),
        ('kind = "display"', 'kind = "print"', "removal",
         "must speak once of each of display, teaching_file, print, website, social_post, other"),
        ("within_days = 14", "within_days = -1", "removal[2].within_days", "must be at least 0"),
        ('proof = ["picture", "note"]', 'proof = ["hearsay"]', "removal[0].proof",
         "must be of picture, link_checked, note"),
        ('outcomes = ["removed", "replaced"]', "outcomes = []", "removal[0].outcomes", "must not be empty"),
        ('outcomes = ["removed", "replaced"]', 'outcomes = ["refused_by_outlet"]', "removal[0].outcomes",
         "must name one that ends the task"),
        ('outcomes = ["removed", "replaced"]', 'outcomes = ["removed", "not_needed"]', "removal[0].outcomes",
         "must not name not_needed: it follows from what was lifted"),
        ('further = ["write_publisher", "tell_authority"]\n', "", "removal[2].further",
         "must say whom to turn to after a refusal"),
        ("[authority]", "[authorities]", "authorities", "is not a key that is known here"),
        ('name = "the Office', 'named = "the Office', "authority.named", "is not a key that is known here"),
        ("majority = 18", "majority = 18\nadult_with_capacity_from = 7", "ages.adult_with_capacity_from",
         "must lie above assent_from and not above majority"),
        ("majority = 18", "majority = 18\nadult_with_capacity_from = 19", "ages.adult_with_capacity_from",
         "must lie above assent_from and not above majority"),
        ("authorisation = true", "authorisation = true\nexpiry = false", "uses[2].expiry",
         "must be true where an authorisation is needed"),
        ('id = "medical_record"', 'id = "chart"', "uses", "medical_record is missing"),
        ("[pathways.stillborn]", "[pathways.emancipated]\n[pathways.stillborn]", "pathways.emancipated",
         "is not a key that is known here"),
        ('required = ["en"]', "required = []", "languages.required", "must not be empty"),
        ("[retention.medical_record]", "[retention.record]", "retention.record",
         "is not a key that is known here"),
        ("years = 10", "years = 0", "retention.medical_record.years", "must be at least 1"),
        ("years = 10\n", "", "retention.medical_record.years", "is missing"),
        ('"last_contact"', '"discharge"', "retention.medical_record.counted_from",
         "must be one of last_contact, last_effective"),
        ("minors_until_age = 28", "minors_until_age = -1", "retention.medical_record.minors_until_age",
         "must be at least 0"),
        ('factors = ["identifiers', 'factors = [] # ["', "breach.factors", "must not be empty"),
        (DUTY, DUTY.replace("person", "press"), "breach.duties[0].tell",
         "must be one of person, authority, media"),
        (DUTY, DUTY.replace("person", "media"), "breach.duties", "must say when the person is told"),
        (DUTY, DUTY.replace("60", "-1"), "breach.duties[0].within", "must be at least 0"),
        (DUTY, DUTY + 'unit = "weeks"\n', "breach.duties[0].unit",
         "must be one of hours, calendar_days, business_days"),
        ("from_people = 501", "from_people = 501\nup_to_people = 500", "breach.duties[1].up_to_people",
         "must not lie below from_people"),
        ('date = "2013"', 'date = "2013-13"', "sources[4].date",
         'must be a year, a month or a day, as in "2021-08-04"'),
        ('id = "ahima_2013"', 'id = "acmg_2000"', "sources", "an id stands there twice"),
        ('source = "acmg_2000"', 'source = "hearsay"', "ages.source", "hearsay is not in sources"),
        ('source = "acmg_2000"\n', "", "ages.source", "nothing is not in sources"),
        ('source = "cfr_164_402"', 'source = "cfr_164_404"', "sources[6].id",
         "cfr_164_402 is the source of no rule"),
    ],
)  # fmt: skip
def test_what_a_pack_says_of_duties_and_sources_is_checked_as_strictly(
    before: str, after: str, key: str, reason: str
) -> None:
    found = refused(changed(before, after))
    assert (found["key"], found["reason"]) == (key, reason)


def test_what_is_no_toml_is_refused_with_the_line() -> None:
    details = refused("[pack\nid = 1")
    assert (details["file"], details["key"]) == ("clinic.toml", "")
    assert "line 1" in str(details["reason"])


@pytest.mark.parametrize("rows", ["[1]", '["teaching"]', "3"])
def test_uses_that_are_no_tables_are_refused(rows: str) -> None:
    start, end = TEXT.index("[[uses]]"), TEXT.index("[pathways.adult]")
    assert refused(f"uses = {rows}\n" + TEXT[:start] + TEXT[end:])["key"] == "uses"


def test_an_empty_pack_says_what_is_missing_first() -> None:
    assert refused("") == {"file": "clinic.toml", "key": "pack", "reason": "is missing"}


@pytest.mark.parametrize("cut", range(0, len(TEXT), 97))
def test_a_torn_pack_is_refused_or_whole(cut: int) -> None:
    try:
        assert isinstance(parse_pack(TEXT[:cut], "torn.toml"), RulePack)
    except Refusal as no:
        assert no.code == "pack_malformed"


def test_an_unknown_use_or_pathway_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="use_unknown"):
        PACK.use("research")
    with pytest.raises(Refusal, match="pathway_unknown"):
        PACK.pathway("emancipated")


def test_the_default_pack_asks_for_the_statements_of_r5() -> None:
    assert {use.id: set(use.statements) for use in PACK.uses} == CALLED_FOR


def test_in_the_default_pack_publication_names_an_outlet_and_needs_an_authorisation() -> None:
    for use in PACK.uses:
        assert use.authorisation == (use.outlet is not OutletKind.NONE) == (use.id in PUBLISHING)
        assert use.staff_warnings == (use.id == "social_media")


def test_a_use_that_needs_an_authorisation_explains_its_statements() -> None:
    for use in PACK.uses:
        if use.authorisation:
            assert set(STATEMENT_OF.values()) <= set(use.statements)


def test_the_default_pathways_are_those_of_r7_to_r11() -> None:
    assert {p.id: (p.decides, p.assent) for p in PACK.pathways} == {
        "adult": ("patient", AssentRule.NONE),
        "minor": ("representative", AssentRule.REQUIRED),
        "young_minor": ("representative", AssentRule.SPONTANEOUS),
        "represented": ("representative", AssentRule.IF_POSSIBLE),
        "deceased": ("representative", AssentRule.NONE),
        "stillborn": ("representative", AssentRule.NONE),
        "minor_alone": ("patient", AssentRule.NONE),
    }
    assert tuple(p.id for p in PACK.pathways) == (*PATHWAYS, ALONE)
    assert {p.id for p in PACK.pathways if p.representatives == 2} == {"stillborn"}
    assert (PACK.ages.assent_from, PACK.ages.majority, PACK.ages.leap_birthday) == (7, 18, (3, 1))


def test_the_pack_claims_to_be_modelled_on_a_retired_statement_and_no_more() -> None:
    assert "retired on 2022-07-14" in PACK.modelled_on
    assert not any(word in TEXT.lower() for word in ("certified", "compliant", "approved by"))


def test_the_pack_is_plain_toml() -> None:
    assert set(tomllib.loads(TEXT)) == {*PARTS, *DUTIES, "teach_back", "removal"}


def test_a_usual_authority_is_suggested_and_never_answered() -> None:
    minor = PACK.pathway("minor")
    assert minor.usual_authority("mother") == "parental_responsibility"
    assert minor.usual_authority("neighbour") == ""
