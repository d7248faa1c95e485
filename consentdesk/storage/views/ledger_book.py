"""The ledger page by page, newest first: found by indexes alone, however long it has grown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Event
from typing import Any, TypeAlias

from consentdesk.domain.facts import KINDS, Body, Header, read_body
from consentdesk.domain.ledger_lines import NEVER_OPENED, LedgerLine, Place, Unread, Wanted
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Database, Row
from consentdesk.storage.core import Part
from consentdesk.storage.sealing import Keyring, SealError

Progress: TypeAlias = Callable[[int, int], None]

PAGE = 50
TOGETHER = 500  # lines read at once where all of them are wanted
ABOVE_ALL = Place("\U0010ffff", 0)
LINE = (
    "f.at, f.seq, f.id, f.device, f.number, f.actor, f.kind, f.schema, f.patient, f.header, f.body, f.hash,"
    " EXISTS (SELECT 1 FROM erased e WHERE e.id = substr(f.body, 1, 16)), coalesce(r.code, '')"
)
NO_NAME = "''"
NAME = "coalesce(p.given_name || ' ' || p.family_name, '')"
BETWEEN = "AND at >= ? AND (at, seq) < (?, ?)"  # one bound each way: of two the looser might be taken
NEWEST_FIRST = "ORDER BY at DESC, seq DESC LIMIT ?"
JOINED = "LEFT JOIN records r ON r.fact = f.id LEFT JOIN patients p ON p.id = f.patient"


class LedgerBook(Part):
    def ledger_page(
        self, wanted: Wanted, before: Place | None = None, limit: int = PAGE, names: bool = False
    ) -> tuple[LedgerLine, ...]:
        """The newest lines of those wanted, or those older than `before`, with patients' `names`."""
        return _page(self._db, self._keys, wanted, before or ABOVE_ALL, limit, names)

    def ledger_line(self, hash: str) -> LedgerLine | None:
        """The line of the fact with this chain hash (hex)."""
        found = self._db.row(
            f"SELECT {LINE}, {NO_NAME} FROM facts f {JOINED} WHERE f.hash = ?", bytes.fromhex(hash)
        )
        return _line(self._keys, found) if found else None

    def has_facts_of(self, patient: str) -> bool:
        """Whether the ledger says anything of a patient with this id, erased or not."""
        return self._db.row("SELECT 1 FROM facts WHERE patient = ? LIMIT 1", patient) is not None

    def reading_ledger(self, wanted: Wanted, names: bool = False) -> Reading:
        """All lines wanted, to be read on any thread while the vault is worked with."""
        return Reading(self._db, wanted, names)


class Reading:
    """Every line of those wanted, newest first, over a connection of its own."""

    def __init__(self, db: Database, wanted: Wanted, names: bool) -> None:
        self._db, self._wanted, self._names = db, wanted, names
        self._stopped = Event()

    def stop(self) -> None:
        """Have `lines` refuse soon, with `export_stopped`."""
        self._stopped.set()

    def lines(self, progress: Progress) -> Iterator[LedgerLine]:
        """Each line; `progress` hears of lines done and in all. Raises Refusal `export_stopped`, and
        `vault_busy` while nobody else may read."""
        with self._db.guests.staying():
            db = Database(self._db.path, self._db.key)
            try:
                yield from self._lines_of(db, progress)
            finally:
                db.leave()

    def _lines_of(self, db: Database, progress: Progress) -> Iterator[LedgerLine]:
        keys, total, done, last = Keyring(db), _count(db, self._wanted), 0, ABOVE_ALL
        while page := _page(db, keys, self._wanted, last, TOGETHER, self._names):
            for line in page:
                if self._stopped.is_set():
                    raise refuse("export_stopped")
                yield line
            done, last = done + len(page), page[-1].place
            progress(done, max(done, total))


@dataclass(frozen=True)
class Condition:
    """What a question asks of the facts, and through which of their indexes: said here, as the planner has no
    statistics and takes either of two that fit."""

    index: str
    where: str
    values: tuple[Any, ...]

    @property
    def source(self) -> str:
        return f"FROM facts INDEXED BY {self.index} WHERE {self.where}"


