"""A withdrawal or a suspension in words for staff. Without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.access import Act
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.people import Patient
from consentdesk.domain.placement import RemovalLine
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way, Withdrawal
from consentdesk.domain.wording import Wording
from consentdesk.ui.removals.told import outcome_words
from consentdesk.ui.withdrawal.state import TaskRow, WithdrawalState
from consentdesk.ui.words import _, moment_in_words, ngettext
from consentdesk.workflows.access import may
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import open_patient
from consentdesk.workflows.withdraw import tasks_of, withdrawal

Day = Callable[[date], str]


@dataclass(frozen=True)
class Read:
    """What was said, of whom, and the tasks that it opened; the words for staff and what whoever sits here
    may do."""

    said: Withdrawal
    patient: Patient
    images: tuple[ImageLine, ...]
    removals: tuple[RemovalLine, ...]
    words: Wording
    acts: frozenset[Act]


def read(desk: Desk, ending: str) -> Read:
    """Raises Refusal `withdrawal_unknown`."""
    said = withdrawal(desk, ending)
    file, removals = open_patient(desk, said.patient), tasks_of(desk, ending)
    return Read(said, file.patient, file.images, removals, desk.staff_wording, may(desk))


def shown(state: WithdrawalState, read: Read, day: Day, month_first: bool) -> WithdrawalState:
    """The state with everything that was read."""
    said, tasks = read.said, tuple(_task(line, day) for line in read.removals)
    seen_to = bool(tasks) and not any(task.open for task in tasks)
    return replace(
        state,
        patient=said.patient,
        title=_title(said),
        name=read.patient.name,
        lines=tuple(_lines(read, month_first)),
        tasks=tasks,
        papers=not said.suspends and Act.GIVE_COPY in read.acts,
        final=seen_to,
        waits=said.waits,
        settles=said.waits and Act.LIFT_SUSPENSION in read.acts,
    )


def what_words(scope: Scope, words: Wording, images: tuple[ImageLine, ...]) -> str:
    """ "Teaching, Print: 2 pictures", "Everything"."""
    uses = ", ".join(words.uses[use].short if use in words.uses else use for use in scope.whole.uses)
    named = [line for line in images if line.source_sha256 in scope.images]
    if not scope.images:
        return _("{uses}: all pictures").format(uses=uses) if uses else _("Everything")
    if len(named) == 1:
        pictures = named[0].label or named[0].source_sha256[:6]
    else:
        pictures = ngettext("{count} picture", "{count} pictures", len(named)).format(count=len(named))
    return _("{uses}: {pictures}").format(uses=uses or _("Every use"), pictures=pictures)


def asked_words(asking: Asking, words: Wording) -> str:
    """ "Asked by the patient, by telephone"."""
    way = {
        Way.IN_PERSON: _("here"),
        Way.TELEPHONE: _("by telephone"),
        Way.LETTER: _("by letter"),
    }[asking.way]
    if asking.who is Asker.PATIENT:
        return _("Asked by the patient, {way}").format(way=way)
    relationship = words.terms.get(asking.relationship, asking.relationship)
    told = _("Asked by {name}, {relationship}, {way}")
    return told.format(name=asking.name, relationship=relationship, way=way)


def state_words(said: Withdrawal, day: Day) -> str:
    """What became of it by now: "Withdrawn on …", "Held back since …", "Lifted on …"."""
    if not said.suspends:
        return _("Withdrawn on {day}").format(day=day(said.at.day))
    if said.lifted_at is None:
        return _("Held back since {day}, to be settled").format(day=day(said.at.day))
    if said.settled_by:
        return _("Held back on {day}, then withdrawn").format(day=day(said.at.day))
    return _("Held back on {day}, lifted on {end}").format(day=day(said.at.day), end=day(said.lifted_at.day))


def _title(said: Withdrawal) -> str:
    if not said.suspends:
        return _("Withdrawn")
    if said.waits:
        return _("Held back, to be settled")
    return _("Held back, then withdrawn") if said.settled_by else _("Held back, then lifted")


def _lines(read: Read, month_first: bool) -> Iterator[str]:
    said = read.said
    yield what_words(said.scope, read.words, read.images)
    asked = asked_words(said.asking, read.words)
    yield _("{asked}. It counts from {moment}.").format(
        asked=asked, moment=moment_in_words(said.at, month_first)
    )
    for words, told in (
        (_("Known by: {words}"), said.asking.known_by),
        (_("No full signature: {words}"), said.asking.unsigned),
        (_("In their words: {words}"), said.asking.told),
    ):
        if told:
            yield words.format(words=told)
    if said.kept:
        yield ngettext(
            "{count} picture made from it stays", "{count} pictures made from it stay", len(said.kept)
        ).format(count=len(said.kept))
    if said.lifted_at is not None:
        moment = moment_in_words(said.lifted_at, month_first)
        yield _("Settled {moment}: {reason}").format(moment=moment, reason=said.reason)


def _task(line: RemovalLine, day: Day) -> TaskRow:
    at, last = line.place.placement, line.reports[-1] if line.reports else None
    where = at.title or at.outlet or at.link
    if line.open:
        told = _("To be seen to by {day}").format(day=day(line.removal.due))
    else:
        assert last is not None
        told = f"{outcome_words(last.outcome)}, {day(last.at.day)}"
    return TaskRow(line.removal.id, where, told, line.open)
