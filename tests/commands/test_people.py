"""Who can open a vault, by the command line alone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.__main__ import main
from consentdesk.domain.access import Role
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.vault import OpenVault
from consentdesk.ui.language import ENGLISH, speak
from tests.helpers.sessions import RESOURCES
from tests.storage.conftest import CODE, PASSPHRASE, Place, make_place

KIMS, KIMS_CODE = "seven quiet otters swim", "777123"
Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CONSENTDESK_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    speak(ENGLISH, RESOURCES / "locale")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("clinic") / "clinic.vault")


@pytest.fixture
def place(clinic: Place, home: Path) -> Place:
    """The vault at the usual place."""
    return clinic.copy(home / "clinic.vault")


@pytest.fixture
def run(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command with its secrets from files: how it ended, and what it said."""
    texts = {"passphrase": PASSPHRASE, "code": CODE, "kims": KIMS, "kims_code": KIMS_CODE, "wrong": "000000"}
    for name, text in {**texts, "new": "five late trains whistle", "weak": "password"}.items():
        (tmp_path / name).write_text(f"{text}\n")

    def run(*given: str, secret: str = "passphrase", code: str = "code") -> tuple[int, str]:
        asks_code = given[0] == "recovery-code" or given[1:2] not in ((), ("change-key",))
        files = ["--passphrase-file", str(tmp_path / secret)]
        files += ["--code-file", str(tmp_path / code)] if asks_code else []
        ended = main([*(word.format(tmp_path) for word in given), *files])
        printed = capsys.readouterr()
        return ended, printed.out + printed.err

    return run


