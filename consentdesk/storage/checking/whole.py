"""A check of everything, from the first page to the last draft."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from consentdesk.domain.lines import CheckReport, Finding
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.checking.chain import check_ledger
from consentdesk.storage.checking.contents import Sealed, check_blobs, check_drafts, check_slots
from consentdesk.storage.checking.file import check_file, check_schema
from consentdesk.storage.checking.walk import Found, Pace, Progress, Walk, unseen
from consentdesk.storage.connection import Database
from consentdesk.storage.migrations import is_present
from consentdesk.storage.views import tables

STOPPED = "check_stopped"


class Checking:
    """One check of one vault, by a connection of its own, so that nobody at work in it has to wait."""

    def __init__(self, db: Database, anchors: Sequence[str] = ()) -> None:
        self._db, self._anchors, self._stopped = db, anchors, Event()

    def stop(self) -> None:
        """Give it up soon: `run` refuses with `check_stopped`."""
        self._stopped.set()

    def run(self, progress: Progress = unseen) -> CheckReport:
        """Read everything; `progress` hears of facts and stored files done and in all. Raises Refusal
        `check_stopped`, and `vault_busy` while nobody else may read."""
        with self._db.guests.staying():
            own = Database(self._db.path, self._db.key)
            try:
                return check(own, self._anchors, progress, stopped=self._stopped)
            finally:
                own.leave()


def check(
    db: Database,
    anchors: Sequence[str] = (),
    progress: Progress = unseen,
    elsewhere: Sealed | None = None,
    stopped: Event | None = None,
) -> CheckReport:
    """Everything that can be found wrong with a vault, by reading all of it. In a backup the sealed bytes of
    blobs lie `elsewhere`, under their hash and the id of their key: None for those that were erased since. In
    one of an older program the ledger is checked, not the shape and the views that it brought along."""
    walk = Walk(Pace(progress, stopped), anchors={a.strip().lower() for a in anchors})
    walk.of_old_shape = elsewhere is not None and _is_of_old_shape(db)
    walk.erased_elsewhere = elsewhere is not None
    findings = _all_of(check_file(db, walk.pace), *([] if walk.of_old_shape else [check_schema(db)]))
    findings += _all_of(
        _foresee(db, walk.pace),
        check_ledger(db, walk),
        check_blobs(db, walk, elsewhere),
        check_drafts(db, walk),
        check_slots(db),
    )
    return CheckReport(
        *(walk.facts, walk.blobs, walk.drafts, walk.head, walk.last_at),
        findings=tuple(findings),
        anchored=bool(anchors),
        anchored_until=walk.anchored_until,
        erased=walk.erased,
    )


def _all_of(*parts: Found) -> list[Finding]:
    """What the parts found; where one cannot read on, that is a finding too."""
    findings: list[Finding] = []
    for part in parts:
        try:
            findings += part
        except Refusal as refusal:
            if refusal.code == STOPPED:
                raise
            findings.append(Finding(refusal.code))
    return findings


def _foresee(db: Database, pace: Pace) -> Found:
    """How much there is to read."""
    pace.total = db.one("SELECT (SELECT count(*) FROM facts) + (SELECT count(*) FROM blobs)")
    yield from ()


def _is_of_old_shape(db: Database) -> bool:
    return not is_present(db) or bool(db.one("SELECT views FROM vault") != tables.VERSION)
