"""The staff side in Spanish: chosen at the workstation, spoken at once, and with no English word left."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from consentdesk.domain.refusals import Problem
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.scenario import AnswerPart
from consentdesk.rehearsal.stage import Stage, stage
from consentdesk.system.language_note import LanguageNote, languages_asked_for
from consentdesk.ui.language import ENGLISH, LANGUAGES, _, language_among, speak, spoken
from consentdesk.ui.qt_words import speak_with_qt
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.window import SessionWindow
from consentdesk.ui.words import day_in_words, sentence
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import RESOURCES
from tests.journeys.journey import FIVE_USES, MORNING, MOTHER, scenario
from tests.storage.conftest import PASSPHRASE
from tests.ui.conftest import Front

CHOOSE_ONCE = """
import sys
from PySide6.QtCore import QTimer
from consentdesk import bootstrap
from consentdesk.__main__ import main as program
from consentdesk.rehearsal.hands import Hands

class Driven(bootstrap.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(0, self, self.drive)

    def drive(self):
        hands = Hands(self, lambda: self.busy)
        print(hands.find("continue").text())
        if sys.argv[1]:
            hands.click(sys.argv[1])
        self.close()

bootstrap.MainWindow = Driven
sys.exit(program(sys.argv[2:]))
"""
LOCALES = RESOURCES / "locale"
CHILD = date(2014, 3, 4)
ANSWERS = [
    AnswerPart("print", "yes", 1, "peer_reviewed_medical"),
    AnswerPart("print", "no", 2),
    AnswerPart("online", "no"),
    AnswerPart("social_media", "yes", 1, "instagram"),
    AnswerPart("social_media", "no", 2),
]
RULES_PAGES = (
    ("open_contact",),
    ("open_uses", "use_teaching_change"),
    ("open_packs", "fill_in_eu"),
    ("open_history", "version_1"),
    ("words_es",),
    ("approve_es", "approve_words"),
)
LETTERS = re.compile(r"[A-Za-z]{4}")  # "{this} of {that}" fits too much
BLANK = re.compile(r"\\{\w+\\}")  # as it stands in an escaped pattern
PARTS = re.compile(r" · |: |, ")


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    speak(ENGLISH, LOCALES)
    speak_with_qt(qapp)


@pytest.fixture
def spanish() -> None:
    speak("es", LOCALES)


@pytest.fixture(scope="module")
def is_english() -> Callable[[str], bool]:
    """Whether something is said as the sources say it, although Spanish has other words for it."""
    with (LOCALES / "es" / "LC_MESSAGES" / "consentdesk.mo").open("rb") as compiled:
        catalogue: dict[Any, str] = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    ids = [(key[0] if isinstance(key, tuple) else key).split("\4")[-1] for key, said in catalogue.items()]
    ours = [id for id, said in zip(ids, catalogue.values(), strict=True) if id and id != said]
    shapes = [BLANK.sub("(.+)", re.escape(id)) for id in ours if LETTERS.search(re.sub(r"{\w+}", "", id))]
    shape = re.compile("|".join(shapes))
    return cache(lambda said: bool(shape.fullmatch(said)))


def shown(window: QWidget) -> Iterator[str]:
    """Every word in sight, on its own and as a part of its line, with what a screen reader says."""
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        said += [widget.text()] if isinstance(widget, QLabel | QAbstractButton) else []
        said += [widget.placeholderText()] if isinstance(widget, QLineEdit) else []
        for line in said:
            yield from (part.strip(" ‹✓.") for part in (line, *PARTS.split(line)))


def test_no_staff_screen_keeps_an_english_word(
    qapp: QApplication,
    tmp_path: Path,
    spanish: None,
    is_english: Callable[[str], bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left: dict[str, set[str]] = {}
    with stage(tmp_path / "vault", tmp_path, MORNING) as on_stage:
        click = on_stage.hands.click

        def look_and_click(name: str, counted: bool = True) -> None:
            left[name] = {said for said in shown(on_stage.window) if is_english(said)}
            click(name, counted)

        monkeypatch.setattr(on_stage.hands, "click", look_and_click)
        on_stage.set_up(lambda name: None)
        take_consent_of_a_child(on_stage, tmp_path)
        walk_about(on_stage)
    assert {"warnings_read", "save", "patient_file", "lock_covered"} <= left.keys()
    assert {name: words for name, words in left.items() if words} == {}


def test_an_english_word_that_was_left_would_be_found(
    front: Front, is_english: Callable[[str], bool]
) -> None:
    front.open()
    assert {"This desk is locked", "Passphrase", "Unlock"} <= set(filter(is_english, shown(front.window)))


def take_consent_of_a_child(on_stage: Stage, folder: Path) -> None:
    photographs = [folder / f"photo-{seed}.jpg" for seed in range(2)]
    for seed, path in enumerate(photographs):
        path.write_bytes(jpeg(photograph(seed=seed)))
    played = scenario(
        CHILD, FIVE_USES, ANSWERS, 2, name=("Alex", "Probe"), representative=MOTHER, copy="saved"
    )
    play(on_stage.visit(played, photographs))


def walk_about(on_stage: Stage) -> None:
    """Every other page that staff come to, with something said on it; each is looked at when it is left."""
    hands = on_stage.hands
    hands.click("home")
    hands.click("rules")
    for way in RULES_PAGES:
        for name in (*way, "rules_back"):
            hands.click(name)
    hands.click("rules_back")
    hands.click("today_1")
    hands.click("correct")
    hands.click("correction_back")
    hands.click("patient_file")
    hands.click("new_consent")
    hands.click("later")
    hands.click("discard_1")
    hands.click("discard_1_no")
    hands.click("new_consent")
    hands.click("continue")
    hands.click("back")
    hands.type("search", "Nobody")
    on_stage.window.cover()
    hands.settle()
    hands.type("cover_code", "999999")
    hands.click("uncover")
    hands.click("lock_covered")
    hands.type("passphrase", "not the passphrase at all")
    hands.click("unlock")
    hands.click("unlock")


def test_the_lock_page_speaks_another_language_at_once_and_everything_after_it(front: Front) -> None:
    hands = front.open()
    hands.click("staff_language_es")
    assert text_of(front, "unlock") == "Desbloquear"
    assert front.remembered == ["es"]
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    hands.wait_for("home_page")
    assert text_of(front, "new_consent").startswith("Nuevo consentimiento")


def test_the_choice_lasts_at_this_workstation_and_is_overridden_for_one_start(tmp_path: Path) -> None:
    around = {**os.environ, "CONSENTDESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}

    def first_words(press: str, *options: str, system: str = "en") -> str:
        command = [sys.executable, "-c", CHOOSE_ONCE, press, *options]
        done = subprocess.run(
            command,
            env={**around, "LANGUAGE": system},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout.strip()

    assert first_words("", system="es_MX") == "Continuar"
    assert first_words("staff_language_es") == "Continue"
    assert first_words("") == "Continuar"
    assert first_words("", "--language", "en") == "Continue"
    assert (tmp_path / "language").read_text() == "es\n"


def test_pressing_the_language_that_is_spoken_changes_nothing(front: Front) -> None:
    hands = front.open()
    hands.type("passphrase", "half typed")
    hands.click("staff_language_en")
    assert front.remembered == [] and hands.text_of("passphrase") == "half typed"


def test_a_passphrase_that_is_being_tried_is_not_left_behind_for_a_language(front: Front) -> None:
    hands = front.open()
    hands.type("passphrase", PASSPHRASE)
    front.press("unlock")
    front.press("staff_language_es")
    hands.settle()
    assert hands.wait_for("home_page") and spoken() == ENGLISH


def test_the_first_page_keeps_what_was_typed_when_its_language_changes(empty_front: Front) -> None:
    hands = empty_front.open()
    hands.type("clinic_name", "Clínica del Norte")
    hands.click("staff_language_es")
    assert hands.text_of("clinic_name") == "Clínica del Norte"
    assert text_of(empty_front, "continue") == "Continuar"
    hands.click("staff_language_en")
    assert text_of(empty_front, "continue") == "Continue"


def test_the_language_is_asked_for_on_the_first_page_of_the_first_run_alone(empty_front: Front) -> None:
    hands = empty_front.open()
    hands.type("clinic_name", "Clinic")
    hands.type("clinic_address", "Street")
    hands.click("continue")
    assert hands.sees("setup_rules") and not hands.sees("staff_language_es")


def test_staff_read_terms_and_sign_in_their_own_language(front: Front) -> None:
    speak("es", LOCALES)
    front.unlock().click("new_consent")
    wording = session(front).staff_rules.wording
    assert wording.terms["mother"] == "madre" and wording.meanings["explainer"].startswith("Expliqué esto")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_begins_in_the_language_of_staff(front: Front, language: str) -> None:
    speak(language, LOCALES)
    front.unlock().click("new_consent")
    assert session(front).draft.language == language


def test_staff_read_english_where_the_clinics_rules_are_not_worded_in_their_language(front: Front) -> None:
    front.unlock().click("new_consent")
    assert replace(session(front).desk, staff_language="tlh").staff_wording.language == "en"


def test_qt_says_its_own_words_in_spanish_and_in_english_again(qapp: QApplication, spanish: None) -> None:
    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    speak_with_qt(qapp)
    assert cancel() == "Cancelar"
    speak(ENGLISH, LOCALES)
    speak_with_qt(qapp)
    assert cancel() == "Cancel"


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["es-MX", "en"], "es"),
        (["es_ES.UTF-8"], "es"),
        (["ES"], "es"),
        (["fr", "es-AR", "en-GB"], "es"),
        (["", "en-GB", "es"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_is_spoken_here_is_taken(wanted: list[str], language: str) -> None:
    assert language_among(wanted) == language


@pytest.mark.parametrize(
    ("surroundings", "asked"),
    [
        ({"LANG": "es_MX.UTF-8"}, ["es_MX.UTF-8"]),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_ES"}, ["es_ES"]),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "pt:es"}, ["pt", "es"]),
        ({"LANGUAGE": "", "LANG": "es"}, ["es"]),
        ({}, [""]),
    ],
)
def test_a_command_asks_for_languages_as_gettext_has_it(
    surroundings: dict[str, str], asked: list[str]
) -> None:
    assert languages_asked_for(surroundings) == asked


def test_the_note_is_read_back_and_holds_the_language_alone(tmp_path: Path) -> None:
    note = LanguageNote(tmp_path)
    assert note.read() == ""
    note.leave("es")
    assert note.read() == "es" and [file.read_text() for file in tmp_path.iterdir()] == ["es\n"]


@pytest.mark.parametrize("noted", [b"\xff\xfe", b"x" * 10_000, b"\n"])
def test_a_note_that_says_nothing_sensible_leaves_the_choice_to_the_system(
    tmp_path: Path, noted: bytes
) -> None:
    LanguageNote(tmp_path).leave("es")
    next(tmp_path.iterdir()).write_bytes(noted)
    assert language_among([LanguageNote(tmp_path).read(), "es"]) == "es"


def test_a_note_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    LanguageNote(tmp_path / "nowhere").leave("es")
    assert LanguageNote(tmp_path / "nowhere").read() == ""


def test_days_are_said_in_the_form_of_the_language(spanish: None) -> None:
    day = date(2031, 5, 2)
    assert {day_in_words(day), day_in_words(day, month_first=True)} == {"2 de mayo de 2031"}
    speak(ENGLISH, LOCALES)
    assert (day_in_words(day), day_in_words(day, month_first=True)) == ("2 May 2031", "May 2, 2031")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_counts_has_a_form_for_one(language: str) -> None:
    speak(language, LOCALES)

    def wait(seconds: int) -> str:
        return sentence(Problem("wait_after_wrong_passphrases", "", {"seconds": seconds}))

    assert wait(1).endswith(" 1 " + {"en": "second", "es": "segundo"}[language])
    assert wait(2).endswith(" 2 " + {"en": "seconds", "es": "segundos"}[language])


def test_words_are_spoken_in_the_language_of_the_moment() -> None:
    said = []
    for language in ("en", "es", "en"):
        speak(language, LOCALES)
        said.append(_("Back"))
    assert said == ["Back", "Atrás", "Back"]


def session(front: Front) -> SessionFlow:
    window = front.hands.find("session_window")
    assert isinstance(window, SessionWindow)
    return window.flow


def text_of(front: Front, name: str) -> str:
    button = front.hands.find(name)
    assert isinstance(button, QAbstractButton)
    return button.text()
