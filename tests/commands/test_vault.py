"""A backup to a stick, another machine, the recovery code: by the command line alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.__main__ import main
from consentdesk.commands.vault import backup_lines
from consentdesk.domain.lines import BackupLine
from consentdesk.storage.keys.slots import PREVIOUS_FILE, SLOTS_FILE
from consentdesk.ui.language import ENGLISH, speak
from tests.helpers.sessions import NOW, RESOURCES
from tests.storage.conftest import PASSPHRASE, Place, make_place
from tests.storage.consents import person, register
from tests.storage.test_mending import damage, hashes

Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CONSENTDESK_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    speak(ENGLISH, RESOURCES / "locale")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = make_place(tmp_path_factory.mktemp("clinic") / "clinic.vault")
    vault = place.open()
    register(vault, person(1))
    vault.put_blob(b"a photograph" * 5000, "image:1")
    vault.close()
    return place


@pytest.fixture
def vault(clinic: Place, home: Path) -> Path:
    """At the usual place."""
    return clinic.copy(home / "clinic.vault").folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def run(clinic: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command with its secret from a file: how it ended, and what it said."""
    for name, secret in (("passphrase", PASSPHRASE), ("code", clinic.recovery_code)):
        (tmp_path / name).write_text(f"{secret}\n")

    def run(command: str, *given: object, secret: str = "passphrase") -> tuple[int, str]:
        option = "--recovery-code-file" if command == "restore" else "--passphrase-file"
        ended = main([command, *map(str, given), option, str(tmp_path / secret)])
        printed = capsys.readouterr()
        return ended, printed.out + printed.err

    return run


def one_backup(stick: Path) -> Path:
    return next(iter(stick.glob("consentdesk-backup-*/*/contents"))).parent


def test_a_vault_moves_to_another_machine_with_the_recovery_code_alone(
    vault: Path, stick: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, said = run("backup", "--to", stick)
    assert ended == 0 and "Backed up and read back: 8 entries" in said and one_backup(stick).name in said
    monkeypatch.setenv("CONSENTDESK_HOME", str(tmp_path / "elsewhere"))
    ended, said = run("restore", "--from", stick, secret="code")
    place = tmp_path / "elsewhere" / "clinic.vault"
    assert ended == 0 and "Read: 9 entries" in said and f"lies in {place} now, as a new device" in said
    assert "consentdesk review-gap" in said
    assert place.with_name("clinic.vault.txt").exists()
    assert run("verify", place)[0] == 0
    assert run("review-gap", "--reason", "The old machine was never used again")[0] == 0
    assert "Nothing waits for a review" in run("review-gap", "--reason", "again")[1]


def test_a_backup_is_verified_where_it_lies_with_the_passphrase_or_the_code(
    vault: Path, stick: Path, run: Run
) -> None:
    run("backup", "--to", stick)
    for where in (stick, one_backup(stick).parent, one_backup(stick)):
        for secret in ("passphrase", "code"):
            ended, said = run("verify", where, secret=secret)
            assert ended == 0 and "Read: 8 entries" in said and "1 stored files" in said


def test_verifying_changes_nothing_in_a_backup(vault: Path, stick: Path, run: Run) -> None:
    run("backup", "--to", stick)
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in stick.rglob("*") if path.is_file()}
    run("verify", stick)
    assert before == {p: hashlib.sha256(p.read_bytes()).digest() for p in stick.rglob("*") if p.is_file()}


def test_a_flipped_bit_ends_with_1(vault: Path, stick: Path, run: Run, tmp_path: Path) -> None:
    run("backup", "--to", stick)
    (blob,) = stick.rglob("blobs/*/*")
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.write_bytes(data)
    assert run("verify", stick)[0] == 1
    ended, said = run("restore", "--from", stick, "--to", tmp_path / "elsewhere" / "v", secret="code")
    assert ended == 1 and "is damaged" in said and (tmp_path / "elsewhere" / "v").is_dir()


def test_a_backup_is_not_opened_as_a_vault(vault: Path, stick: Path, run: Run) -> None:
    run("backup", "--to", stick)
    ended, said = run("backup", "--vault", one_backup(stick), "--to", stick)
    assert ended == 1 and "This is a backup" in said
    assert run("verify", stick)[0] == 0


def test_a_vault_is_not_restored_over_another(vault: Path, stick: Path, run: Run) -> None:
    run("backup", "--to", stick)
    ended, said = run("restore", "--from", stick, secret="code")
    assert ended == 1 and "not empty" in said
    assert run("verify", vault)[0] == 0


def test_a_wrong_code_and_a_wrong_name_are_said(vault: Path, stick: Path, run: Run, tmp_path: Path) -> None:
    run("backup", "--to", stick)
    (tmp_path / "code").write_text("not the code\n")
    place = tmp_path / "elsewhere" / "v"
    assert "not the recovery code" in run("restore", "--from", stick, "--to", place, secret="code")[1]
    wrong = one_backup(stick).with_name("2001-01-01")
    assert "no such backup" in run("restore", "--from", wrong, "--to", place)[1]
    assert not place.exists()


def test_a_folder_that_is_not_there_is_named(vault: Path, stick: Path, run: Run) -> None:
    ended, said = run("backup", "--to", stick / "pulled out")
    assert ended == 1 and "Connect the drive or stick" in said


def test_the_rule_of_thinning_stands_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["backup", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "last 7 days" in said and "8 weeks" in said and "each month for a year" in said


def test_what_no_backup_has_is_said() -> None:
    line = BackupLine("2031-03-02", "stick", NOW, "ab" * 32, 6, 1_500_000, 500_000, 1)
    assert backup_lines(line) == [
        "Backed up and read back: 6 entries, 1.5 MB, 0.5 MB of them written now. It is 2031-03-02",
        "1 stored file is damaged in the vault, and no earlier backup here has it",
    ]


def test_damaged_files_are_brought_back_by_a_command(
    vault: Path, clinic: Place, stick: Path, run: Run
) -> None:
    ended, said = run("backup", "--to", stick)
    place = replace(clinic, folder=vault)
    (sha256,) = hashes(place)
    damage(place, sha256)
    assert run("verify", vault)[0] == 1
    ended, said = run("mend", "--from", stick)
    assert ended == 0 and "1 file was brought back" in said and "Nothing was found that does not fit" in said
    assert run("verify", vault)[0] == 0
    ended, said = run("mend", "--from", stick)
    assert ended == 0 and "0 files were brought back" in said


def test_what_a_backup_has_not_stays_damaged_and_the_command_says_so(
    vault: Path, clinic: Place, stick: Path, run: Run
) -> None:
    run("backup", "--to", stick)
    place = replace(clinic, folder=vault)
    damage(place, hashes(place)[0])
    for file in stick.rglob("blobs/*/*"):
        file.unlink()
    ended, said = run("mend", "--from", stick)
    assert ended == 1 and "0 files were brought back" in said and "is damaged" in said
    assert "no such backup" in run("mend", "--from", stick / "elsewhere")[1]


def test_a_lost_key_file_comes_back_from_a_backup_without_anybodys_secret(
    vault: Path, stick: Path, run: Run
) -> None:
    run("backup", "--to", stick)
    for lost in (SLOTS_FILE, PREVIOUS_FILE):
        (vault / lost).unlink(missing_ok=True)
    assert run("verify", vault)[0] == 1
    assert main(["mend-keys", "--from", str(stick)]) == 0
    assert run("verify", vault)[0] == 0
    assert main(["mend-keys", "--from", str(vault.parent)]) == 1, "no backup lies there"