def conditions(wanted: Wanted) -> list[Condition]:
    """One for each kind wanted, so that each is read in the order of its index; of one patient there are few
    enough facts to look at every kind."""
    whose, kinds = (wanted.person,) if wanted.person else (), wanted.kinds
    if wanted.patient:
        some = f" AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        of = " AND actor = ?" if whose else ""
        return [Condition("facts_by_patient", f"patient = ?{some}{of}", (wanted.patient, *kinds, *whose))]
    if whose and kinds:
        index = "facts_by_actor_and_kind"
        return [Condition(index, "actor = ? AND kind = ?", (*whose, kind)) for kind in kinds]
    if whose:
        return [Condition("facts_by_actor", "actor = ?", whose)]
    if kinds:
        return [Condition("facts_by_kind", "kind = ?", (kind,)) for kind in kinds]
    return [Condition("facts_by_time", "TRUE", ())]


def page_question(wanted: Wanted, before: Place, limit: int, names: bool) -> tuple[str, tuple[Any, ...]]:
    """The SQL for a page, and its values."""
    parts, values = [], []
    since, until = bounds(wanted, before)
    for asked in conditions(wanted):
        parts.append(f"SELECT * FROM (SELECT at, seq {asked.source} {BETWEEN} {NEWEST_FIRST})")
        values += [*asked.values, since, *until, limit]
    found = f"{' UNION ALL '.join(parts)} {NEWEST_FIRST}"
    joined = f"({found}) n JOIN facts f ON f.seq = n.seq {JOINED}"
    line = f"{LINE}, {NAME if names else NO_NAME}"
    return f"SELECT {line} FROM {joined} ORDER BY n.at DESC, n.seq DESC", (*values, limit)


def bounds(wanted: Wanted, before: Place = ABOVE_ALL) -> tuple[str, Place]:
    """From which time on, and up to which place. Times begin with the day on the clinic's wall, so that days
    are told by how they begin."""
    last = wanted.last_day
    after_last = Place(str(last + timedelta(days=1)), 0) if last and last < date.max else ABOVE_ALL
    return str(wanted.first_day or ""), min(before, after_last)


def _count(db: Database, wanted: Wanted) -> int:
    since, until = bounds(wanted)
    counts = (
        db.one(f"SELECT count(*) {asked.source} {BETWEEN}", *asked.values, since, *until)
        for asked in conditions(wanted)
    )
    return sum(counts)


def _page(
    db: Database, keys: Keyring, wanted: Wanted, before: Place, limit: int, names: bool
) -> tuple[LedgerLine, ...]:
    sql, values = page_question(wanted, before, limit, names)
    lines = [_line(keys, row) for row in db.rows(sql, *values)]
    if any(line.unread is Unread.DAMAGED for line in lines) and not db.in_transaction:
        db.reopen()  # what comes after a damaged page cannot be relied on
    return _with_codes(db, lines)


def _line(keys: Keyring, row: Row) -> LedgerLine:
    at, seq, id, device, number, actor, kind, schema, patient, written, sealed, hash, erased, code, name = row
    header = Header(id, device, number, Moment.parse(at), actor, kind, schema, patient)
    line = LedgerLine(Place(at, seq), header, hash.hex(), code=code, patient_name=name.strip())
    if erased:
        return replace(line, unread=Unread.ERASED)
    if (kind, schema) not in KINDS:
        return replace(line, unread=Unread.UNKNOWN)
    if kind in NEVER_OPENED:
        return line
    try:
        return replace(line, body=read_body(kind, schema, keys.open(sealed, written)))
    except (SealError, ValueError):
        return replace(line, unread=Unread.DAMAGED)


def _with_codes(db: Database, lines: list[LedgerLine]) -> tuple[LedgerLine, ...]:
    """The lines, each with the code of the record that its fact names."""
    named = {record for line in lines if (record := _record_of(line.body))}
    marks = ", ".join("?" * len(named))
    codes: dict[str, str] = dict(db.rows(f"SELECT id, code FROM records WHERE id IN ({marks})", *named))
    return tuple(replace(line, code=codes.get(_record_of(line.body), line.code)) for line in lines)


def _record_of(body: Body | None) -> str:
    return str(getattr(body, "record", ""))
