"""Files are asked for without leaving a trace of which folders they came from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit
from consentdesk.ui.files import QtFiles

app = QApplication([])

def answer(name, button):
    dialog = next(w for w in app.topLevelWidgets() if isinstance(w, QFileDialog))
    dialog.setDirectory(sys.argv[2])
    dialog.findChild(QLineEdit, "fileNameEdit").setText(name)
    dialog.findChild(QDialogButtonBox).button(button).click()

def ask(how):
    if how == "plain":
        dialog = QFileDialog(None, "x", sys.argv[2])
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.exec()
        dialog.deleteLater()
        return dialog.selectedFiles()
    files = QtFiles()
    return files.save_as("consent-copy.pdf") if how == "save" else files.images()

how, folder, name, button = sys.argv[1:]
wanted = getattr(QDialogButtonBox.StandardButton, button)
QTimer.singleShot(0, lambda: answer(name, wanted))
print(ask(how))
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


def ask(home: Path, how: str, name: str, button: str = "Open") -> str:
    """What the dialog gave back to a user who typed a name and pressed a button, in a fresh process."""
    folder = home / "secret-ward-7"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "arm.jpg").write_bytes(b"x")
    surroundings = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    done = subprocess.run(
        [sys.executable, "-c", ASK, how, str(folder), name, button],
        capture_output=True, text=True, env=surroundings, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout


def traces(home: Path) -> list[str]:
    """Files of settings that name the folder."""
    kept = (path for path in home.rglob("*") if path.is_file() and path.suffix != ".jpg")
    return [path.name for path in kept if b"secret-ward-7" in path.read_bytes()]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere settings lie in a registry")
def test_the_dialog_as_it_comes_would_name_the_folder(tmp_path: Path) -> None:
    ask(tmp_path, "plain", "arm.jpg")
    assert traces(tmp_path) == ["QtProject.conf"]


@pytest.mark.parametrize(
    ("how", "name", "button", "given"),
    [
        ("images", "arm.jpg", "Open", "arm.jpg"),
        ("images", "arm.jpg", "Cancel", "[]"),
        ("save", "copy", "Save", "copy.pdf"),
        ("save", "copy", "Cancel", "None"),
    ],
)
def test_our_dialog_gives_the_file_and_leaves_no_trace(
    tmp_path: Path, how: str, name: str, button: str, given: str
) -> None:
    assert given in ask(tmp_path, how, name, button)
    assert traces(tmp_path) == []
    assert not list(tmp_path.rglob("QtProject.conf"))
