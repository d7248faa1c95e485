"""One SQLCipher connection: opened with the raw key, never made by opening. Its errors become refusals."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from sqlcipher3 import dbapi2 as sqlcipher

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.files import make_durable
from consentdesk.storage.guests import Guests

PAGE_BYTES = 4096
LOG_INDEX_BYTES = 32768
BUSY_TIMEOUT_S = 5
IN_USE = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS alone: elsewhere these two change nothing
    "checkpoint_fullfsync = ON",
)
WRITTEN_AT_ONCE = ("journal_mode = OFF", "synchronous = OFF")
PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE walks past the triggers of the ledger
    "temp_store = MEMORY",
    "secure_delete = ON",
    "cell_size_check = ON",
)
FAILURES = (sqlcipher.Error, MemoryError)  # the second one comes, too, of a page that failed its check
DAMAGED = (sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB)
REFUSED_AS = {
    sqlcipher.SQLITE_BUSY: "vault_busy",
    sqlcipher.SQLITE_LOCKED: "vault_busy",
    sqlcipher.SQLITE_READONLY: "folder_read_only",
    sqlcipher.SQLITE_IOERR: "disk_failing",
    sqlcipher.SQLITE_CORRUPT: "vault_damaged",
    sqlcipher.SQLITE_FULL: "disk_full",
    sqlcipher.SQLITE_CANTOPEN: "folder_read_only",
    sqlcipher.SQLITE_NOTADB: "vault_damaged",
}
IN_WORDS: dict[str, int] = {
    "disk is full": sqlcipher.SQLITE_FULL,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "is locked": sqlcipher.SQLITE_BUSY,
}

UNREADABLE = ("vault_damaged", "disk_failing")  # what reading a page says that is not as it was, or not there

Row: TypeAlias = tuple[Any, ...]


class Database:
    """A connection that speaks SQL and refusals. Used from one thread at a time, from any thread.

    Every method raises Refusal `vault_damaged`, `disk_full`, `folder_read_only`, `disk_failing` or
    `vault_busy` where SQLCipher says so; any other error of SQLCipher is a bug and passes through.
    """

    def __init__(self, path: Path | None, key: bytes, mode: str = "rw", way: Sequence[str] = IN_USE) -> None:
        self._path, self._key, self._mode, self._way = path, key, mode, way
        self.guests = Guests()
        self._connection = _connect(path, key, mode, way)
        self._failed_part = self._distrusted = False

    @classmethod
    def create(cls, path: Path, key: bytes) -> Database:
        """A new, empty database: an act of its own."""
        return cls(path, key, "rwc")

    @classmethod
    def create_at_once(cls, path: Path, key: bytes) -> Database:
        """As `create`, one file without a log or a journal: it counts only once it was closed, made durable
        and given its name; until then any mishap spoils it."""
        return cls(path, key, "rwc", WRITTEN_AT_ONCE)

    @classmethod
    def write_at_once(cls, path: Path, key: bytes) -> Database:
        """One that `create_at_once` made, to be written to in the same way."""
        return cls(path, key, "rw", WRITTEN_AT_ONCE)

    @classmethod
    def read_only(cls, path: Path, key: bytes) -> Database:
        """One that `create_at_once` made: reading leaves nothing beside it."""
        return cls(path, key, "ro", ())

    @classmethod
    def in_memory(cls) -> Database:
        return cls(None, b"")

    def rows(self, sql: str, *values: Any) -> list[Row]:
        try:
            return self._connection.execute(sql, values).fetchall()  # type: ignore[no-any-return]
        except FAILURES as error:
            self._refuse(error)

    def row(self, sql: str, *values: Any) -> Row | None:
        found = self.rows(sql, *values)
        return found[0] if found else None

    def one(self, sql: str, *values: Any) -> Any:
        """The only value of a question that always has an answer."""
        return self.rows(sql, *values)[0][0]

    def run(self, sql: str, *values: Any) -> None:
        self.rows(sql, *values)

    def run_many(self, sql: str, rows: list[Row]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except FAILURES as error:
            self._refuse(error)

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """Rows one by one, for walks over everything."""
        try:
            for row in self._connection.execute(sql, values):  # noqa: UP028  # else it would be closed twice
                yield row
        except FAILURES as error:
            self._refuse(error)

    def run_script(self, script: str) -> None:
        """Run the statements of a script one by one: sqlite's own call would commit what is pending."""
        for statement in statements(script):
            self.run(statement)

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, durable when it ends. Inside another one it is a part of that one: where a part
        failed, the whole cannot end well, even if someone caught the error on the way."""
        if self.in_transaction:
            with self._part():
                yield
            return
        self._failed_part = False
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            assert not self._failed_part, "a part of this transaction failed"
            self.run("COMMIT")
            self._undo()
        except BaseException:
            self._undo()
            raise

    @contextmanager
    def _part(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._failed_part = True
            raise

    def _undo(self) -> None:
        """Nothing is left of a transaction that did not end well, nor of what cannot be trusted."""
        if self.in_transaction:  # a full disk has already rolled everything back
            self._connection.execute("ROLLBACK")
        if self._distrusted:
            self.reopen()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reading from one and the same state."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self._undo()

    def checkpoint(self) -> None:
        """Bring everything into the one file, so that it can be copied or measured."""
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def path(self) -> Path:
        assert self._path is not None, "a database in memory lies nowhere"
        return self._path

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def key(self) -> bytes:
        """For another connection of this process, while it is among the `guests`."""
        return self._key

    def bring_in(self) -> bool:
        """As `checkpoint`, as far as nobody has to wait for it. Whether that was everything."""
        _, logged, brought_in = self.rows("PRAGMA wal_checkpoint(PASSIVE)")[0]
        return bool(logged == brought_in)

    def bytes_missing(self) -> int:
        """How many bytes the file is shorter (negative: longer) than it says, after a checkpoint."""
        return int(self.one("PRAGMA page_count")) * PAGE_BYTES - self.path.stat().st_size

    def copy_to(self, path: Path) -> None:
        """A copy under the same key, consistent while in use."""
        target = Database.create(path, self._key)
        try:
            self._connection.backup(target._connection)
        except sqlcipher.Error as error:
            _refuse(error)
        finally:
            target.close()

    def attach(self, path: Path, name: str) -> None:
        """Let questions reach another database under the same key, to be read only: a transaction of this one
        sees one and the same state of it, and holds nobody up who writes there."""
        self.run(f"ATTACH DATABASE ? AS {name} KEY \"x'{self._key.hex()}'\"", _uri(path, "ro"))

    def rekey(self, key: bytes) -> None:
        """Put everything under another key: durable when it returns; broken off, all of it lies under one of
        the two. Nobody else may be reading."""
        before = self._key
        try:
            self.run(f"PRAGMA rekey = \"x'{key.hex()}'\"")
            self.run("SELECT count(*) FROM sqlite_schema")  # what went wrong is said here, not there
            self._key = key
            self.reopen()
        except Refusal:
            self._key = before
            self.reopen()
            raise
        self.checkpoint()

    def give_place_to(self, made: Path) -> None:
        """Go on with another file under the same key, which takes the place of this one: durable when it
        returns; broken off anywhere, one of the two lies there. Raises Refusal `vault_busy` while somebody
        else reads."""
        self.checkpoint()
        self.run("PRAGMA journal_mode = DELETE")  # no log is left that the other file would take for its own
        self._connection.close()
        try:
            made.replace(self.path)
            make_durable(self.folder)
        finally:
            self._connection = _connect(self._path, self._key, self._mode, self._way)

    def reopen(self) -> None:
        """Start the connection afresh: after a damaged page it cannot be trusted with the next one."""
        mode = "rw" if self._mode == "rwc" else self._mode
        before, self._connection = self._connection, _connect(self._path, self._key, mode, self._way)
        self._distrusted = False
        before.close()

    def distrust(self) -> None:
        """Something damaged was read: start afresh, inside a transaction as soon as it is over. SQLCipher can
        go on to return zeros after a page that failed its check."""
        self._distrusted = True
        if not self.in_transaction:
            self.reopen()

    def leave(self) -> None:
        """Let go of a database that others go on working with, without tidying it up."""
        self._connection.close()

    def _refuse(self, error: sqlcipher.Error | MemoryError) -> NoReturn:
        if _primary_code(error) in DAMAGED:
            self.distrust()
        _refuse(error, self._path)

    def close(self) -> None:
        """Bring everything into the one file and let go; of one that cannot be tidied all the same."""
        try:
            if self._path is not None:
                self.checkpoint()
        except Refusal:
            pass  # the log is replayed at the next opening
        finally:
            self._connection.close()


def statements(script: str) -> Iterator[str]:
    """The statements of a script in which each begins on a line of its own."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlcipher.complete_statement(pending):
            yield pending.strip()
            pending = ""
    assert not pending.strip(), "the last statement has no end"


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _connect(path: Path | None, key: bytes, mode: str, way: Sequence[str]) -> Any:
    where = ":memory:" if path is None else _uri(path, mode)
    try:
        connection = sqlcipher.connect(
            where, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_S
        )
    except sqlcipher.Error as error:
        _refuse(error, path)
    try:
        if path is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (*way, *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlcipher.Error as error:
        connection.close()
        _refuse(error, path)
    return connection


def _refuse(error: sqlcipher.Error | MemoryError, path: Path | None = None) -> NoReturn:
    """Raise the refusal that names an error; one that has no name is a bug."""
    code = _primary_code(error)
    if code == sqlcipher.SQLITE_IOERR and _is_full(path):
        code = sqlcipher.SQLITE_FULL
    if code not in REFUSED_AS:
        raise error
    raise refuse(REFUSED_AS[code], "vault") from error


def _is_full(path: Path | None) -> bool:
    """Whether there is no room for the index of a log, which SQLite calls an error of the disk."""
    folder = path.parent if path else None
    return folder is not None and folder.is_dir() and shutil.disk_usage(folder).free < LOG_INDEX_BYTES


def _primary_code(error: sqlcipher.Error | MemoryError) -> int:
    """SQLite's own code. The binding reports some without one: of a copy in SQLite's words alone, and a text
    that is none, which is damage too."""
    if isinstance(error, MemoryError):
        return int(sqlcipher.SQLITE_CORRUPT)
    if isinstance(error, sqlcipher.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return next(
            (code for words, code in IN_WORDS.items() if words in str(error)), sqlcipher.SQLITE_CORRUPT
        )
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
