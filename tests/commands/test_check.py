"""Asking by the command line whether the pictures in files may be used."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.__main__ import main
from consentdesk.domain.facts import ConsentSigned, ImageAdded, PatientRegistered, UsesAsked
from consentdesk.domain.ledger_lines import Wanted
from consentdesk.ui.language import ENGLISH, speak
from tests.helpers.decks import pptx
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import NOW, RESOURCES, sealed_record
from tests.storage.conftest import PASSPHRASE, Place, make_place

Run = Callable[..., tuple[int, str, str]]
KNOWN, STRANGER = jpeg(photograph(160, 120, seed=1)), jpeg(photograph(160, 120, seed=2))
SOURCE = hashlib.sha256(KNOWN).hexdigest()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CONSENTDESK_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    speak(ENGLISH, RESOURCES / "locale")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A clinic with one image, for the medical record and for teaching."""
    place = make_place(tmp_path_factory.mktemp("clinic") / "clinic.vault")
    vault, record = place.open(), sealed_record(images=1)
    image = replace(record.images[0], source_sha256=SOURCE)
    decisions = tuple(replace(decision, image=SOURCE) for decision in record.decisions)
    signed = ConsentSigned(replace(record, images=(image,), decisions=decisions))
    added = ImageAdded(SOURCE, "pixels", SOURCE, SOURCE, "JPEG", 160, 120, "", True)
    for body in (PatientRegistered(record.patient), added, signed):
        vault.append(body, NOW, record.patient.id)
    vault.close()
    return place


@pytest.fixture
def place(clinic: Place, home: Path) -> Place:
    return clinic.copy(home / "clinic.vault")


@pytest.fixture
def run(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command: how it ended, and what it said on either output."""
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n")

    def run(*given: object) -> tuple[int, str, str]:
        ended = main(["check", *map(str, given), "--passphrase-file", str(tmp_path / "passphrase")])
        said = capsys.readouterr()
        return ended, said.out, said.err

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    (file := tmp_path / "good.jpg").write_bytes(KNOWN)
    return file


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (file := tmp_path / "deck.pptx").write_bytes(
        pptx([["a.jpg"], ["b.jpg"]], {"a.jpg": KNOWN, "b.jpg": STRANGER})
    )
    return file


def test_it_ends_well_only_where_all_may_be_used(run: Run, good: Path, deck: Path) -> None:
    ended, said, _ = run(good, "--use", "teaching")
    assert ended == 0 and "yes" in said and "1 of 1 picture may be used" in said
    ended, said, _ = run(good, deck, "--use", "teaching")
    assert ended == 1 and "2 of 3 pictures may be used" in said
    assert "slide 2, b.jpg: not recognised" in said


def test_every_reason_is_said_with_what_would_turn_it_into_a_yes(run: Run, good: Path) -> None:
    ended, said, _ = run(good, "--use", "print", "--outlet", "JAAD")
    assert ended == 1
    assert "Nobody was asked about this use" in said and "Ask the patient in a new consent" in said
    assert "Nobody has checked yet whether the patient can be recognised" in said


def test_programs_read_the_same_as_json(run: Run, deck: Path) -> None:
    ended, said, _ = run(deck, "--use", "teaching", "--json")
    told = json.loads(said)
    first, second = told["pictures"]
    assert (ended, told["all_allowed"], told["use"]) == (1, False, "teaching")
    assert (first["allowed"], first["image"], first["recognised_by"]) == (True, SOURCE, "file")
    assert (second["where"], second["numbers"], second["image"]) == ("slide", [2], None)
    assert second["reasons"] == [{"code": "picture_not_recognised"}]


def test_a_day_that_is_over_is_answered_as_it_was(run: Run, good: Path) -> None:
    assert run(good, "--use", "teaching", "--on", "2026-03-02")[0] == 0
    assert run(good, "--use", "teaching", "--on", "2026-03-01")[0] == 1


def test_where_nothing_was_checked_it_ends_otherwise(run: Run, tmp_path: Path, good: Path) -> None:
    ended, said, wrong = run(tmp_path / "nowhere.pptx", "--use", "teaching")
    assert (ended, said) == (2, "") and "There is no such file or folder" in wrong
    assert run(good, "--use", "teaching", "--on", "2999-01-01")[0] == 2
    (tmp_path / "passphrase").write_text("wrong one\n")
    assert run(good, "--use", "teaching")[0] == 2


def test_where_no_picture_is_it_ends_otherwise_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.pptx").write_bytes(pptx([[]], {}))
    ended, said, _ = run(tmp_path / "text.pptx", "--use", "teaching")
    assert ended == 2 and "0 of 0 pictures may be used" in said


def test_programs_read_why_nothing_was_checked(run: Run, tmp_path: Path) -> None:
    ended, said, _ = run(tmp_path / "nowhere.pptx", "--use", "teaching", "--json")
    assert (ended, json.loads(said)) == (2, {"all_allowed": False, "problems": [{"code": "file_missing"}]})


def test_that_it_was_asked_is_noted(run: Run, place: Place, deck: Path) -> None:
    run(deck, "--use", "teaching")
    vault = place.open()
    noted = [line.body for line in vault.ledger_page(Wanted()) if isinstance(line.body, UsesAsked)]
    vault.close()
    assert [(asked.images, asked.allowed, asked.unknown, asked.how) for asked in noted] == [
        ((SOURCE,), 1, 1, "command")
    ]


def test_it_works_where_no_window_could_ever_open(run: Run, place: Place, tmp_path: Path, good: Path) -> None:
    """Neither Qt nor a display: a server that looks after slides has none."""
    without_qt = "import sys; sys.modules['PySide6'] = None; from consentdesk.__main__ import main; "
    command = ["check", str(good), "--use", "teaching", "--passphrase-file", str(tmp_path / "passphrase")]
    program = [sys.executable, "-c", f"{without_qt}sys.exit(main(sys.argv[1:]))", *command]
    told = subprocess.run(program, capture_output=True, text=True, check=False, timeout=120)
    assert (told.returncode, told.stderr) == (0, "") and "1 of 1 picture may be used" in told.stdout
