"""Slots that were lost beside a vault, put back as a backup of it has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from consentdesk.domain.refusals import refuse
from consentdesk.storage.backups.shelf import Shelf
from consentdesk.storage.files import database_salt
from consentdesk.storage.keys.slots import Slots, read_generations, write_slots


def mend_slots(place: Path, folder: Path) -> None:
    """From the newest backup of this vault in a folder; slots that can be read and are as new stay. Everybody
    signs in as when it was taken: once somebody did, the vault's own copy counts. Raises Refusal
    `backup_not_found`, `backups_of_several`, `backup_damaged`, `backup_of_another_vault`."""
    found = tuple(_slots_in(Shelf.found_in(folder)))
    if not found:
        raise refuse("backup_damaged", "folder")
    salt = database_salt(place).hex()
    fitting = next(
        (slots for slots in found if salt in (slots.taken_from or salt, slots.database_salt)), None
    )
    if fitting is None:
        raise refuse("backup_of_another_vault", "folder")
    here = read_generations(place)
    if not here or here[0].generation < fitting.generation:
        slots = replace(fitting, database_salt=salt, taken_from="")
        write_slots(place, slots)
        write_slots(place, slots)


def _slots_in(shelf: Shelf) -> Iterator[Slots]:
    """Of each backup that has readable ones, newest first. Raises Refusal `backup_not_found`."""
    backups = shelf.backups()
    if not backups:
        raise refuse("backup_not_found", "folder")
    for backup in backups:
        yield from read_generations(backup.folder)[:1]
