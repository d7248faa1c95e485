"""What patients read is plain in every language: US grade 6 or easier by the language's own formula, and no
sentence above 20 words (in Chinese, 40 characters)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import pytest

from consentdesk.domain.plainness import SYLLABLES, characters, grade, sentences
from consentdesk.domain.understanding import replies
from consentdesk.domain.wording import Question, pages_for
from tests.helpers.sessions import ALL_USES, CLINIC, LANGUAGES, RESOURCES, rules

HARDEST_GRADE = 6.0
LONGEST_SENTENCE = dict.fromkeys(LANGUAGES, 20) | {"zh": 40}
COPY_FOR_PATIENTS = ("patient", "decided", "care", "change", "authorisation")

# names and addresses are no reading matter
SHORT_CONTACT = replace(CLINIC.contact, name="Ana", telephone="", email="", post="Ana")
SHORT_CLINIC = replace(CLINIC, name="Ana", contact=SHORT_CONTACT)


@cache
def texts(language: str) -> dict[str, str]:
    """Everything that stands on patients' pages, by what it is."""
    wording = rules(language).wording
    pages = pages_for(wording, rules(language).pack, ALL_USES, SHORT_CLINIC)
    found = {s.id: f"{s.title} {s.text}" for page in pages for s in page.statements}
    found |= {f"heading of {page.id}": page.heading for page in pages}
    found |= {f"meaning of {role}": text for role, text in wording.meanings.items() if role != "explainer"}
    found |= {f"{q.id} {part}": text for q in wording.questions for part, text in said_of(q).items()}
    found |= {f"hint of {id}": f"{use.title}. {use.hint}." for id, use in wording.uses.items()}
    return found | {f"screen: {name}": f"{text}." for name, text in wording.screen.items()}


def said_of(question: Question) -> dict[str, str]:
    """A question and its replies, by what they are."""
    wrong = {f"wrong {number}": text for number, text in enumerate(question.wrong, start=1)}
    return {"question": question.text, "right": question.right, **wrong}


@cache
def copy_texts(language: str) -> dict[str, str]:
    """The sentences of the printed copy, places filled with one short word."""
    top = tomllib.loads((RESOURCES / "copy" / f"{language}.toml").read_text("utf-8"))
    told = {f"{part}.{key}": text for part in COPY_FOR_PATIENTS for key, text in top[part].items()}
    return {key: re.sub(r"\{.*?\}", "Ana", text).replace("**", "") for key, text in told.items()}


def longest_sentence(language: str, text: str) -> int:
    counted = characters(text) if language == "zh" else sentences(text)
    return max(map(len, counted), default=0)


EVERY_TEXT = [(language, name) for language in LANGUAGES for name in texts("en")]
EVERY_STATEMENT = [(language, name) for language, name in EVERY_TEXT if re.match("S|Q|meaning", name)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_on_patients_pages_is_long(language: str) -> None:
    every = texts(language) | copy_texts(language)
    long = {n: t for n, t in every.items() if longest_sentence(language, t) > LONGEST_SENTENCE[language]}
    assert long == {}


@pytest.mark.parametrize(("language", "name"), [pair for pair in EVERY_STATEMENT if pair[0] in SYLLABLES])
def test_a_statement_reads_at_grade_six_or_easier(language: str, name: str) -> None:
    text = texts(language)[name]
    longest = longest_sentence(language, text)
    print(f"{language} {name}: grade {grade(language, text):.1f}, longest sentence {longest}")  # noqa: T201
    assert grade(language, text) <= HARDEST_GRADE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pick", [min, max], ids=["shortest", "longest"])
def test_the_length_of_a_reply_does_not_give_it_away(
    language: str, pick: Callable[[Iterable[int]], int]
) -> None:
    questions = rules(language).wording.questions
    lengths = {q.id: [len(text) for text in (q.right, *q.wrong)] for q in questions}
    picked = [id for id, each in lengths.items() if each[0] == pick(each)]
    assert len(picked) <= len(questions) / 2, picked


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_of_a_reply_does_not_give_it_away(language: str) -> None:
    places = [replies(q).index(q.right) for q in rules(language).wording.questions]
    assert max(places.count(place) for place in places) <= len(places) * 0.6, places


@pytest.mark.parametrize("language", SYLLABLES)
def test_everything_together_is_plainer_still(language: str) -> None:
    whole = " ".join(f"{text}." for text in texts(language).values())
    assert grade(language, whole) <= HARDEST_GRADE - 1


@pytest.mark.parametrize("language", SYLLABLES)
def test_the_copy_reads_at_grade_six_or_easier(language: str) -> None:
    whole = " ".join(f"{text}." for text in copy_texts(language).values())
    assert grade(language, whole) <= HARDEST_GRADE


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", "the 1 picture 2 people 2 you 1 asked 1 wanted 2 undone 2 medical 3 care 1 uses 2 saves 1"),
        ("en", "social 2 guardian 3 copies 2 journal 2 media 3 interpreter 4 authorisation 5"),
        ("es", "foto 2 guardar 2 día 2 idea 3 cualquier 2 país 2 también 2 quien 1 leer 2 ciudad 2 hoy 1"),
        ("fr", "photo 2 restent 2 usage 2 vous 1 voyez 2 idée 2 autres 1 quelque 1 langue 1 le 1 médical 3"),
        ("de", "Bild 1 Meinung 2 Behandlung 3 geändert 3 Foto 2 quer 1 zurückholen 4 neue 2"),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(language: str, counted: str) -> None:
    parts = counted.split()
    expected = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    assert {word: SYLLABLES[language](word) for word in expected} == expected


@pytest.mark.parametrize(
    ("language", "prose"),
    [
        ("en", "Authorisation for disclosure of identifiable health information may be revoked in writing."),
        (
            "es",
            "La autorización para divulgar información sanitaria identificable podrá revocarse por escrito.",
        ),
        ("fr", "L’autorisation de divulgation des informations médicales identifiables est révocable."),
        ("de", "Die Einwilligung in die Weitergabe personenbezogener Gesundheitsdaten ist widerruflich."),
    ],
)
def test_legal_prose_would_be_noticed(language: str, prose: str) -> None:
    assert grade(language, prose) > HARDEST_GRADE


@pytest.mark.parametrize(
    ("language", "text", "longest"),
    [
        ("hi", "आप मना कर सकते हैं। कारण न बताएँ।", 5),
        ("ar", "يمكنك رفض التصوير. هل فهمت؟", 3),
        ("zh", "照护一样，不会变。好。", 7),
    ],
)
def test_sentences_end_where_their_script_ends_them(language: str, text: str, longest: int) -> None:
    assert longest_sentence(language, text) == longest
