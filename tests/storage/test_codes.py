import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.vault import OpenVault
from tests.storage.conftest import CODE, PASSPHRASE, Place


def wrong(vault: OpenVault, code: str = "000000") -> tuple[str, object]:
    with pytest.raises(Refusal) as refused:
        vault.check_code(code)
    return refused.value.code, refused.value.problems[0].details.get("left")


def test_the_right_code_attests_with_the_members_own_key(vault: OpenVault) -> None:
    signature = vault.attest(CODE, b"I explained this")
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(vault.me.public_key))
    key.verify(bytes.fromhex(signature), b"I explained this")


def test_a_wrong_code_attests_nothing(vault: OpenVault) -> None:
    with pytest.raises(Refusal, match="code_wrong"):
        vault.attest("000000", b"I explained this")


def test_the_third_wrong_code_locks_and_then_the_right_one_does_not_help(vault: OpenVault) -> None:
    assert wrong(vault) == ("code_wrong", 2)
    assert wrong(vault) == ("code_wrong", 1)
    assert wrong(vault) == ("locked_by_codes", None)
    assert wrong(vault, CODE) == ("locked_by_codes", None)


def test_a_right_code_starts_the_count_again(vault: OpenVault) -> None:
    assert wrong(vault) == ("code_wrong", 2)
    vault.check_code(CODE)
    assert wrong(vault) == ("code_wrong", 2)


def test_the_count_survives_a_restart_and_the_passphrase_lifts_the_lock(place: Place) -> None:
    vault = place.open()
    wrong(vault)
    wrong(vault)
    vault.close()
    vault = place.door.unlock(PASSPHRASE)
    assert wrong(vault) == ("locked_by_codes", None)
    vault.close()
    vault = place.door.unlock(PASSPHRASE)
    vault.check_code(CODE)
    vault.close()


def test_a_wrong_code_cannot_be_rolled_back(vault: OpenVault) -> None:
    with pytest.raises(AssertionError, match="rollback"), vault.transaction():
        vault.check_code("000000")
    with pytest.raises(Refusal), vault.transaction():
        raise refuse("stop")
    assert wrong(vault) == ("code_wrong", 2)
