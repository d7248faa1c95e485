"""What lies in the place of a vault that comes back has another name then, and is never deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.aside import set_aside
from tests.helpers.sessions import NOW


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    place = tmp_path / "vault"
    place.mkdir()
    (place / "vault.db").write_bytes(b"damaged")
    return place


def test_it_keeps_the_other_name_where_another_vault_came(taken: Path) -> None:
    with set_aside(taken, NOW):
        assert not taken.exists()
        taken.mkdir()
    (kept,) = taken.parent.glob("vault.set-aside-*")
    assert f"{NOW.local:%Y-%m-%dT%H-%M-%S}" in kept.name
    assert (kept / "vault.db").read_bytes() == b"damaged" and list(taken.iterdir()) == []


def test_it_is_back_in_its_place_where_none_came(taken: Path) -> None:
    with pytest.raises(Refusal, match="backup_damaged"), set_aside(taken, NOW):
        raise refuse("backup_damaged")
    assert (taken / "vault.db").read_bytes() == b"damaged"
    assert [path.name for path in taken.parent.iterdir()] == ["vault"]


def test_two_of_one_second_have_two_names(taken: Path) -> None:
    for content in (b"first", b"second"):
        taken.mkdir(exist_ok=True)
        (taken / "vault.db").write_bytes(content)
        with set_aside(taken, NOW):
            pass
    kept = sorted(taken.parent.glob("vault.set-aside-*"))
    assert [(path / "vault.db").read_bytes() for path in kept] == [b"first", b"second"]


def test_nothing_is_done_where_nothing_lies(tmp_path: Path) -> None:
    with set_aside(tmp_path / "vault", NOW):
        assert list(tmp_path.iterdir()) == []
