"""The disk that loses its power, and the recordings that are played onto it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import recording
from tests.faults.disk import Cut, Disk, File, Folder, Write
from tests.faults.recording import Replay, calls, those_about

STATES = 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").write_bytes(b"before")
    return folder


@pytest.fixture
def disk(folder: Path) -> Disk:
    return Disk(folder, folder)


def states(disk: Disk, into: Path) -> list[dict[str, bytes]]:
    """What may be found after a power cut."""
    found = []
    for seed in range(STATES):
        state = into / f"state-{seed}"
        state.mkdir()
        disk.cut_the_power(random.Random(seed), state)
        found.append({path.name: path.read_bytes() for path in state.iterdir()})
    return found


def file_of(disk: Disk, path: Path) -> File:
    found = disk.at(path)
    assert isinstance(found, File)
    return found


def test_what_was_synced_is_always_there(disk: Disk, folder: Path, tmp_path: Path) -> None:
    file = file_of(disk, folder / "old")
    file.pending.append(Write(0, b"after!"))
    file.sync()
    assert all(state == {"old": b"after!"} for state in states(disk, tmp_path))


def test_what_was_not_synced_may_be_there_or_not(disk: Disk, folder: Path, tmp_path: Path) -> None:
    file_of(disk, folder / "old").pending.append(Write(0, b"after!"))
    assert {state["old"] for state in states(disk, tmp_path)} == {b"before", b"after!"}


def test_a_later_write_can_be_there_without_an_earlier_one(disk: Disk, folder: Path, tmp_path: Path) -> None:
    file_of(disk, folder / "old").pending.extend([Write(6, b" one"), Write(10, b" two")])
    assert b"before\0\0\0\0 two" in {state["old"] for state in states(disk, tmp_path)}


def test_a_write_tears_between_sectors(disk: Disk, folder: Path, tmp_path: Path) -> None:
    file_of(disk, folder / "old").pending.extend([Cut(0), Write(0, b"a" * 1024)])
    assert b"a" * 512 in {state["old"] for state in states(disk, tmp_path)}


def test_a_new_name_lasts_once_its_folder_is_synced(disk: Disk, folder: Path, tmp_path: Path) -> None:
    disk.name(folder / "new", File(bytearray(b"new")))
    assert {"new" in state for state in states(disk, tmp_path)} == {True, False}
    root = disk.at(folder)
    assert isinstance(root, Folder)
    root.sync()
    assert all("new" in state for state in states(disk, tmp_path / "synced"))


@pytest.fixture(autouse=True)
def room_for_a_second_look(tmp_path: Path) -> None:
    (tmp_path / "synced").mkdir()


def test_a_renaming_gives_the_old_file_or_the_new_one(disk: Disk, folder: Path, tmp_path: Path) -> None:
    new = File(bytearray(b"new"))
    disk.name(folder / "neighbour", new)
    disk.rename(folder / "neighbour", folder / "old")
    found = states(disk, tmp_path)
    assert {state["old"] for state in found} == {b"before", b"new"}
    assert all("neighbour" not in state for state in found if state["old"] == b"new")


def test_a_call_that_was_interrupted_by_another_process_is_put_together() -> None:
    lines = (
        '12 pwrite64(3<\\x2f\\x61>, "\\x41\\x42", 2, 7 <unfinished ...>\n',
        "9  close(4<\\x2f\\x62>) = 0\n",
        "12 <... pwrite64 resumed>) = 2\n",
        "12 fsync(3<\\x2f\\x61>) = -1 EIO (Input/output error)\n",
    )
    closed, written = calls(lines)
    assert (closed.name, closed.handle) == ("close", 4)
    assert (written.name, written.data(1), written.word(3)) == ("pwrite64", b"AB", "7")


WRITER = """
import os, shutil, sys
from pathlib import Path
folder = Path(sys.argv[1])
with (folder / "new").open("wb") as file:
    file.write(b"one"); file.flush(); file.seek(1); file.write(b"two"); file.flush()
    os.fsync(file.fileno())
    os.pwrite(file.fileno(), b"!", 9)
(folder / "new").rename(folder / "newer")
shutil.copyfile(folder / "newer", folder / "copied")
(folder / "deep").mkdir()
(folder / "deep" / "gone").touch()
shutil.rmtree(folder / "deep")
with (folder / "old").open("r+b") as file:
    file.truncate(3)
os.write(1, b"done\\n")
"""


@pytest.mark.skipif(bool(recording.why_not()), reason=recording.why_not() or "it can be recorded")
def test_what_a_process_wrote_is_played_as_it_lies_there(folder: Path, tmp_path: Path) -> None:
    disk = Disk(folder, folder)
    made = recording.record(["-c", WRITER, str(folder)], tmp_path / "trace")
    about = list(those_about(disk, made))
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name: file_of(disk, folder / name).now() for name in there} == there
    assert there == {"newer": b"otwo\0\0\0\0\0!", "copied": b"otwo\0\0\0\0\0!", "old": b"bef"}
    assert len(about) < len(made)


@pytest.mark.skipif(bool(recording.why_not()), reason=recording.why_not() or "it can be recorded")
def test_what_a_process_said_is_heard(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    replay = Replay(Disk(tmp_path / "before", tmp_path / "before"))
    for call in recording.record(["-c", "import os; os.write(1, b'a\\nb\\n')"], tmp_path / "trace"):
        if replay.concerns(call):
            replay.play(call)
    assert replay.said == ["a", "b"]


UNTAUGHT = {
    "writev": "os.writev(os.open(path, os.O_WRONLY), [b'x'])",
    "truncate": "os.truncate(path, 1)",
    "link": "os.link(path, path + '-too')",
}


@pytest.mark.skipif(bool(recording.why_not()), reason=recording.why_not() or "it can be recorded")
@pytest.mark.parametrize("call", UNTAUGHT)
def test_a_call_that_nobody_taught_is_not_passed_over(folder: Path, tmp_path: Path, call: str) -> None:
    writes = f"import os; path = {str(folder / 'old')!r}; {UNTAUGHT[call]}"
    made = recording.record(["-c", writes], tmp_path / "trace")
    with pytest.raises(KeyError, match=call):
        list(those_about(Disk(folder, folder), made))
