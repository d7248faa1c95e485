"""The words of staff: every one collected, translated whole, and compiled as it stands in the catalogue."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import words
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from consentdesk.ui.sentences import FINDINGS, OF_ONE, SENTENCES


@pytest.fixture(scope="module")
def template() -> Catalog:
    return words.collected()


def said_by(catalogue: Catalog) -> dict[tuple[object, object], object]:
    told = words.words_of(catalogue)
    return {(words.forms(word.id), _text(word.context)): words.forms(word.string) for word in told}


def _text(context: str | bytes | None) -> str | None:
    return context.decode() if isinstance(context, bytes) else context  # so Babel reads it back


def one_word(said: str, translation: str, flags: Sequence[str] = ()) -> tuple[Catalog, Catalog]:
    """A catalogue that translates one word, and the template that asks for it."""
    catalogue, template = words.Words("es"), words.Words()
    catalogue.add(said, translation, flags=flags)
    template.add(said)
    return catalogue, template


@pytest.mark.parametrize("language", words.translated())
def test_every_word_of_staff_is_translated(language: str, template: Catalog) -> None:
    assert list(words.lacks(words.read(language), template)) == []


@pytest.mark.parametrize("language", words.translated())
def test_the_catalogue_holds_no_word_that_nobody_says(language: str, template: Catalog) -> None:
    assert said_by(words.read(language)).keys() == said_by(template).keys()


@pytest.mark.parametrize("language", words.translated())
def test_what_is_compiled_is_what_stands_in_the_catalogue(language: str) -> None:
    compiled = words.po_of(language).with_suffix(".mo").read_bytes()
    assert said_by(read_mo(io.BytesIO(compiled))) == said_by(words.read(language))


def test_the_template_is_what_the_sources_say(template: Catalog) -> None:
    assert (words.LOCALES / "consentdesk.pot").read_bytes() == words.po_bytes(template)


def test_sentences_findings_and_packs_are_collected_with_what_screens_say(template: Catalog) -> None:
    collected = {form for word in words.words_of(template) for form in words.forms(word.id)}
    assert {*SENTENCES.values(), *FINDINGS.values(), *(one for _, one in OF_ONE.values())} <= collected
    assert {"Back", "Unlock", "{age} years", "May", "United States"} <= collected


@pytest.mark.parametrize(
    ("catalogue", "complaint"),
    [
        (one_word("Back", ""), "not translated: 'Back'"),
        (one_word("Back", "Atrás", ["fuzzy"]), "only guessed at: 'Back'"),
        (one_word("Step {number}", "Paso {numero}"), "other {blanks} than in: 'Step {number}'"),
        (one_word("Step {number}", "Paso"), "other {blanks} than in: 'Step {number}'"),
        ((words.Words("es"), one_word("Back", "")[1]), "not translated: 'Back'"),
    ],
)
def test_what_a_translation_lacks_is_named(catalogue: tuple[Catalog, Catalog], complaint: str) -> None:
    assert list(words.lacks(*catalogue)) == [complaint]


@pytest.mark.parametrize(
    ("one", "many", "right"),
    [
        ("{count} foto", "{count} fotos", True),
        ("una foto", "{count} fotos", True),
        ("{count} foto", "muchas fotos", False),
        ("{cuenta} foto", "{count} fotos", False),
    ],
)
def test_the_form_for_one_may_leave_out_the_number(one: str, many: str, right: bool) -> None:
    assert words.fills_the_same(("{count} picture", "{count} pictures"), (one, many)) is right


def test_the_same_words_are_the_same_bytes(template: Catalog) -> None:
    again = words.collected()
    assert words.po_bytes(template) == words.po_bytes(again)
    assert words.mo_bytes(words.read("es")) == words.mo_bytes(words.read("es"))