class TypingBack:
    """Somebody who mistypes once, and then types what was shown."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys, self.read, self.code = capsys, "", ""

    def readline(self) -> str:
        self.read += self._capsys.readouterr().out
        shown, self.code = self.code, self.read.splitlines()[1]
        return f"{shown or '0000'}\n"


ADD_KIM = ("people", "add", "--name", "Kim Muster", "--profession", "Nurse", "--roles", "photographer")
HER_SECRETS = ("--new-passphrase-file", "{}/kims", "--new-code-file", "{}/kims_code")


def opened(place: Place, secret: str) -> OpenVault:
    return place.door.unlock(secret)


def roles_by(place: Place, secret: str) -> tuple[Role, ...]:
    vault = opened(place, secret)
    roles = vault.me.roles
    vault.close()
    return roles


def test_the_list_says_who_works_here_and_as_what(run: Run) -> None:
    ended, said = run("people")
    assert ended == 0
    assert said.startswith(
        "SS: Sam Sample, physician. Clinician, Privacy officer, Administrator. Since 2 March"
    )


def test_somebody_is_let_in_and_is_not_somebody_elses_namesake(run: Run, place: Place) -> None:
    ended, said = run(*ADD_KIM, *HER_SECRETS)
    assert (ended, said) == (0, "Kim Muster can sign in now, as KM\n")
    assert roles_by(place, KIMS) == (Role.PHOTOGRAPHER,)
    assert "KM: Kim Muster, Nurse. Photographer." in run("people")[1]
    ended, said = run(*ADD_KIM, "--initials", "ss", *HER_SECRETS)
    assert (ended, said) == (1, "Somebody else signs in by these letters. Choose others\n")


def test_a_weak_passphrase_or_a_wrong_code_lets_nobody_in(run: Run, place: Place) -> None:
    weak = ("--new-passphrase-file", "{}/weak", "--new-code-file", "{}/kims_code")
    assert run(*ADD_KIM, *weak)[0] == 1
    ended, said = run(*ADD_KIM, *HER_SECRETS, code="wrong")
    assert (ended, said) == (1, "This code is not right. Tries left: 2\n")
    assert len(run("people")[1].splitlines()) == 1


def test_roles_are_given_by_initials(run: Run, place: Place) -> None:
    run(*ADD_KIM, *HER_SECRETS)
    assert run("people", "roles", "km", "--roles", "auditor, clinician")[0] == 0
    assert roles_by(place, KIMS) == (Role.CLINICIAN, Role.AUDITOR)
    assert run("people", "roles", "ss", "--roles", "clinician") == (
        1,
        "Somebody has to be administrator. Give another person this role first\n",
    )
    assert run("people", "roles", "xy", "--roles", "auditor")[1].startswith("Nobody of this name works here")


@pytest.mark.parametrize("roles", ["surgeon", "recovery", ""])
def test_a_role_that_nobody_can_have_is_refused(run: Run, roles: str) -> None:
    try:
        ended, _said = run("people", "roles", "ss", "--roles", roles)
    except SystemExit as wrong:
        ended = int(str(wrong.code))
    assert ended in (1, 2)


def test_whoever_may_not_see_people_is_asked_nothing_further(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*ADD_KIM, *HER_SECRETS)
    monkeypatch.setattr("getpass.getpass", lambda prompt: pytest.fail(prompt))
    ended, said = run("people", "add", "--name", "X", "--roles", "auditor", secret="kims")
    assert ended == 1 and said.startswith("Your roles do not cover this")


def test_forgotten_secrets_are_renewed(run: Run, place: Place) -> None:
    run(*ADD_KIM, *HER_SECRETS)
    given = ("--new-passphrase-file", "{}/new", "--new-code-file", "{}/kims_code")
    assert run("people", "renew-secrets", "KM", *given) == (
        0,
        "Kim Muster has a new passphrase and a new code\n",
    )
    with pytest.raises(Refusal, match="passphrase_wrong"):
        opened(place, KIMS)
    opened(place, "five late trains whistle").close()


def test_the_recovery_code_alone_gives_the_only_administrator_new_secrets(
    run: Run, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "recovery").write_text(place.recovery_code)
    monkeypatch.setattr("getpass.getpass", lambda prompt: pytest.fail(prompt))
    given = ("--new-passphrase-file", "{}/new", "--new-code-file", "{}/kims_code")
    assert run("people", "renew-secrets", "SS", *given, secret="recovery")[0] == 0
    assert Role.ADMINISTRATOR in roles_by(place, "five late trains whistle")
    ended, said = run("people", "remove", "SS", "--reason", "Why not", secret="recovery")
    assert ended == 1 and said.startswith("Your roles do not cover this")


def test_a_removal_ends_the_key_and_changes_the_vaults(run: Run, place: Place) -> None:
    run(*ADD_KIM, *HER_SECRETS)
    ended, said = run("people", "remove", "KM", "--reason", "Moved to another clinic")
    assert ended == 0 and "Kim Muster works here no more\nThe vault lies under another key now\n" in said
    with pytest.raises(Refusal, match="passphrase_wrong"):
        opened(place, KIMS)
    assert "Kim Muster, Nurse: left, " in run("people")[1]
    with pytest.raises(Refusal):
        replace(place).open().close()  # the key that was known before


def test_a_change_of_key_that_was_broken_off_is_made_up_for(
    run: Run, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*ADD_KIM, *HER_SECRETS)
    with monkeypatch.context() as full:
        full.setattr("consentdesk.storage.rekeying.free_bytes", lambda folder: 0)
        ended, said = run("people", "remove", "KM", "--reason", "Moved to another clinic")
        assert ended == 1 and "works here no more" in said and "The disk is full" in said
    vault = opened(place, PASSPHRASE)
    assert vault.rekey_is_due()
    vault.close()
    assert run("people", "change-key")[0] == 0
    vault = opened(place, PASSPHRASE)
    assert not vault.rekey_is_due()
    vault.close()


def test_a_new_recovery_code_counts_once_it_was_typed_back(
    run: Run, place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hand = TypingBack(capsys)
    monkeypatch.setattr("sys.stdin", hand)
    ended, said = run("recovery-code")
    assert ended == 0 and "counts from now on" in said
    assert hand.read.count("This is not the recovery code") == 1, "it can be tried again"
    opened(place, hand.code).close()
    with pytest.raises(Refusal, match="passphrase_wrong"):
        opened(place, place.recovery_code)


def test_a_recovery_code_that_is_never_typed_back_changes_nothing(
    run: Run, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("0000\n" * 3))
    ended, said = run("recovery-code")
    assert ended == 1 and "Nothing was changed: the recovery code before counts\n" in said
    opened(place, place.recovery_code).close()


def test_what_the_vault_is_said_to_be_before_the_act_counts(run: Run, place: Place, tmp_path: Path) -> None:
    elsewhere = place.copy(tmp_path / "elsewhere")
    ended, _said = run("people", "--vault", str(elsewhere.folder), *ADD_KIM[1:], *HER_SECRETS)
    assert ended == 0
    opened(elsewhere, KIMS).close()
    with pytest.raises(Refusal):
        opened(place, KIMS)
