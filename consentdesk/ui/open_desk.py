"""An unlocked desk: the staff pages beside their rail, and sessions that take the whole window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Draft
from consentdesk.domain.facts import TimesSet
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import Rules
from consentdesk.ui import home
from consentdesk.ui.backup.keeper import Backups
from consentdesk.ui.files import PICTURES
from consentdesk.ui.home.presenter import HomePresenter
from consentdesk.ui.home.screen import HomeScreen
from consentdesk.ui.integrity.keeper import Checks
from consentdesk.ui.kit.frames import StaffPage
from consentdesk.ui.kit.layout import discard
from consentdesk.ui.kit.patient_frame import PatientFrame
from consentdesk.ui.kit.rail import Rail, RailWords
from consentdesk.ui.ledger.keeper import Exports
from consentdesk.ui.machine import Machine, nothing
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.window import SessionWindow, give_keyboard
from consentdesk.ui.words import _, covers_after, sentence
from consentdesk.workflows.come_and_go import Arrival
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.put_aside import put_aside
from consentdesk.workflows.take_session import load_session, start_session

WARM_UP_AFTER_MS = 400
ROOMS = (
    *("patient_file", "record", "gallery", "may_use", "find_picture", "release", "register", "withdraw"),
    *("removals", "incident", "masking", "reidentification", "overview"),
)


class OpenDesk(QStackedWidget):
    """Where one is, and the ways from there. `lock_asked` comes from the rail, `cover_asked` when a patient
    page was left towards staff pages; `times_set(TimesSet)` when it covers and locks itself at other times
    from now on; `change_asked` when somebody else wants to sign in, `access_changed` when other things are
    allowed from now on; `refused(str)` are words for a bar.

    A page asks through whichever of these signals it has: home_asked, new_consent_asked(patient id, or
    nothing), session_opened(draft id), patient_opened(id), record_opened(id), copy_opened(record id),
    rules_asked, backup_asked, erasure_asked(patient id). One that has `let_go(then)` is
    asked before anything leads away from it.
    """

    lock_asked = Signal()
    cover_asked = Signal()
    change_asked = Signal()
    access_changed = Signal()
    times_set = Signal(object)
    refused = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, arrived: Arrival) -> None:
        super().__init__()
        self.setObjectName("open_desk")
        self._machine, self._desk, self._busy = machine, desk, False
        self._session: SessionWindow | None = None
        self._page: QWidget | None = None
        self._backups, self._exports = Backups(machine, desk, self), Exports(machine, desk, self)
        self._checks = Checks(machine, desk, lambda: self._backups.running, self)
        self._checks.ended.connect(self._refresh_home)
        self._acts = arrived.acts
        self._staff = StaffPage(self._rail(arrived))
        self._staff.files_dropped.connect(lambda paths: self.let_go(lambda: self.take_files(paths)))
        self._show_person(arrived)
        self.addWidget(self._staff)
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._staff)
        new.activated.connect(self._begin_if_allowed)
        machine.lane.broke.connect(self._free)
        self.go_home()
        QTimer.singleShot(WARM_UP_AFTER_MS, self, self._warm_up)

    @property
    def for_patient(self) -> bool:
        """Whether a page is up that a patient looks at."""
        return any(frame.isVisible() for frame in self.findChildren(PatientFrame))

    def dim(self, dim: bool) -> None:
        """Veil what a patient looks at, or show it again."""
        for frame in self.findChildren(PatientFrame):
            frame.dim(dim)

    def save(self) -> None:
        """Let the page that is up save what it still holds, before the vault is closed."""
        self.leave()
        self.save_session()
        keep: Callable[[], None] = getattr(self._page, "keep", nothing)
        keep()

    def save_session(self) -> None:
        """Save what an open session still holds; it goes on."""
        if self._session:
            self._session.flow.moving.emit()

    def leave(self) -> None:
        """Nothing is asked of the vault from now on: it is somebody else's, or about to be closed."""
        self._backups.leave()
        self._exports.leave()
        self._checks.leave()

    def let_go(self, then: Callable[[], None]) -> None:
        """Do what leads away from the page that is up; one that holds what is not saved asks first."""
        page = self._page if self.currentWidget() is self._staff else None
        asks: Callable[[Callable[[], None]], None] | None = getattr(page, "let_go", None)
        if asks is None:
            then()
        else:
            asks(then)

    def go_home(self) -> None:
        """To what waits and what was done today."""
        self._put(home.open_page(self._machine, self._desk, self._acts), "home")

    def begin_session(self, patient: str = "") -> None:
        """A new session, with a known patient or with one still to be entered. A second press while it opens
        does nothing."""
        self._open_session(lambda: start_session(self._desk, patient or None))

    def resume_session(self, draft: str) -> None:
        """An open session, at the step where it stopped."""
        self._open_session(lambda: load_session(self._desk, draft))

    def open_room(self, room: str, about: str) -> None:
        """A patient's file, a record or a copy: the page of consentdesk.ui.<room>, imported when it is first
        opened."""
        open_page = import_module(f"consentdesk.ui.{room}").open_page
        self._put(open_page(self._machine, self._desk, about), "")

    def take_files(self, paths: list[Path]) -> None:
        """What somebody drops onto the window, or chooses: which picture one file is, else whether the
        pictures in all of them may be used."""
        if Act.ASK_USE not in self._acts:
            return
        if len(paths) == 1 and paths[0].suffix.lower() in PICTURES and Act.LOOK in self._acts:
            from consentdesk.ui import find_picture

            self._put(find_picture.open_page(self._machine, self._desk, paths[0]), "")
        else:
            from consentdesk.ui import may_use

            self._put(may_use.open_page(self._machine, self._desk, files=paths), "may_use")

    def open_rules(self) -> None:
        """What the clinic works by, to change and to publish."""
        from consentdesk.ui import rules

        self._put(rules.open_page(self._machine, self._desk), "")

    def open_backup(self) -> None:
        """How old the last good backup is, and the way to the next."""
        from consentdesk.ui import backup

        self._put(backup.open_page(self._machine, self._desk, self._backups), "")

    def open_ledger(self) -> None:
        """Who saw or changed what."""
        from consentdesk.ui import ledger

        self._put(ledger.open_page(self._machine, self._desk, self._exports), "ledger")

    def open_integrity(self) -> None:
        """What the last check of the vault found, and the way to the next."""
        from consentdesk.ui import integrity

        self._put(integrity.open_page(self._machine, self._desk, self._checks), "")

    def open_place(self, place: str) -> None:
        """A part of the window by its name: the page of consentdesk.ui.<place> where nothing else is said."""
        kept: dict[str, Callable[[], None]] = {
            "backup": self.open_backup,
            "ledger": self.open_ledger,
            "integrity": self.open_integrity,
        }
        if place in kept:
            kept[place]()
        else:
            page = import_module(f"consentdesk.ui.{place}").open_page(self._machine, self._desk)
            self._put(page, place)

    def _put(self, page: QWidget, place: str) -> None:
        for name, follow in self._ways().items():
            if (asked := getattr(page, name, None)) is not None:
                asked.connect(follow)
        self._page = page
        self._staff.set_content(page)
        self._staff.rail.show_place(place)
        self.setCurrentWidget(self._staff)
        self._close_session()
        door, rail = self._machine.door, self._staff.rail
        self._machine.lane.run(
            rail, lambda: door.people(), lambda people: rail.show_change(len(people) > 1), self._say
        )

    def _ways(self) -> dict[str, Callable[..., None]]:
        return {
            "home_asked": self.go_home,
            "new_consent_asked": self.begin_session,
            "session_opened": self.resume_session,
            "patient_opened": lambda patient: self.open_room("patient_file", patient),
            "record_opened": lambda record: self.open_room("record", record),
            "copy_opened": lambda record: self.open_room("copy", record),
            "rules_asked": self.open_rules,
            "backup_asked": self.open_backup,
            "room_asked": self.open_place,
            "work_opened": self.open_room,
            "files_given": self.take_files,
            "room_opened": self.open_room,
            "erasure_asked": lambda patient: self.open_room("erasure.proposing", patient),
            "times_set": self._keep_times,
            "access_changed": self.access_changed.emit,
        }

    def _refresh_home(self) -> None:
        if (home_is_up := self._staff.findChild(HomePresenter)) is not None:
            home_is_up.refresh()

    def _begin_if_allowed(self) -> None:
        if Act.TAKE_CONSENT in self._acts:
            self.let_go(self.begin_session)

    def _go_to(self, place: str) -> None:
        if place not in ("home", "patients"):
            self.open_place(place)
            return
        if not self._staff.findChild(HomeScreen):
            self.go_home()
        if place == "patients" and (page := self._staff.findChild(HomeScreen)):
            page.focus_search()

    def _open_session(self, load: Callable[[], Draft]) -> None:
        if self._busy:
            return
        self._busy = True

        def work() -> tuple[Draft, Rules, tuple[OutletEntry, ...]]:
            draft = load()
            return draft, self._desk.rules(draft), self._desk.outlets()

        self._machine.lane.run(self, work, lambda loaded: self._show_session(*loaded), self._say)

    def _show_session(self, draft: Draft, rules: Rules, outlets: tuple[OutletEntry, ...]) -> None:
        self._busy = False
        flow = SessionFlow(self._machine, self._desk, draft, rules, outlets)
        flow.left.connect(lambda: self._leave_session(draft.id))
        flow.sealed.connect(lambda sealed: self.open_room("copy", sealed.record.id))
        self._session = SessionWindow(flow)
        self.addWidget(self._session)
        give_keyboard(self._session)
        self.setCurrentWidget(self._session)
        flow.catch_up()

    def _leave_session(self, draft: str) -> None:
        patient_is_looking = self.for_patient
        self._machine.lane.run(
            self, lambda: put_aside(self._desk, draft), lambda done: self.go_home(), self._say
        )
        if patient_is_looking:
            self.cover_asked.emit()

    def _keep_times(self, times: TimesSet) -> None:
        self._show_person(replace(self._arrived, times=times))
        self.times_set.emit(times)

    def _show_person(self, arrived: Arrival) -> None:
        self._arrived = arrived
        self._staff.rail.show_person(arrived.person, arrived.clinic, covers_after(arrived.times))

    def _close_session(self) -> None:
        if self._session:
            self.removeWidget(self._session)
            discard(self._session)
        self._session = None

    def _say(self, refusal: Refusal) -> None:
        self._busy = False
        self.refused.emit(sentence(refusal.problems[0]))

    def _free(self) -> None:
        self._busy = False

    def _warm_up(self) -> None:
        """Load the paper room and the pages before somebody needs them, when nobody waits."""
        copies = self._desk.copies

        def load() -> None:
            copies.missing_characters("")
            for room in ROOMS:
                import_module(f"consentdesk.ui.{room}")

        self._machine.pool.run(self, load, lambda none: None, self._say)

    def _rail(self, arrived: Arrival) -> Rail:
        places = [("home", _("Home"))]
        for place, words, acts in (
            ("patients", _("Patients"), {Act.LOOK}),
            ("gallery", _("Pictures"), {Act.LOOK}),
            ("may_use", _("May I use it?"), {Act.ASK_USE}),
            ("register", _("Places"), {Act.KEEP_REGISTER}),
            ("removals", _("Take-downs"), {Act.TAKE_DOWN}),
            ("incident", _("Incidents"), {Act.OPEN_INCIDENT}),
            ("overview", _("Overview"), {Act.SEE_OVERVIEW}),
            ("people", _("People"), {Act.MANAGE_PEOPLE}),
            ("ledger", _("Ledger"), {Act.READ_LEDGER}),
        ):
            if acts & arrived.acts:
                places.append((place, words))
        leaving = RailWords(_("Your passphrase"), _("Change user"), _("Lock now"))
        rail = Rail("ConsentDesk", places, leaving)
        rail.place_asked.connect(lambda place: self.let_go(lambda: self._go_to(place)))
        rail.own_asked.connect(lambda: self.let_go(lambda: self.open_place("own_secrets")))
        rail.change_asked.connect(lambda: self.let_go(self.change_asked.emit))
        rail.lock_asked.connect(self.lock_asked)
        return rail
