import hashlib
import os

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import PAGE_BYTES
from consentdesk.storage.vault import OpenVault
from tests.storage.conftest import Place

PHOTO = bytes(range(256)) * 2000


@pytest.mark.parametrize("data", [b"", b"x", PHOTO, os.urandom(5_000_001)])
def test_bytes_come_back_under_their_own_hash(vault: OpenVault, data: bytes) -> None:
    sha256 = vault.put_blob(data, "image:1")
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert vault.blob(sha256) == data


def test_storing_the_same_again_changes_nothing(vault: OpenVault) -> None:
    assert vault.put_blob(PHOTO, "image:1") == vault.put_blob(PHOTO, "image:1")
    assert vault._db.one("SELECT count(*) FROM blobs") == 1


def test_the_same_bytes_under_two_keys_outlive_one_of_them(vault: OpenVault) -> None:
    sha256 = vault.put_blob(PHOTO, "image:1")
    vault.put_blob(PHOTO, "image:2")
    vault.destroy_key("image:1")
    assert vault.blob(sha256) == PHOTO
    vault.destroy_key("image:2")
    with pytest.raises(Refusal, match="blob_unknown"):
        vault.blob(sha256)


def test_an_erased_image_can_be_added_again(vault: OpenVault) -> None:
    vault.put_blob(PHOTO, "image:1")
    vault.destroy_key("image:1")
    assert vault.blob(vault.put_blob(PHOTO, "image:1")) == PHOTO


def test_destroying_a_key_that_never_was_is_no_trouble(vault: OpenVault) -> None:
    vault.destroy_key("image:never")
    assert vault._db.one("SELECT count(*) FROM erased") == 0


def test_an_erased_key_is_remembered_and_its_bytes_are_gone_from_the_file(place: Place) -> None:
    vault = place.open()
    vault.put_blob(PHOTO, "image:1")
    (key,) = vault._db.rows("SELECT id, key FROM keys WHERE name = 'image:1'")
    vault.destroy_key("image:1")
    assert vault._db.rows("SELECT id, name FROM erased") == [(key[0], "image:1")]
    assert vault._db.rows("SELECT 1 FROM keys WHERE key = ?", key[1]) == []
    vault.close()


@pytest.mark.parametrize(
    "damage", ["zeroblob(length(data))", "zeroblob(3)", "substr(data, 1, length(data) - 1)"]
)
def test_altered_bytes_are_refused_and_the_others_stay_readable(vault: OpenVault, damage: str) -> None:
    sha256, other = vault.put_blob(PHOTO, "image:1"), vault.put_blob(b"other", "image:2")
    vault._db.run(f"UPDATE blobs SET data = CAST({damage} AS BLOB) WHERE sha256 = ?", sha256)
    with pytest.raises(Refusal, match="blob_damaged"):
        vault.blob(sha256)
    assert vault.blob(other) == b"other"


def test_a_page_that_was_damaged_on_the_disk_never_comes_back_as_zeros(place: Place) -> None:
    vault = place.open()
    data = os.urandom(300_000)
    sha256 = vault.put_blob(data, "image:1")
    vault.close()
    refused = 0
    content = place.database.read_bytes()
    pages = len(content) // PAGE_BYTES
    for page in range(pages - 70, pages):
        at = page * PAGE_BYTES + 100
        place.database.write_bytes(content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :])
        vault = place.open()
        try:
            assert vault.blob(sha256) == data
        except Refusal as refusal:
            refused += 1
            assert refusal.code == "blob_damaged"
        vault.close()
    assert refused > 60


def test_other_blobs_stay_readable_after_a_damaged_page(place: Place) -> None:
    vault = place.open()
    first = vault.put_blob(os.urandom(300_000), "image:1")
    second = vault.put_blob(PHOTO, "image:2")
    vault.close()
    content = bytearray(place.database.read_bytes())
    content[-50 * PAGE_BYTES + 99 - len(PHOTO) // PAGE_BYTES * PAGE_BYTES] ^= 1
    place.database.write_bytes(content)
    vault = place.open()
    with pytest.raises(Refusal, match="blob_damaged"):
        vault.blob(first)
    assert vault.blob(second) == PHOTO
    vault.close()
