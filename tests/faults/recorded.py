"""The process that is recorded: `python -m tests.faults.recorded WORK VAULT ROUNDS [careless]`.

A careless one works without a single sync: `synchronous=OFF`, and files that are only written.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from consentdesk.storage import connection
from consentdesk.storage.keys.slots import open_slots
from consentdesk.storage.opening import newest_slots
from tests.faults import works
from tests.storage.conftest import PASSPHRASE, Place


def main(work: str, vault: Path, rounds: int, careless: bool) -> None:
    if careless:
        os.fsync = lambda fd: None
        setattr(connection, "PRAGMAS", (*connection.PRAGMAS, "synchronous = OFF"))  # noqa: B010  # of another length
    slots = newest_slots(vault)
    keys = open_slots(slots, PASSPHRASE)
    assert keys is not None
    getattr(works, work)(Place(vault, slots, keys, ""), _say, range(rounds))


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] == ["careless"])
