"""Nothing readable lies outside the vault: the whole workflow, from an empty workstation to the lock, in a
process of its own that is recorded byte by byte; then every write and every file is searched."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.helpers.canaries import found, leaks
from tests.helpers.pictures import camera_exif, jpeg, photograph
from tests.helpers.program import LOOKED_INTO, Program, program
from tests.helpers.recorded import Written, missing, recorded, recording
from tests.system import cups
from tests.system.cups import PrintServer, print_server

PASSPHRASE, CODE = "Quokka brittle Zeppelin nineteen", "90817263"
MEMBER, CONTACT = "Dr Xaverine Kwartz", "Ottokar Sprengelmann"
PATIENT = {"given": "Quirinus", "family": "Zwetschgenbaum", "number": "MRN-7711223344", "copy": "printed"}
SETUP = {
    "clinic": {"clinic_name": "Example Hospital", "clinic_address": "12 Sample Street"},
    "rules": {},
    "contact": {
        "contact_name": CONTACT,
        "contact_telephone": "01234 567 890",
        "contact_email": "photo-consent@example.org",
        "contact_post": "12 Sample Street",
    },
    "you": {"member_name": MEMBER, "member_role": "Clinician"},
    "secrets": {"passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE, "code": CODE},
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="writes are recorded on Linux alone")


@dataclass
class Day:
    """What came of a whole day at the desk. `saved` is what somebody saved on purpose."""

    needles: dict[str, str | bytes]
    writes: list[Written]
    files: list[tuple[str, bytes]]
    saved: dict[str, bytes] = field(default_factory=dict)


@pytest.fixture(scope="module")
def printer() -> Iterator[PrintServer]:
    if cups.missing():
        pytest.skip(f"this machine has no {', '.join(cups.missing())}")
    with print_server() as server:
        server.add_queue("Ward-4")
        yield server


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, printer: PrintServer) -> Day:
    """Set up, take a session, print and save its copy, save the ledger's table, back up, lock."""
    if missing():
        pytest.skip(f"this machine has no {missing()}")
    desk = tmp_path_factory.mktemp("desk")
    camera = tmp_path_factory.mktemp("camera") / "Zwetschgenbaum-nose.jpg"
    camera.write_bytes(jpeg(photograph(seed=5), camera_exif(text="SN-Kwetsch-0815")))
    trace = tmp_path_factory.mktemp("trace") / "writes"
    vault = desk / "clinic.vault"
    with program(vault, recording(trace), CUPS_SERVER=printer.address, **LOOKED_INTO) as running:
        recovery_code = set_up(running)
        running.ask("play", "-", CODE, PATIENT, str(camera))
        printer.printed(1)
        running.ask("click", "save")
        save_ledger(running)
        back_up(running)
        running.ask("click", "go_home")
        running.tell("press", "lock_now")
        running.hear("born")
        running.hear("up")
        folder = running.folder
        everything = [path for place in (desk, folder) for path in place.rglob("*") if path.is_file()]
        files = [(path.name, path.read_bytes()) for path in everything]
    saved = {name: content for name, content in files if name.endswith((".pdf", ".csv"))}
    return Day(needles(recovery_code, camera.read_bytes()), recorded(trace), files, saved)


def set_up(running: Program) -> str:
    running.hear("up")
    for page, fields in SETUP.items():
        for name, text in fields.items():
            running.ask("type", name, text)
        if page == "rules":
            running.ask("click", "pack_us")
        running.ask("click", "continue")
    recovery_code = running.read("recovery_code_shown")
    running.ask("click", "continue")
    running.ask("type", "recovery_code", recovery_code)
    running.ask("click", "continue")
    running.ask("wait", "home_page")
    return recovery_code


def save_ledger(running: Program) -> None:
    running.ask("click", "go_ledger")
    running.ask("click", "save_table")
    running.ask("type", "ledger_code", CODE)
    running.ask("click", "ledger_save")
    running.ask("wait", "ledger_saved")


def back_up(running: Program) -> None:
    running.ask("click", "go_home")
    running.ask("click", "backup")
    running.ask("click", "back_up")
    running.ask("wait", "backup_outcome")


def needles(recovery_code: str, photo: bytes) -> dict[str, str | bytes]:
    middle = len(photo) * 2 // 3
    return {
        **{f"patient's {name}": PATIENT[name] for name in ("given", "family", "number")},
        "clinician": MEMBER,
        "contact": CONTACT,
        "passphrase": PASSPHRASE,
        "code": CODE,
        "recovery code": recovery_code,
        "recovery code's letters": recovery_code.replace("-", ""),
        "pixels": photo[middle : middle + 32],
        "serial number": "SN-Kwetsch-0815",
    }


def outside(writes: list[Written], saved: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What was written anywhere but into a pipe (whoever reads it is recorded too), by the print command to
    its queue, and to a file that was saved on purpose, under its name or on its way there."""
    for written in writes:
        spooled = written.program.endswith("/lp") and written.place.startswith(("socket:", "TCP", "UNIX"))
        wanted = written.content in saved.values()
        if not (written.place.startswith("pipe:") or spooled or wanted):
            yield f"{written.program} -> {written.place}", written.content


def test_nothing_that_was_written_anywhere_can_be_read(day: Day) -> None:
    assert leaks(outside(day.writes, day.saved), day.needles) == []


def test_nothing_can_be_read_in_any_file_but_those_saved_on_purpose(day: Day) -> None:
    assert leaks(((n, c) for n, c in day.files if n not in day.saved), day.needles) == []


def test_the_search_reads_what_was_saved_on_purpose(day: Day) -> None:
    """The control: in the copy, whose text and pictures lie deflated, and in the table."""
    (copy,) = (content for name, content in day.saved.items() if name.endswith(".pdf"))
    assert {"patient's given", "patient's family", "patient's number", "clinician"} <= found(
        copy, day.needles
    )


def test_the_recording_has_what_went_to_the_printer_and_into_the_vault(day: Day) -> None:
    """The control: the copy goes down a pipe to the print command and from there to its queue, in pieces; and
    the vault's own writes are there."""
    piped = [w.content for w in day.writes if w.place.startswith("pipe:")]
    assert any("patient's family" in found(content, day.needles) for content in piped)
    spooled = [w for w in day.writes if w.program.endswith("/lp") and w.place.startswith("socket:")]
    assert any(b"%PDF-" in w.content for w in spooled)
    assert any(w.place.endswith("vault.db-wal") and len(w.content) > 100_000 for w in day.writes)


@pytest.mark.parametrize("how", ["plain", "base64", "wide", "to a file that is gone by now"])
def test_a_planted_leak_is_found(tmp_path: Path, how: str) -> None:
    if missing():
        pytest.skip(f"this machine has no {missing()}")
    text = {
        "base64": base64.b64encode(b"{'name': 'Zwetschgenbaum, Quirinus'}"),
        "wide": "Frau Zwetschgenbaum".encode("utf-16-le"),
    }.get(how, b"of Zwetschgenbaum")
    leak, trace = tmp_path / "leak", tmp_path / "trace"
    script = f"import os; p={str(leak)!r}; open(p,'wb').write({text!r}); os.remove(p)"
    subprocess.run([*recording(trace), sys.executable, "-c", script], check=True)
    assert [name for _, name in leaks(outside(recorded(trace), {}), {"family": "Zwetschgenbaum"})] == [
        "family"
    ]


def test_the_title_of_what_was_printed_names_nobody(day: Day, printer: PrintServer) -> None:
    assert printer.titles() == ["Consent copy"]
