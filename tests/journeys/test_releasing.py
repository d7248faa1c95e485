"""A picture goes from the patient's file to a folder, in a process of its own that is recorded byte by byte:
outside is the released file, and of its source nothing."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

import pytest

from tests.helpers.canaries import found, leaks
from tests.helpers.pictures import camera_exif, jpeg, photograph
from tests.helpers.program import LOOKED_INTO, Program, program
from tests.helpers.recorded import Written, missing, recorded, recording
from tests.journeys.test_leaks import CODE, PATIENT, needles, outside, set_up

PLACE = "Grand rounds, spring term"
OF_SOURCE = {"pixels", "serial number", "patient's given", "patient's family", "patient's number"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="writes are recorded on Linux alone")


@dataclass(frozen=True)
class Release:
    """What somebody saved on purpose, by name, and all that was written anywhere."""

    needles: dict[str, str | bytes]
    writes: list[Written]
    saved: dict[str, bytes]
    files: list[tuple[str, bytes]]

    def the(self, ending: str) -> bytes:
        (content,) = (content for name, content in self.saved.items() if name.endswith(ending))
        return content


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Set up, take a session, and let its picture out from the patient's file, with its sheet."""
    if missing():
        pytest.skip(f"this machine has no {missing()}")
    desk, trace = tmp_path_factory.mktemp("desk"), tmp_path_factory.mktemp("trace") / "writes"
    camera = tmp_path_factory.mktemp("camera") / "Zwetschgenbaum-nose.jpg"
    camera.write_bytes(jpeg(photograph(seed=5), camera_exif(text="SN-Kwetsch-0815")))
    with program(desk / "clinic.vault", recording(trace), **LOOKED_INTO) as running:
        recovery_code = set_up(running)
        running.ask("play", "-", CODE, PATIENT | {"copy": "saved"}, str(camera))
        let_out(running)
        running.tell("press", "lock_now")
        running.hear("born")
        running.hear("up")
        everything = [p for place in (desk, running.folder) for p in place.rglob("*") if p.is_file()]
        files = [(path.name, path.read_bytes()) for path in everything]
    saved = {name: content for name, content in files if name.endswith((".jpg", ".json", ".pdf"))}
    return Release(needles(recovery_code, camera.read_bytes()), recorded(trace), saved, files)


def let_out(running: Program) -> None:
    running.ask("click", "go_home")
    running.ask("type", "search", PATIENT["family"])
    running.ask("wait", "found_1")
    running.ask("click", "found_1")
    running.ask("wait", "images_card")
    running.ask("click", "release")
    running.ask("wait", "picture_1")
    running.ask("click", "place_use_teaching")
    running.ask("type", "place_title", PLACE)
    running.ask("click", "release")
    running.ask("wait", "released_page")
    running.ask("wait", "preview_1")
    running.ask("click", "save")


def test_the_released_file_holds_nothing_of_its_source_and_names_nobody(day: Release) -> None:
    picture = day.the(".jpg")
    assert picture.startswith(b"\xff\xd8\xff") and b"Exif" not in picture
    assert found(picture, day.needles) == set()
    assert not any(set(name.split("-")) & {"Zwetschgenbaum", "nose", PATIENT["given"]} for name in day.saved)


def test_what_lies_beside_it_and_the_sheet_say_what_it_is_for_and_name_no_patient(day: Release) -> None:
    told = json.loads(day.the(".jpg.json"))
    assert (told["place"], told["use"]) == (PLACE, "teaching")
    for paper in (day.the(".json"), day.the("release-sheet.pdf")):
        assert not found(paper, day.needles) & OF_SOURCE
        assert found(paper, {"place": PLACE}) == {"place"}


def test_nothing_else_was_written_anywhere_that_can_be_read(day: Release) -> None:
    picture = day.the(".jpg")
    all_needles = day.needles | {"released pixels": picture[len(picture) // 2 :][:32]}
    assert leaks(outside(day.writes, day.saved), all_needles) == []
    assert leaks(((n, c) for n, c in day.files if n not in day.saved), all_needles) == []


def test_the_search_finds_the_released_file_in_the_recording(day: Release) -> None:
    """The control: it went to the folder in one piece, and to the confined reader through a pipe."""
    picture = day.the(".jpg")
    kinds = {"pipe" if w.place.startswith("pipe:") else "file" for w in day.writes if picture in w.content}
    assert kinds == {"pipe", "file"}
