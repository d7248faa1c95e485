"""What patients read is plain: US grade 6 or easier by Flesch–Kincaid, no sentence above 20 words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from consentdesk.domain.wording import pages_for
from tests.helpers.sessions import ALL_USES, CLINIC, RESOURCES, rules

HARDEST_GRADE = 6.0
LONGEST_SENTENCE_WORDS = 20

# the contact's own address is no reading matter
PLAIN_CLINIC = replace(
    CLINIC, name="our clinic", contact=replace(CLINIC.contact, telephone="", email="", post="phone")
)
PAGES = pages_for(rules().wording, rules().pack, ALL_USES, PLAIN_CLINIC)
TEXTS = {s.id: f"{s.title} {s.text}" for page in PAGES for s in page.statements}
TEXTS |= {f"heading of {page.id}": page.heading for page in PAGES}
TEXTS |= {
    f"meaning of {role}": text for role, text in rules().wording.meanings.items() if role != "explainer"
}
TEXTS |= {f"hint of {id}": f"{use.title}. {use.hint}." for id, use in rules().wording.uses.items()}


TEXTS |= {f"screen: {name}": f"{text}." for name, text in rules().wording.screen.items()}


def sentences(text: str) -> list[list[str]]:
    found = (re.findall(r"[A-Za-z']+", part) for part in re.split(r"[.!?:;]+", text))
    return [words for words in found if words]


def syllables(word: str) -> int:
    """Groups of vowels, without endings that are not spoken; "ia" and "io" mostly are two."""
    spoken = re.sub(r"(?<![td])ed$|(?<![csxzg])(?<![cs]h)es$|(?<![^aeiouy]l)e$", "", word.lower())
    parted = re.sub(r"i(?=a(?!l))|i(?=o(?![nu]))", "i-", spoken)
    return max(1, len(re.findall(r"[aeiouy]+", parted)))


def grade(text: str) -> float:
    """Flesch–Kincaid: 0.39 words per sentence + 11.8 syllables per word − 15.59."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * len(words) / len(parts) + 11.8 * per_word - 15.59


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_for_patients_is_plain(name: str) -> None:
    longest = max(len(words) for words in sentences(TEXTS[name]))
    print(f"{name}: grade {grade(TEXTS[name]):.1f}, longest sentence {longest} words")  # noqa: T201
    assert longest <= LONGEST_SENTENCE_WORDS
    if re.match("S|meaning", name):  # a formula says nothing of five words in a row
        assert grade(TEXTS[name]) <= HARDEST_GRADE


def test_everything_together_is_plain() -> None:
    whole = grade(" ".join(f"{text}." for text in TEXTS.values()))
    assert whole <= HARDEST_GRADE - 1


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("picture", 2),
        ("pictures", 2),
        ("people", 2),
        ("you", 1),
        ("asked", 1),
        ("wanted", 2),
        ("undone", 2),
        ("medical", 3),
        ("care", 1),
        ("uses", 2),
        ("saves", 1),
        ("social", 2),
        ("guardian", 3),
        ("copies", 2),
        ("journal", 2),
        ("media", 3),
        ("interpreter", 4),
        ("authorisation", 5),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_legal_prose_would_be_noticed() -> None:
    prose = "Authorisation for disclosure of identifiable health information may be revoked in writing."
    assert grade(prose) > HARDEST_GRADE


def test_statements_name_no_other_placeholder() -> None:
    text = (RESOURCES / "statements" / "en.toml").read_text("utf-8")
    statements = [line for line in text.splitlines() if line.startswith("text")]
    assert set(re.findall(r"\{(\w+)\}", " ".join(statements))) == {"contact", "ways", "clinic", "authority"}
