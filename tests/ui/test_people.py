"""The page of people: let in, change, help, remove, and another recovery code."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.access import Role
from consentdesk.ui.people.state import Entries, PeoplePage, PeopleState, PersonRow, Task

LONG = "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispielxx"
ME = PersonRow(
    *("member-1", "Sam Sample", "Physician", "SS", (Role.CLINICIAN, Role.ADMINISTRATOR)),
    can="Clinician, Administrator",
    hint="Physician · signs in as SS · since 2 March 2026 · here today at 10:00",
    is_me=True,
)
KIM = PersonRow(
    *("member-2", "Kim Muster", "Nurse", "KM", (Role.PHOTOGRAPHER,)),
    can="Photographer",
    hint="Nurse · signs in as KM · since 3 March 2026 · not here yet",
)
LONGEST = replace(KIM, id="member-3", name=LONG, initials="ABCD", can="Clinician, Photographer, Auditor")
GONE = PersonRow("member-4", "Robin Probe", "Nurse", hint="Nurse · 2 March 2026 to 4 May 2026")
LIST = PeopleState(here=(ME, KIM, LONGEST), left=(GONE,), me="Sam Sample", loaded=True)
ENTERED = Entries(LONG, "Physician, dermatology", "AB", (Role.CLINICIAN, Role.AUDITOR), own_code="402917")
CODE = "8K2Q-77TN-4XW0-M3RD-AJ5P-91VC-EB"


def on(task: Task, page: PeoplePage, entries: Entries = ENTERED, **more: object) -> PeopleState:
    return replace(LIST, task=task, page=page, person=LONGEST, entries=entries, **more)  # type: ignore[arg-type]


STATES = {
    "unread": PeopleState(),
    "list": LIST,
    "alone": replace(LIST, here=(ME,), left=()),
    "due": replace(LIST, due=True, trouble="The disk is full. Make room and try again; nothing was lost"),
    "outcome": replace(LIST, outcome="Kim Muster can sign in now, as KM"),
    "working": replace(LIST, busy="Putting the vault under another key"),
    "who": on(Task.ADMIT, PeoplePage.WHO),
    "who_wrong": on(
        Task.ADMIT,
        PeoplePage.WHO,
        Entries(),
        problems=(("member_name", "Enter the name"), ("initials", "Enter one to 4 letters")),
    ),
    "roles": on(Task.ADMIT, PeoplePage.ROLES),
    "roles_wrong": on(Task.ADMIT, PeoplePage.ROLES, problems=(("roles", "Choose at least one role"),)),
    "secrets": on(Task.ADMIT, PeoplePage.SECRETS, problems=(("passphrase", "Enter your passphrase"),)),
    "confirm": on(Task.ADMIT, PeoplePage.CONFIRM),
    "person": on(Task.CHANGE, PeoplePage.PERSON),
    "person_wrong": on(Task.CHANGE, PeoplePage.PERSON, problems=(("own_code", "Enter your code"),)),
    "me": replace(on(Task.CHANGE, PeoplePage.PERSON), person=ME),
    "renew": on(Task.RENEW, PeoplePage.CONFIRM),
    "remove": on(Task.REMOVE, PeoplePage.REMOVE, problems=(("reason", "Say why this person leaves"),)),
    "recovery": on(Task.RECOVERY, PeoplePage.RECOVERY),
    "write_down": on(Task.RECOVERY, PeoplePage.WRITE_DOWN, recovery_code=CODE),
    "type_back": on(Task.RECOVERY, PeoplePage.TYPE_BACK),
}
