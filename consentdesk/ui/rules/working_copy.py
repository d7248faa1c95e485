"""What is being edited: the rules in force, and as they will be once published. All pages of the room share
it, so that nothing is lost on the way from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.lane import Failed
from consentdesk.ui.machine import Machine, nothing
from consentdesk.workflows.come_and_go import who_is_here
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.edit_rules.book import Rulebook
from consentdesk.workflows.edit_rules.publishing import (
    Change,
    Version,
    approve,
    changes,
    history,
    publish,
    rulebook,
    uses_ever,
)
from consentdesk.workflows.edit_rules.uses import Catalogue, read_catalogue

Act = Callable[[Rulebook], Rulebook]


@dataclass(frozen=True)
class _Read:
    book: Rulebook
    versions: tuple[Version, ...]
    ever: frozenset[str]
    person: str


class WorkingCopy(QObject):
    """`before` is in force, `book` is what was made of it; `typed` keeps what is not part of it yet, by the
    name of its field. `changed` follows whenever any of it did. There is no book before it is `ready`, which
    `loaded` says. `approved(language)` or `not_approved(refusal)` answer whoever still waits for it."""

    loaded = Signal()
    changed = Signal()
    approved = Signal(str)
    not_approved = Signal(Refusal)

    def __init__(self, machine: Machine, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.machine, self._desk = machine, desk
        self.catalogue: Catalogue = read_catalogue(machine.catalogue())
        self.before: Rulebook
        self.book: Rulebook
        self.versions: tuple[Version, ...] = ()
        self.ever: frozenset[str] = frozenset()
        self.person = ""
        self.typed: dict[str, str] = {}
        self.problems: tuple[Problem, ...] = ()
        self.ready = self.busy = self._unable = False
        machine.lane.broke.connect(self._rest)

    @property
    def today(self) -> date:
        return self.machine.clock.now().day

    @property
    def staff_language(self) -> str:
        return self._desk.staff_wording.language

    @property
    def unpublished(self) -> tuple[Change, ...]:
        """What publishing would change."""
        return changes(self.before, self.book)

    @property
    def unused(self) -> bool:
        """Whether something was typed that is not part of the book."""
        return any(text.strip() for text in self.typed.values())

    def load(self) -> None:
        """Read what is in force."""
        self.machine.lane.run(self, lambda: self._read(rulebook(self._desk)), self._begin, self._refused)

    def edit(self, act: Act) -> bool:
        """Do an act; a refusal is shown until another succeeds, and then nothing has changed."""
        try:
            self.book = act(self.book).on(self.before)
        except Refusal as refusal:
            self._unable = True
            self._refused(refusal)
            return False
        if self._unable:
            self._unable, self.problems = False, ()
        self.changed.emit()
        return True

    def type(self, name: str, text: str) -> None:
        """Keep what was typed into a field."""
        self.typed[name] = text
        self.changed.emit()

    def publish(self, then: Callable[[], None] = nothing) -> None:
        """Bring the changes into force; `then` follows. A second press meanwhile does nothing."""
        before, book = self.before, self.book
        self._work(lambda: publish(self._desk, before, book), then, self._refused)

    def approve(self, language: str, code: str) -> None:
        """Approve the words of a language as they are in force. The third wrong code locks the desk."""
        shown = self.before.words[language]

        def refused(refusal: Refusal) -> None:
            self.busy = False
            self.not_approved.emit(refusal)
            if refusal.code == "locked_by_codes":
                self.machine.lock()

        def approved() -> None:
            self.approved.emit(language)

        self._work(lambda: approve(self._desk, shown, language, code), approved, refused)

    def drop(self) -> None:
        """Go back to what is in force; while something is being published, nothing happens."""
        if self.busy:
            return
        self.book, self.typed, self.problems = self.before, {}, ()
        self.changed.emit()

    def _work(self, work: Callable[[], Rulebook], then: Callable[[], None], failed: Failed) -> None:
        if self.busy:
            return
        self.busy = True

        def done(read: _Read) -> None:
            self._take(read)
            then()

        self.machine.lane.run(self, lambda: self._read(work()), done, failed)

    def _read(self, book: Rulebook) -> _Read:
        desk = self._desk
        return _Read(book, history(desk), uses_ever(desk), who_is_here(desk).name)

    def _begin(self, read: _Read) -> None:
        self.book, self.ready = read.book, True
        self._take(read)
        self.loaded.emit()

    def _take(self, read: _Read) -> None:
        """Go on from what is in force now; what was changed while it was published waits for the next time,
        and so does what an approval is not about."""
        self.book = self.book.on(read.book)
        self.before, self.versions, self.ever, self.person = read.book, read.versions, read.ever, read.person
        self.problems, self.busy = (), False
        self.changed.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.problems, self.busy = refusal.problems, False
        self.changed.emit()

    def _rest(self) -> None:
        self.busy = False
