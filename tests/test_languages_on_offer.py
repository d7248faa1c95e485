"""Which languages a desk offers to patients: those whose texts are whole for the clinic's rules."""

from __future__ import annotations

import logging
from pathlib import Path
from shutil import copytree

import pytest

from consentdesk.bootstrap import bundled_words
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.words_in_force import in_force
from tests.helpers.sessions import RESOURCES, rules


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    copytree(RESOURCES / "statements", tmp_path / "statements")
    return tmp_path


def spoil(resources: Path, language: str) -> None:
    file = resources / "statements" / f"{language}.toml"
    file.write_text(file.read_text("utf-8").replace("[uses.print]", "[uses.press]"), "utf-8")


def test_the_bundled_languages_are_offered_sorted_by_their_own_names(resources: Path) -> None:
    offered = in_force(bundled_words(resources), rules().pack)
    assert [wording.wording.name for wording in offered.values()] == [
        "Deutsch",
        "English",
        "Español",
        "Français",
        "العربية",
        "हिन्दी",
        "简体中文",
    ]
    assert all(language == wording.language for language, wording in offered.items())


def test_a_language_that_is_not_whole_is_left_out_and_noted(
    resources: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(resources, "hi")
    with caplog.at_level(logging.WARNING):
        assert "hi" not in in_force(bundled_words(resources), rules().pack)
    assert "hi.toml" in caplog.text
    assert "use print has no words" in caplog.text


def test_without_the_words_of_staff_nothing_is_offered(resources: Path) -> None:
    spoil(resources, "en")
    with pytest.raises(Refusal) as no:
        in_force(bundled_words(resources), rules().pack)
    assert no.value.code == "wording_malformed"
