"""What Qt misses is asked of the dynamic loader and told as Debian packages."""

import os
import shutil
import sys
from pathlib import Path

import PySide6
import pytest
import system_libraries
from system_libraries import WINDOW, apt_line, missing_libraries, packages_for, provide_for_qt
from workspace import SetUpError

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux leaves Qt's libraries to the system"
)

QT = Path(PySide6.__file__).parent / "Qt"


@pytest.fixture
def lone_library(tmp_path: Path) -> Path:
    """An environment whose Qt has lost all libraries but one."""
    folder = tmp_path / "lib" / "python3.11" / "site-packages" / "PySide6" / "Qt" / "lib"
    folder.mkdir(parents=True)
    shutil.copyfile(QT / "lib" / "libQt6Xml.so.6", folder / "libQt6Xml.so.6")
    return tmp_path


def test_a_library_that_the_loader_cannot_find_is_named(lone_library: Path) -> None:
    assert missing_libraries(lone_library.rglob("*.so.6")) == ["libQt6Core.so.6"]


def test_nothing_is_missing_of_what_draws_here() -> None:
    assert missing_libraries(QT / part for part in system_libraries.DRAWING) == []


def test_every_part_that_is_asked_about_comes_with_qt() -> None:
    assert [part for part in WINDOW if not (QT / part).exists()] == []


def test_libraries_are_told_as_packages() -> None:
    missing = ["libglib-2.0.so.0", "libgthread-2.0.so.0", "libodd.so.9", "libxcb-cursor.so.0"]
    assert packages_for(missing) == (["libglib2.0-0", "libxcb-cursor0"], ["libodd.so.9"])


def test_the_line_to_type_asks_for_rights_only_where_they_are_missing() -> None:
    sudo = "" if os.geteuid() == 0 else "sudo "
    assert apt_line(["libegl1", "libgl1"]) == f"{sudo}apt-get install -y libegl1 libgl1"


def test_without_consent_the_line_is_printed_and_nothing_installed(
    lone_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(system_libraries.PACKAGE_OF, "libQt6Core.so.6", "libqt6core6")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SetUpError, match="apt-get install -y libqt6core6"):
        provide_for_qt(lone_library, ["lib/libQt6Xml.so.6"], yes=False)


def test_a_library_without_a_known_package_is_named(lone_library: Path) -> None:
    with pytest.raises(SetUpError, match=r"lacks: libQt6Core\.so\.6"):
        provide_for_qt(lone_library, ["lib/libQt6Xml.so.6"], yes=True)
