"""What the work list says of each line, and what can be done about it at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import singledispatchmethod

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Step
from consentdesk.domain.dues import (
    MOST_COUNTED,
    NEW_ADULT_LETTER,
    AnswersEnd,
    ComesOfAge,
    EndingWaits,
    PlaceDue,
    Wait,
)
from consentdesk.domain.lines import DraftLine, RecordLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import RemovalLine
from consentdesk.domain.reidentification.check import CheckLine
from consentdesk.ui.home.work.state import KindRows, Leads, Way, WorkRow
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.words import _, day_in_words, ngettext, step_title
from consentdesk.workflows.incident_files import ListedIncident
from consentdesk.workflows.work_list import Line, Work, WorkGroup

MAIN = "waiting"


@dataclass(frozen=True)
class Rows:
    """Words for whoever may do these `acts`, at a moment; `order` is how days are written."""

    acts: Collection[Act]
    now: Moment
    order: DayOrder

    def of_kind(self, group: WorkGroup, lines: int) -> KindRows:
        """The first lines of a kind, and what else there is of it."""
        rows = tuple(map(self.row, group.lines[:lines]))
        return KindRows(group.kind, kind_words(group.kind), rows, _more(group, lines))

    @singledispatchmethod
    def row(self, line: Line) -> WorkRow:
        """One line of any kind."""
        raise TypeError(type(line))

    @row.register
    def _incident(self, found: ListedIncident) -> WorkRow:
        line, due = found.line, found.due.due if found.due else None
        open_it = Way(MAIN, _("Open"), Leads.ROOM, line.id, "incident")
        if not line.taken_down:
            words = _("{place}: take it down now").format(place=line.where)
            return WorkRow(_("Incident"), "bad", words, (open_it,))
        if due is None:
            return WorkRow(
                _("Incident"), "warn", _("{place}: still open").format(place=line.where), (open_it,)
            )
        late = due.utc < self.now.utc
        words = _("{place}: was to be told by {day}") if late else _("{place}: to be told by {day}")
        said = words.format(place=line.where, day=self._day(due.day))
        return WorkRow(_("Incident"), "bad" if late else "warn", said, (open_it,))

    @row.register
    def _removal(self, line: RemovalLine) -> WorkRow:
        due, place = line.removal.due, line.place.placement
        open_it = Way(MAIN, _("Open"), Leads.ROOM, line.removal.id, "removals")
        if due < self.now.day:
            words, badge = _("{place}: {name}, was due on {day}"), _("Take-down late")
        else:
            words = _("{place}: {name}, due on {day}")
            badge = _("Take-down today") if due == self.now.day else _("Take-down due")
        said = words.format(
            place=place.title or place.outlet, name=line.place.patient_name, day=self._day(due)
        )
        return WorkRow(badge, "bad" if due <= self.now.day else "warn", said, (open_it,))

    @row.register
    def _ending(self, line: EndingWaits) -> WorkRow:
        badge, words, room = {
            Wait.SETTLING: (_("Held back"), _("{name}: held back since {day}, to be settled"), "withdraw"),
            Wait.RECEIPT: (_("Receipt not given"), _("{name}: withdrew on {day}"), "withdraw"),
            Wait.FINAL_RECEIPT: (
                _("Final receipt"),
                _("{name}: withdrew on {day}, and every place was seen to"),
                "withdraw",
            ),
        }[line.wait]
        said = words.format(name=line.patient_name, day=self._day(line.at.day))
        return WorkRow(badge, "warn", said, (Way(MAIN, _("Open"), Leads.ROOM, line.ending, room),))

    @row.register
    def _check(self, line: CheckLine) -> WorkRow:
        words = _("{name}: for {outlet}, looked through on {day}")
        said = words.format(name=line.patient_name, outlet=line.outlet, day=self._day(line.at.day))
        return WorkRow(
            _("Do you agree?"), "warn", said, (Way(MAIN, _("Open"), Leads.ROOM, line.id, "agreeing"),)
        )

    @row.register
    def _session(self, line: DraftLine) -> WorkRow:
        name = line.patient_name or _("A patient who is not entered yet")
        ways = (
            Way(MAIN, _("Open"), Leads.SESSION, line.id),
            Way("discard", _("Discard"), Leads.DISCARDING, line.id),
        )
        if line.held:
            words = _("{name}: the adult who was here could not sign").format(name=name)
            return WorkRow(_("Held session"), "warn", words, ways)
        badge = _("Correction") if line.corrects else _("Open session")
        return WorkRow(badge, "info", _where(line, name), ways)

    @row.register
    def _copy(self, line: RecordLine) -> WorkRow:
        at = line.sealed_at
        when = f"{at.local:%H:%M}" if at.day == self.now.day else self._day(at.day)
        words = _("{name}: sealed {when}").format(name=line.patient_name, when=when)
        return WorkRow(_("Copy not given"), "warn", words, (Way(MAIN, _("Open"), Leads.COPY, line.id),))

    @row.register
    def _of_age(self, line: ComesOfAge) -> WorkRow:
        grown_up = line.day <= self.now.day
        badge = _("Now {age}") if grown_up else _("Turns {age}")
        words = ngettext(
            "{name}: {count} picture waits since {day}",
            "{name}: {count} pictures wait since {day}",
            line.images,
        ) if grown_up else ngettext(
            "{name}: {count} picture waits from {day}",
            "{name}: {count} pictures wait from {day}",
            line.images,
        )  # fmt: skip
        said = words.format(name=line.patient_name, count=line.images, day=self._day(line.day))
        ways = self._to_new_adult(line) if grown_up else ()
        known = ways or (Way(MAIN, _("Open"), Leads.PATIENT, line.patient),)
        return WorkRow(badge.format(age=line.age), "info", f"{said}{self._letter(line)}", known)

    def _letter(self, line: ComesOfAge) -> str:
        if line.letter_at is None:
            return ""
        return _(". Letter given on {day}").format(day=self._day(line.letter_at.day))

    def _to_new_adult(self, line: ComesOfAge) -> tuple[Way, ...]:
        ask = Way(MAIN, _("Ask now"), Leads.CONSENT, line.patient)
        letter = Way("letter", _("Letter"), Leads.ROOM, line.patient, NEW_ADULT_LETTER)
        offered = ((Act.TAKE_CONSENT, ask), (Act.GIVE_COPY, letter))
        return tuple(way for act, way in offered if act in self.acts)

    @row.register
    def _answers(self, line: AnswersEnd) -> WorkRow:
        over = line.last_day < self.now.day
        words = ngettext(
            "{name}: the answers about {count} picture ended after {day}",
            "{name}: the answers about {count} pictures ended after {day}",
            line.images,
        ) if over else ngettext(
            "{name}: answers about {count} picture end after {day}",
            "{name}: answers about {count} pictures end after {day}",
            line.images,
        )  # fmt: skip
        said = words.format(name=line.patient_name, count=line.images, day=self._day(line.last_day))
        badge = _("Answers ended") if over else _("Answers end")
        ask = Way(MAIN, _("Ask now"), Leads.CONSENT, line.patient)
        record = Way("record", _("Record"), Leads.ROOM, line.record, "record")
        return WorkRow(badge, "warn" if over else "info", said, (ask, record))

    @row.register
    def _place(self, line: PlaceDue) -> WorkRow:
        place = line.line.placement
        words = _("{place}: its last day was {day}") if line.last_day else _("{place}: since {day}")
        said = words.format(place=place.title or place.outlet, day=self._day(line.day))
        open_it = Way(MAIN, _("Open"), Leads.ROOM, f"place:{place.id}", "register")
        if line.last_day:
            return WorkRow(_("Time is up"), "warn", said, (open_it,))
        looked = Way("looked_at", _("Looked at"), Leads.DONE, place.id)
        return WorkRow(_("Look again"), "info", said, (open_it, looked))

    def _day(self, day: date) -> str:
        return day_in_words(day, self.order == "mdy")


def _where(line: DraftLine, name: str) -> str:
    if line.awaits_form:
        return _("{name}: waiting for the signed form").format(name=name)
    return _("{name}: continue at \u201c{step}\u201d, {number} of {total}").format(
        name=name, step=step_title(line.step), number=line.step.number, total=len(Step)
    )


def _more(group: WorkGroup, lines: int) -> str:
    """How many there are besides those that are shown."""
    count = group.count - lines
    if not count:
        return ""
    number = f"{count}+" if group.count >= MOST_COUNTED else f"{count}"
    return _("{number} more").format(number=number) if lines else number


def kind_words(kind: Work) -> str:
    """The name of a kind of work."""
    return {
        Work.INCIDENTS: _("Incidents"),
        Work.REMOVALS: _("Take-downs"),
        Work.SUSPENSIONS: _("Held back"),
        Work.CHECKS: _("Checks to agree to"),
        Work.RECEIPTS: _("Receipts"),
        Work.FINAL_RECEIPTS: _("Final receipts"),
        Work.HELD: _("Held sessions"),
        Work.SESSIONS: _("Open sessions"),
        Work.COPIES: _("Copies"),
        Work.OF_AGE: _("Came of age"),
        Work.ENDING: _("Answers that end"),
        Work.PLACES: _("Places"),
        Work.SOON_OF_AGE: _("Soon of age"),
    }[kind]
