"""The command line: what it says, how it ends, and that no secret stands in its arguments."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from consentdesk import __version__
from consentdesk.__main__ import main
from consentdesk.commands.vault import report_lines
from consentdesk.domain.lines import CheckReport, Finding
from consentdesk.system.language_note import LanguageNote
from consentdesk.ui.language import ENGLISH, speak
from tests.helpers.sessions import NOW, RESOURCES
from tests.storage.conftest import PASSPHRASE, Place, make_place

LOCK_ONCE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from consentdesk import bootstrap
from consentdesk.__main__ import main as program
from consentdesk.rehearsal.hands import Hands
seen, passphrase = Path(sys.argv[1]), Path(sys.argv[2]).read_text().strip()

class Driven(bootstrap.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(0, self, self.drive)

    def drive(self):
        hands = Hands(self, lambda: self.busy)
        if seen.exists():
            print("locked" if hands.sees("lock_page") else "open", os.getpid(), flush=True)
            self.close()
            return
        hands.type("passphrase", passphrase)
        hands.click("unlock")
        hands.wait_for("home_page")
        print("home", os.getpid(), flush=True)
        seen.touch()
        hands.click("lock_now")

bootstrap.MainWindow = Driven
sys.exit(program(["--vault", sys.argv[3]]))
"""
PROMISES = re.compile(r"valid|guarantee|certif|complian|proven|secure", re.IGNORECASE)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workstation where nobody has chosen a language yet."""
    monkeypatch.setenv("CONSENTDESK_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    speak(ENGLISH, RESOURCES / "locale")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("clinic") / "clinic.vault")


@pytest.fixture
def vault(clinic: Place, tmp_path: Path) -> Path:
    return clinic.copy(tmp_path / "clinic.vault").folder


@pytest.fixture
def passphrase_file(tmp_path: Path) -> str:
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    return str(file)


def head_of(vault: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str]) -> str:
    main(["verify", str(vault), "--passphrase-file", passphrase_file])
    found = re.search(r"[0-9a-f]{64}", capsys.readouterr().out)
    assert found
    return found[0]


def test_a_sound_vault_ends_with_0_and_says_what_stays_open(
    vault: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(vault), "--passphrase-file", passphrase_file]) == 0
    said = capsys.readouterr().out
    assert "Read: 6 entries (0 erased on purpose), 0 stored files, 0 open sessions" in said
    assert "No anchor was given: it cannot exclude truncation" in said
    assert not PROMISES.search(said)


def test_verifying_changes_no_fact(
    vault: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert head_of(vault, passphrase_file, capsys) == head_of(vault, passphrase_file, capsys)


def test_an_anchor_on_the_chain_narrows_what_stays_open(
    vault: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = head_of(vault, passphrase_file, capsys)
    asked = ["verify", str(vault), "--passphrase-file", passphrase_file, "--anchor", head]
    assert main(asked) == 0
    assert f"cannot exclude truncation since {NOW}" in capsys.readouterr().out


def test_an_anchor_that_is_nowhere_on_the_chain_ends_with_1(
    vault: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["verify", str(vault), "--passphrase-file", passphrase_file, "--anchor", "ab" * 32]
    assert main(asked) == 1
    assert "does not hold the anchor " + "ab" * 32 in capsys.readouterr().out


@pytest.mark.parametrize("where", [0.25, 0.5, 0.75])
def test_one_flipped_byte_ends_with_1(
    vault: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str], where: float
) -> None:
    data = bytearray((vault / "vault.db").read_bytes())
    data[int(len(data) * where)] ^= 0x01
    (vault / "vault.db").write_bytes(data)
    assert main(["verify", str(vault), "--passphrase-file", passphrase_file]) == 1
    printed = capsys.readouterr()
    assert "damaged" in printed.out + printed.err or "cannot be read" in printed.out


def test_the_passphrase_may_come_from_standard_input(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert main(["verify", str(vault), "--passphrase-file", "-"]) == 0


def test_a_wrong_passphrase_ends_with_1_and_a_sentence(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wrong").write_text("not the passphrase at all")
    assert main(["verify", str(vault), "--passphrase-file", str(tmp_path / "wrong")]) == 1
    assert capsys.readouterr().err.startswith("This is not the passphrase")


def test_a_vault_that_is_not_there_is_not_made(
    tmp_path: Path, passphrase_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path / "nowhere"), "--passphrase-file", passphrase_file]) == 1
    assert "The vault is not where it was" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_a_passphrase_file_that_cannot_be_read_is_said(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(vault), "--passphrase-file", str(tmp_path / "none")]) == 1
    assert "The file with the passphrase could not be read" in capsys.readouterr().err


def test_no_option_takes_a_secret(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = set()
    for command in ("open", "verify", "tour"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        options |= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    assert options == {"--help", "--vault", "--passphrase-file", "--anchor", "--out", "--image", "--scenario"}
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(vault), "--passphrase", PASSPHRASE])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("options", "asked_for", "noted", "said"),
    [
        ([], "en", "", "The vault is not where it was"),
        (["--language", "es"], "en", "", "La bóveda no está donde estaba"),
        ([], "es_MX:en", "", "La bóveda no está donde estaba"),
        ([], "pt:es", "", "La bóveda no está donde estaba"),
        ([], "en", "es", "La bóveda no está donde estaba"),
        ([], "es", "en", "The vault is not where it was"),
        (["--language", "en"], "es", "es", "The vault is not where it was"),
    ],
)
def test_the_language_is_the_one_asked_for_or_chosen_here_or_the_systems(
    options: list[str],
    asked_for: str,
    noted: str,
    said: str,
    home: Path,
    passphrase_file: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANGUAGE", asked_for)
    home.mkdir()
    LanguageNote(home).leave(noted)
    main([*options, "verify", str(home / "nowhere"), "--passphrase-file", passphrase_file])
    assert said in capsys.readouterr().err


def test_asking_for_the_language_of_a_command_line_makes_nothing(home: Path) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert not home.exists()


def test_every_finding_has_words_and_none_of_them_promises() -> None:
    report = CheckReport(7, 1, 0, "ab" * 32, NOW, (Finding("blob_damaged", "cd" * 32),), True, NOW, 2)
    said = "\n".join(report_lines(report))
    assert "- The stored file " + "cd" * 32 + " is damaged" in said
    assert "Nothing was found" not in said and not PROMISES.search(said)


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == __version__


def test_without_a_display_the_headless_way_is_named() -> None:
    if sys.platform != "linux":
        pytest.skip("there is always a display here")
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "consentdesk"], env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "consentdesk tour --out DIR" in done.stderr


def test_where_nobody_can_be_asked_it_says_what_to_do(vault: Path) -> None:
    command = [sys.executable, "-m", "consentdesk", "backup", "--vault", str(vault), "--to", str(vault)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, start_new_session=True
    )
    assert done.returncode == 1 and done.stderr.startswith("Nobody can be asked here. Name a file")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there a new process follows instead of an exec")
def test_locking_puts_a_fresh_process_in_the_place_of_the_one_with_the_keys(
    vault: Path, passphrase_file: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    around = {**os.environ, "CONSENTDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", LOCK_ONCE, str(tmp_path / "seen"), passphrase_file, str(vault)]
    done = subprocess.run(command, env=around, capture_output=True, text=True, timeout=60, check=False)
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == ["home", "locked"], done.stderr
    assert lines[0][1] == lines[1][1], "an exec keeps the process id and nothing else"
    assert done.returncode == 0
    assert (home / "log" / "consentdesk.log").read_text() == ""


def test_the_window_waits_for_nothing_that_only_other_commands_need() -> None:
    code = (
        "import sys; from consentdesk import __main__ as m; m._parser(for_window=True);"
        "rooms = ('consentdesk.commands', 'consentdesk.domain.');"
        "print([name for name in sys.modules if name.startswith(rooms)])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "['consentdesk.domain.refusals']"
