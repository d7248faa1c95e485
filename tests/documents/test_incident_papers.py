"""The papers of an incident, read back: what each says, to whom, and what it never says (R36)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date

import pytest

from consentdesk.documents.papers import Papers
from consentdesk.domain import facts
from consentdesk.domain.deadlines import deadlines
from consentdesk.domain.incident import (
    Affected,
    Assessment,
    Conclusion,
    Evidence,
    FoundAs,
    FoundRisk,
    Incident,
    IncidentPaper,
    IncidentStep,
    IncidentTask,
    InState,
    PermissionThen,
    StepNote,
    StepState,
)
from consentdesk.domain.incident_file import IncidentFile, Noted, PaperLine
from consentdesk.domain.incident_letters import (
    AuthorityNotice,
    IncidentReport,
    LetterWords,
    MediaNotice,
    PersonLetter,
    Reader,
    ReportedStep,
    Told,
    state_of,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.plainness import SYLLABLES, grade, sentences
from consentdesk.domain.receipt import NamedPicture
from tests.documents.reading import RESOURCES, embedded_images, fonts_of, page_texts, text_of, thumbnail
from tests.helpers.packs import pack
from tests.helpers.sessions import CLINIC, LANGUAGES, NOW, hash_of, later, patient

FOUND_ON, LETTER_DAY, THERE_SINCE = NOW, date(2026, 3, 3), date(2026, 2, 27)
WORDS = LetterWords(
    "A former colleague put the picture on a page.",
    "A rash on the left forearm.",
    "The post was deleted on the same day.\nThe whole team talked about it.",
    "Call us at any time.",
)
TOLD = Told(
    "en", CLINIC, LETTER_DAY, "Dr. Sam Sample", "privacy officer", "3FA9 C21B", PlaceKind.SOCIAL_POST,
    FOUND_ON, THERE_SINCE, WORDS,
)  # fmt: skip
PICTURES = tuple(NamedPicture(n, hash_of(f"source {n}"), f"view {n}", "K7QF-2M9R") for n in (1, 2))
THUMBNAILS = {PICTURES[0].source_sha256: thumbnail(1)}
LETTER = PersonLetter(TOLD, patient(), Reader.PATIENT, PICTURES, "the Data Office")
FACTORS = tuple(Assessment(f, f"Of {f}, this.") for f in pack("us").duties.breach.factors)
CONCLUDED = Conclusion(FoundRisk.RISK, "Others could know who it is.")
PEOPLE = Affected(3, (InState("Ohio", 2), InState("Iowa", 1)))
AUTHORITY = AuthorityNotice(TOLD, "the Data Office", PEOPLE, FACTORS, CONCLUDED, later(NOW, days=60))
MEDIA = MediaNotice(TOLD, Affected(600, (InState("Ohio", 600),)))
LINK = f"https://social.example/p/{'x' * 150}"
INCIDENT = Incident(
    "i", FoundAs.LINK, PlaceKind.SOCIAL_POST, FOUND_ON, "A post", "Sam Finder", LINK, "It stands there.",
    tuple(p.source_sha256 for p in PICTURES), "social_media", "Instagram", THERE_SINCE,
)  # fmt: skip
NOTES = (
    StepNote(IncidentStep.TAKE_DOWN, StepState.DONE, NOW, "The platform", "Seen gone."),
    StepNote(IncidentStep.RISK_MANAGEMENT, StepState.DONE, NOW, "Robin Risk"),
    StepNote(IncidentStep.TELL_PERSON, StepState.ASKED, NOW, "Alex's doctor"),
    StepNote(IncidentStep.TELL_MEDIA, StepState.NOT_NEEDED, NOW, words="Few people. " * 80),
)
TASKS = tuple(IncidentTask(f"t{n}", f"Task number {n}", "kim", LETTER_DAY, n % 2 == 0) for n in range(20))
KEPT = Evidence("e", hash_of("file"), (hash_of("page"),), "The post at 9")
FILE = IncidentFile(
    INCIDENT, later(NOW, hours=1), "kim", NOTES, FACTORS, CONCLUDED, PEOPLE, (KEPT,), TASKS,
    (
        PermissionThen(PICTURES[0].source_sha256, "social_media", "Instagram", THERE_SINCE, False,
                       ("not_asked", "outlet_not_named"), "", NOW),
        PermissionThen(PICTURES[1].source_sha256, "social_media", "Instagram", THERE_SINCE, True, (), "K7QF"),
    ),
    papers=(PaperLine(IncidentPaper.TO_PERSON, "i/ab-draft", NOW),
            PaperLine(IncidentPaper.TO_PERSON, "i/ab", NOW, "printed", NOW)),
    timeline=tuple(
        Noted(NOW, "kim", body)
        for body in (
            facts.IncidentOpened(INCIDENT), facts.PermissionRead("i", ()), facts.EvidenceKept("i", KEPT),
            *(facts.IncidentStepNoted("i", note) for note in NOTES),
            *(facts.FactorAssessed("i", factor) for factor in FACTORS),
            facts.RiskConcluded("i", CONCLUDED), facts.PeopleCounted("i", PEOPLE),
            facts.IncidentTaskSet("i", TASKS[0]),
            facts.LetterApproved("i", IncidentPaper.TO_PERSON, "i/ab"), facts.IncidentClosed("i", "Done."),
        )
    ),
)  # fmt: skip
REPORT = IncidentReport(
    "en", CLINIC, LETTER_DAY, "Dr. Sam Sample", "privacy officer", "3FA9 C21B", FILE, "Social media",
    tuple(ReportedStep(step, step is IncidentStep.TELL_PERSON) for step in IncidentStep),
    deadlines(pack("us").duties.breach, NOW, FoundRisk.RISK, PEOPLE, lambda utc: Moment(utc, -300)),
    {"kim": "Kim Keeper"},
)  # fmt: skip


def papers() -> Papers:
    return Papers(RESOURCES / "fonts", RESOURCES / "copy", RESOURCES / "statements")


def letter(of: PersonLetter | AuthorityNotice | MediaNotice, paper: str = "A4") -> bytes:
    return papers().incident_letter(of, THUMBNAILS, paper, rehearsal=False)


def report(of: IncidentReport = REPORT, paper: str = "A4") -> bytes:
    return papers().incident_report(of, paper, rehearsal=False)


def flat(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_patient_reads_what_happened_what_was_seen_what_was_done_and_what_they_can_do(paper: str) -> None:
    said = flat(letter(LETTER, paper))
    for told in (
        *("Dear Alex Probe,", "in a post", "We found this out on 2 March 2026.", "since 27 February 2026"),
        *(WORDS.happened, WORDS.seen, "The whole team talked about it.", WORDS.can_do, "the Data Office"),
        *(CLINIC.contact.name, CLINIC.contact.email, "3FA9 C21B", "never changes your care"),
    ):
        assert told in said
    headings = ("What happened", "What others could see", "What we have done", "What you can do")
    assert [said.index(heading) for heading in headings] == sorted(said.index(h) for h in headings)
    assert len(embedded_images(letter(LETTER, paper))) == 1


def test_a_draft_says_so_on_every_page_and_what_was_approved_does_not() -> None:
    long = replace(TOLD, words=replace(WORDS, done="It was deleted everywhere.\n" * 60))
    pages = page_texts(letter(replace(LETTER, told=long)))
    assert len(pages) > 1 and all("Draft · Letter" in page for page in pages)
    assert "has not approved" in pages[0]
    final = flat(letter(replace(LETTER, told=replace(TOLD, draft=False))))
    assert "Draft" not in final and "approved" not in final


def test_what_is_written_stays_whole_across_pages() -> None:
    long = " ".join(f"word{n}" for n in range(700))
    for written in ("happened", "seen", "done", "can_do"):
        told = replace(TOLD, words=replace(WORDS, **{written: long}))
        assert re.findall(r"word\d+", flat(letter(replace(LETTER, told=told)))) == long.split()


@pytest.mark.parametrize(
    ("reader", "greeting"),
    [(Reader.MINOR, "and whoever decides with you"), (Reader.FAMILY, "To the family of Alex Probe")],
)
def test_children_and_families_are_spoken_to_as_such(reader: Reader, greeting: str) -> None:
    said = flat(letter(replace(LETTER, reader=reader)))
    assert greeting in said
    assert ("wrong with your pictures" in said) is (reader is Reader.MINOR)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_patient_is_written_to_in_their_language(language: str) -> None:
    words = tomllib.loads((RESOURCES / "copy" / f"{language}.toml").read_text("utf-8"))["incident"]
    pdf = letter(replace(LETTER, told=replace(TOLD, language=language)))
    assert all(embedded for _, embedded in fonts_of(pdf))
    if language not in ("ar", "hi"):  # shaped: their glyphs are not read back as they were typed
        assert words["happened"].replace(" ", "") in flat(pdf).replace(" ", "")


@pytest.mark.parametrize("language", sorted(SYLLABLES))
def test_the_letter_is_plain(language: str) -> None:
    words = tomllib.loads((RESOURCES / "copy" / f"{language}.toml").read_text("utf-8"))["incident"]
    whole = {key: re.sub(r"\{.*?\}", "Ana", text).replace("**", "") for key, text in words.items()}
    text = " ".join(said for said in whole.values() if said.endswith("."))
    assert max(map(len, sentences(text))) <= 20
    assert grade(language, text) <= 6.0


def test_the_authority_is_told_the_factors_the_numbers_and_the_measures_and_no_name() -> None:
    said = flat(letter(AUTHORITY, "Letter"))
    for told in (
        *("the Data Office", "3 (Ohio 2, Iowa 1)", "1 May 2026", CONCLUDED.words, "Some risk to people."),
        *(factor.words for factor in FACTORS),
        *("Who received it", WORDS.happened, CLINIC.contact.telephone),
    ):
        assert told in said
    assert "Probe" not in said and "Alex" not in said and not embedded_images(letter(AUTHORITY))


def test_what_nobody_concluded_or_counted_is_said_to_be_open() -> None:
    said = flat(letter(replace(AUTHORITY, affected=None, conclusion=None, due=None, factors=())))
    assert "Not counted yet" in said and "Nobody has concluded yet." in said and "To be told by" not in said


def test_the_media_are_told_without_anybody_in_it() -> None:
    said = flat(letter(MEDIA))
    assert "600 (Ohio 600)" in said and "Do not try to find out" in said
    assert "Probe" not in said and "How the risk was assessed" not in said


def test_a_factor_of_the_clinics_own_is_called_as_its_rules_do() -> None:
    own = replace(AUTHORITY, factors=(Assessment("harm_to_family", "None."),))
    assert "Harm to family" in flat(letter(own))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_report_holds_everything_that_was_found_done_and_decided(paper: str) -> None:
    said = flat(report(paper=paper))
    solid = said.replace(" ", "")
    for told in (
        *("A post", "Sam Finder", "Instagram", "Kim Keeper", "Robin Risk", "Seen gone.", "The post at 9"),
        *("Not permitted on 27 February 2026: nobody was asked", "was told no", "by record K7QF"),
        *(task.words for task in TASKS),
        *("This incident is not closed", "Letter to a patient (draft)", "printed on 2 March 2026"),
        *("Somebody else was asked; still open", "Alex's doctor"),
        *("Does not have to be told", "1 March 2027, 23:59 -05:00", "Approved a letter", "Closed it"),
    ):
        assert told in said
    for hash in (KEPT.file_sha256, *INCIDENT.images, LINK):
        assert hash in solid
    assert said.count("Few people.") == 80 and "Probe" not in said


def test_the_report_is_in_spanish_for_staff_who_chose_it_and_in_english_where_it_is_not_worded() -> None:
    assert "Informe de un incidente" in flat(report(replace(REPORT, language="es")))
    assert "Aviso de una brecha" in flat(letter(replace(AUTHORITY, told=replace(TOLD, language="es"))))
    assert "Report of an incident" in flat(report(replace(REPORT, language="de")))


def test_every_word_of_the_report_is_worded_in_both_languages_of_staff() -> None:
    en, es = (tomllib.loads((RESOURCES / "copy" / f"{id}.toml").read_text("utf-8")) for id in ("en", "es"))
    for part in ("incident", "incident_notice", "incident_factor", "incident_report"):
        assert en[part].keys() == es[part].keys()
    named = {factor for id in ("us", "uk") for factor in pack(id).duties.breach.factors}
    assert named <= en["incident_factor"].keys()


def test_the_same_words_are_the_same_letter_on_another_day() -> None:
    tomorrow = replace(LETTER, told=replace(TOLD, day=date(2026, 3, 4), draft=False))
    other = replace(LETTER, told=replace(TOLD, words=replace(WORDS, seen="More.")))
    assert state_of(LETTER) == state_of(tomorrow) != state_of(other)
    assert letter(LETTER) == letter(LETTER)
