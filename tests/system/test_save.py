"""A file is saved whole or not at all, and the reason has a name."""

from __future__ import annotations

import errno
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.system.os_errors import refusal_for
from consentdesk.system.save import remove, save_bytes, save_new

COPY = b"%PDF-1.7 " + bytes(range(256)) * 400

SAVE_WITHIN_A_LIMIT = """
import resource, sys
from pathlib import Path
from consentdesk.domain.refusals import Refusal
from consentdesk.system.save import remove, save_bytes, save_new
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    save_bytes(Path(sys.argv[1]), b"x" * 100_000)
except Refusal as refusal:
    print(refusal.code)
"""


def test_a_saved_file_is_whole_private_and_alone(tmp_path: Path) -> None:
    save_bytes(tmp_path / "copy.pdf", COPY)
    assert (tmp_path / "copy.pdf").read_bytes() == COPY
    assert stat.S_IMODE((tmp_path / "copy.pdf").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["copy.pdf"]


def test_saving_again_replaces_the_file(tmp_path: Path) -> None:
    save_bytes(tmp_path / "copy.pdf", b"old and longer")
    save_bytes(tmp_path / "copy.pdf", b"new")
    assert (tmp_path / "copy.pdf").read_bytes() == b"new"


def test_a_name_of_the_greatest_length_is_saved(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".pdf")
    save_bytes(path, COPY)
    assert path.read_bytes() == COPY


@pytest.mark.parametrize("mounted", ["size=64k"], indirect=True)
def test_a_full_disk_is_named_and_the_old_file_stays(mounted: Path) -> None:
    save_bytes(mounted / "copy.pdf", b"old")
    with pytest.raises(Refusal) as refused:
        save_bytes(mounted / "copy.pdf", COPY)
    assert refused.value.code == "disk_full"
    assert (mounted / "copy.pdf").read_bytes() == b"old"
    assert [p.name for p in mounted.iterdir()] == ["copy.pdf"]


@pytest.mark.parametrize("mounted", ["ro"], indirect=True)
def test_a_write_protected_disk_is_named(mounted: Path) -> None:
    with pytest.raises(Refusal) as refused:
        save_bytes(mounted / "copy.pdf", COPY)
    assert refused.value.code == "folder_read_only"
    assert refused.value.problems[0].details == {"folder": "stick"}


def test_a_file_that_may_not_grow_leaves_nothing_behind(tmp_path: Path) -> None:
    child = [sys.executable, "-c", SAVE_WITHIN_A_LIMIT, str(tmp_path / "copy.pdf")]
    assert subprocess.run(child, capture_output=True, text=True, check=True).stdout == "disk_full\n"
    assert [p.name for p in tmp_path.iterdir()] == []


def test_a_file_never_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "copy.pdf").mkdir()
    with pytest.raises(Refusal) as refused:
        save_bytes(tmp_path / "copy.pdf", COPY)
    assert refused.value.problems[0].details["reason"] == "EISDIR"
    assert [p.name for p in tmp_path.iterdir()] == ["copy.pdf"]


def test_a_folder_that_is_gone_is_a_failed_save_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        save_bytes(tmp_path / "unplugged" / "copy.pdf", COPY)
    assert refused.value.code == "save_failed"
    assert refused.value.problems[0].details == {"folder": "unplugged", "reason": "ENOENT"}


def test_a_place_below_a_file_is_a_failed_save(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refusal) as refused:
        save_bytes(tmp_path / "file" / "copy.pdf", COPY)
    assert refused.value.problems[0].details["reason"] == "ENOTDIR"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "folder_read_only"),
        (errno.EROFS, "folder_read_only"),
        (errno.ETXTBSY, "file_in_use"),
        (errno.EIO, "save_failed"),
    ],
)
def test_every_no_of_the_system_has_a_name(number: int, code: str, tmp_path: Path) -> None:
    assert refusal_for(OSError(number, "no"), tmp_path).code == code


def test_a_refusal_never_tells_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        save_bytes(tmp_path / "none" / "Maria Example.pdf", COPY)
    assert "Maria" not in f"{refused.value} {refused.value.problems}"


def test_a_new_file_takes_a_name_that_nothing_has(tmp_path: Path) -> None:
    (tmp_path / "a-1.jpg").write_bytes(b"mine")
    (tmp_path / "a-1-2.jpg").symlink_to(tmp_path / "gone")
    assert save_new(tmp_path, "a-1.jpg", COPY) == tmp_path / "a-1-3.jpg"
    assert save_new(tmp_path, "a-2.jpg", COPY) == tmp_path / "a-2.jpg"
    assert (tmp_path / "a-1.jpg").read_bytes() == b"mine" and not (tmp_path / "gone").exists()


def test_a_new_file_that_cannot_be_saved_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        save_new(tmp_path / "no such folder", "a-1.jpg", COPY)


def test_a_saved_file_is_taken_back_once_or_again(tmp_path: Path) -> None:
    path = save_new(tmp_path, "a-1.jpg", COPY)
    remove(path)
    remove(path)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_taken_back_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refusal):
        remove(tmp_path / "folder")
