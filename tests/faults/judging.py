"""What is wrong with a vault after a mishap, given what was acknowledged before."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from consentdesk.domain.facts import VaultRekeyed
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups.restoring import _Store
from consentdesk.storage.backups.shelf import Backup, Shelf, names_key
from consentdesk.storage.checking import check, unseen
from consentdesk.storage.connection import Database
from consentdesk.storage.files import DATABASE_FILE
from consentdesk.storage.keys.slots import open_slots
from consentdesk.storage.opening import SlotReplaced, newest_slots, require_database
from consentdesk.storage.vault import OpenVault
from tests.faults.works import stick_of
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import codes

# states that share their slots share the work of the passphrase
keys_of = lru_cache(maxsize=256)(open_slots)


def opened(place: Place) -> OpenVault:
    """The vault as a passphrase opens it, from nothing but its folder."""
    require_database(place.folder)
    try:
        return _opened_by_its_slots(place)
    except SlotReplaced:  # the files were older than the vault, and are not any more
        return _opened_by_its_slots(place)


def _opened_by_its_slots(place: Place) -> OpenVault:
    slots = newest_slots(place.folder)
    keys = keys_of(slots, PASSPHRASE)
    assert keys is not None, "the passphrase opens it no more"
    return Place(place.folder, slots, keys, "", place.clock).open()


def what_is_wrong(place: Place, said: Iterable[str]) -> str:
    """In a few words, or nothing: unopenable, something acknowledged is lost, something is there by half, or
    a check finds fault."""
    try:
        vault = opened(place)
    except Refusal as refusal:
        return f"unopenable: {refusal.code}"
    try:
        return _wrong_inside(vault, list(said)) or _wrong_on(stick_of(place), vault, list(said))
    finally:
        vault.close()


def _wrong_inside(vault: OpenVault, said: list[str]) -> str:
    if gone := lost(vault, said):
        return f"lost: {gone[0].split()[0]}"
    if wrong := wrong_with_people(vault, said):
        return wrong
    if half_written(vault):
        return "half a consent"
    found = codes(vault.check())
    return f"found: {', '.join(sorted(found))}" if found else ""


def lost(vault: OpenVault, said: Iterable[str]) -> list[str]:
    """What was acknowledged and is not there, or not as it was."""
    ask = {"record": vault.record, "blob": vault.blob, "draft": vault.draft}
    gone = []
    for line in said:
        what, _, id = line.partition(" ")
        try:
            ask.get(what, str)(id)
        except Refusal:
            gone.append(line)
    return gone


def wrong_with_people(vault: OpenVault, said: Iterable[str]) -> str:
    """Whether somebody who came is unknown, somebody who left is still let in, or a new key was not noted."""
    known = {line.member.id: line.works_here for line in vault.everyone()}
    rekeyed = vault._db.one("SELECT count(*) FROM facts WHERE kind = ?", VaultRekeyed.KIND)
    for line in said:
        what, _, id = line.partition(" ")
        rekeyed -= what == "rekeyed"
        if what == "came" and id not in known:
            return "lost: somebody who came"
        if what == "left" and (known[id] or id in vault.initials()):
            return "somebody who left is let in"
    return "lost: a new key" if rekeyed < 0 else ""


def half_written(vault: OpenVault) -> bool:
    """Whether a consent is there in part: each has one patient, two images, one record."""
    kinds: dict[str, int] = dict(vault._db.rows("SELECT kind, count(*) FROM facts GROUP BY kind"))
    sealed = kinds.get("consent_signed", 0)
    return (kinds.get("patient_registered", 0), kinds.get("image_added", 0)) != (sealed, 2 * sealed)


def _wrong_on(stick: Path, vault: OpenVault, said: list[str]) -> str:
    """What is wrong with the backups: those acknowledged are there, and all that are there are whole."""
    acknowledged = {line.removeprefix("backup ") for line in said if line.startswith("backup ")}
    if not acknowledged and not any(stick.glob("*")):
        return ""
    shelf = Shelf.of(vault.id, stick)
    if acknowledged - {backup.folder.name for backup in shelf.backups()}:
        return "lost: backup"
    wrong = (_wrong_with_backup(shelf, backup) for backup in shelf.backups())
    return next((f"backup: {words}" for words in wrong if words), "")


def _wrong_with_backup(shelf: Shelf, backup: Backup) -> str:
    """As `check_backup` has it; the work of the passphrase is done once for slots that are the same."""
    backup.require_same(backup.folder / DATABASE_FILE)
    keys = keys_of(newest_slots(backup.folder), PASSPHRASE)
    assert keys is not None, "the passphrase opens a backup no more"
    db = Database.read_only(backup.folder / DATABASE_FILE, keys.data_key)
    try:
        return ", ".join(codes(check(db, (), unseen, _Store(shelf, names_key(db), shelf.erased()).sealed)))
    finally:
        db.close()
