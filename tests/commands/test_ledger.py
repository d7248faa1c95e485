"""Reading the ledger and checking a copy by the command line alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.__main__ import main
from consentdesk.domain.access import Role
from consentdesk.domain.facts import ConsentSigned, MemberChanged
from consentdesk.ui.language import ENGLISH, speak
from tests.helpers.sessions import NOW, RESOURCES
from tests.storage.conftest import CODE, PASSPHRASE, Place, make_place
from tests.storage.consents import consent

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
    consent(vault)
    vault.close()
    return place


@pytest.fixture
def place(clinic: Place, home: Path) -> Place:
    """The vault at the usual place."""
    return clinic.copy(home / "clinic.vault")


@pytest.fixture
def printed(place: Place) -> tuple[str, str]:
    """What stands on the patient's copy: code and chain hash."""
    vault = place.open()
    line = vault.record_line("record-1")
    sealed = vault.record("record-1")
    vault.close()
    return line.code, sealed.chain_hash


@pytest.fixture
def run(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command with its secrets from files: how it ended, and what it said."""
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n")

    def run(*given: object, code: str = CODE) -> tuple[int, str]:
        (tmp_path / "code").write_text(f"{code}\n")
        files = ["--passphrase-file", str(tmp_path / "passphrase")]
        files += ["--code-file", str(tmp_path / "code")] if given[0] == "ledger" else []
        ended = main([*map(str, given), *files])
        said = capsys.readouterr()
        return ended, said.out + said.err

    return run


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_the_ledger_is_saved_as_a_table(run: Run, tmp_path: Path, printed: tuple[str, str]) -> None:
    path = tmp_path / "ledger.csv"
    ended, said = run("ledger", "--csv", path)
    saved = rows(path)
    assert ended == 0 and f"Saved {len(saved)} lines, SHA-256 " in said
    assert {"Sealed record " + printed[0], "Signed in"} <= {row["What happened"] for row in saved}
    assert "Alex Probe" in {row["Patient"] for row in saved}
    run("ledger", "--csv", path, "--group", "looks")
    kinds = [row["Kind"] for row in rows(path)]
    assert kinds == ["ledger_opened", "ledger_exported", "ledger_opened"], "each leaves two traces"


def test_a_table_can_be_narrowed_down(run: Run, tmp_path: Path, printed: tuple[str, str]) -> None:
    path = tmp_path / "ledger.csv"
    run("ledger", "--csv", path, "--patient", printed[0], "--person", "sam sample", "--to", NOW.day)
    assert {row["Patient's id"] for row in rows(path)} == {"patient-1"}
    run("ledger", "--csv", path, "--from", "2001-01-01", "--to", "2001-01-31")
    assert rows(path) == []
    for given in (("--patient", "1111-1111"), ("--person", "Nobody")):
        ended, said = run("ledger", "--csv", path, *given)
        assert ended == 1 and "knows nobody by this" in said


def test_a_wrong_day_is_answered_with_a_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ledger", "--csv", "table.csv", "--from", "2.3.2031"])
    assert "write the day like 2031-03-02" in capsys.readouterr().err


def test_without_the_right_code_nothing_is_saved(run: Run, tmp_path: Path) -> None:
    ended, said = run("ledger", "--csv", tmp_path / "ledger.csv", code="000000")
    assert ended == 1 and "not right" in said and not (tmp_path / "ledger.csv").exists()


def test_a_copy_is_checked_by_its_code_and_hash(run: Run, printed: tuple[str, str]) -> None:
    code, chain_hash = printed
    ended, said = run("check-copy", code, "--hash", chain_hash)
    assert ended == 0 and said.startswith("Genuine\n") and "the chain hash is the one on the copy" in said
    assert run("check-copy", f"consentdesk:{code}:{chain_hash}")[0] == 0
    ended, said = run("check-copy", code, "--hash", "f" * 16)
    assert ended == 1 and "Not as it was sealed" in said
    ended, said = run("check-copy", "0000-0000-0000")
    assert ended == 1 and "Not of this vault" in said


def test_an_auditor_learns_no_name(run: Run, place: Place, printed: tuple[str, str], tmp_path: Path) -> None:
    vault = place.open()
    vault.append(MemberChanged(replace(vault.me, roles=(Role.AUDITOR,)), "roles"), NOW)
    vault.close()
    ended, said = run("check-copy", *printed[:1], "--hash", printed[1])
    assert ended == 0 and "Probe" not in said
    run("ledger", "--csv", tmp_path / "ledger.csv")
    assert "Probe" not in (tmp_path / "ledger.csv").read_text("utf-8")
    assert ConsentSigned.KIND in {row["Kind"] for row in rows(tmp_path / "ledger.csv")}
