"""What staff read about those who work here."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.domain.moment import Moment
from consentdesk.ui.people.state import PeopleState, PersonRow, Task
from consentdesk.ui.roles import roles_in_words
from consentdesk.ui.words import _, day_in_words
from consentdesk.workflows.people import StaffLine


def person_row(line: StaffLine, now: Moment, month_first: bool) -> PersonRow:
    """One row of the list, of somebody who works here or did."""
    member = line.member
    days = _Days(now, month_first)
    when = days.gone(line) if line.left else days.here(line)
    letters = _("signs in as {initials}").format(initials=line.initials) if line.initials else ""
    hint = " · ".join(part for part in (member.role, letters, *when) if part)
    return PersonRow(
        *(member.id, member.name, member.role, line.initials, member.roles),
        can=roles_in_words(member.roles),
        hint=hint,
        is_me=line.is_me,
    )


class _Days:
    """When somebody came, was here last, and left."""

    def __init__(self, now: Moment, month_first: bool) -> None:
        self._now, self._month_first = now, month_first

    def here(self, line: StaffLine) -> Iterable[str]:
        yield _("since {day}").format(day=self._day(line.since))
        yield self._seen(line.last_seen)

    def gone(self, line: StaffLine) -> Iterable[str]:
        assert line.left is not None
        yield _("{since} to {left}").format(since=self._day(line.since), left=self._day(line.left))

    def _seen(self, at: Moment | None) -> str:
        if at is None:
            return _("not here yet")
        if at.day == self._now.day:
            return _("here today at {time}").format(time=f"{at.local:%H:%M}")
        return _("last here on {day}").format(day=self._day(at))

    def _day(self, at: Moment) -> str:
        return day_in_words(at.day, self._month_first)


def secrets_title(state: PeopleState) -> str:
    return _("{name}: how do you unlock this desk?").format(name=state.entries.member_name)


def confirm_title(state: PeopleState) -> str:
    words = _("Give {name} new secrets?") if state.task is Task.RENEW else _("Let {name} in?")
    return words.format(name=state.entries.member_name)


def confirm_words(state: PeopleState) -> str:
    """What follows once the code of whoever sits here was right."""
    entries, back = state.entries, _("{name}, take the keyboard back.").format(name=state.me)
    if state.task is Task.RENEW:
        words = _("The old passphrase and code end at once, with the old signing key. What it signed stands.")
        return f"{words} {back}"
    words = _("Signs in as {initials}, and may work as: {roles}.")
    return f"{words.format(initials=entries.initials, roles=roles_in_words(entries.roles))} {back}"


def outcome_words(state: PeopleState) -> str:
    """What a task that is done has brought about."""
    assert state.task is not None
    return {
        Task.ADMIT: _("{name} can sign in now, as {initials}"),
        Task.CHANGE: _("Saved. It counts from now on"),
        Task.RENEW: _("{name} has a new passphrase and a new code"),
        Task.REMOVE: _("{name} works here no more"),
        Task.RECOVERY: _("The new recovery code counts from now on. Destroy the paper with the old one"),
    }[state.task].format(name=state.entries.member_name, initials=state.entries.initials)


def working_words(task: Task) -> str:
    """What is said while it is done."""
    return {
        Task.ADMIT: _("Making a key for the new person"),
        Task.CHANGE: _("Saving"),
        Task.RENEW: _("Making a new key"),
        Task.REMOVE: _("Ending the key"),
        Task.RECOVERY: _("Checking the recovery code"),
    }[task]
