"""The pages on which somebody is given roles."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.domain.access import FOR_PEOPLE, Role
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.choice import Check
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text, name_widget, reveal
from consentdesk.ui.people.page import Page, own_code
from consentdesk.ui.people.state import PeoplePage, PeopleState, Task
from consentdesk.ui.roles import about_role, role_words
from consentdesk.ui.words import _

COLUMNS = 2


class Roles(QWidget):
    """The roles, each with what it allows. Their boxes are named `role_<role>`."""

    given = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        name_widget(self, "roles", _("Roles"))
        self._problem = Text("", "problem")
        self._boxes: dict[Role, Check] = {
            role: Check(role_words(role), f"role_{role}", hint=about_role(role)) for role in FOR_PEOPLE
        }
        for role, box in self._boxes.items():
            box.clicked.connect(partial(self._tell, role))
        boxes = QGridLayout()
        boxes.setVerticalSpacing(0)
        for place, box in enumerate(self._boxes.values()):
            boxes.addWidget(box, *divmod(place, COLUMNS))
        self.setLayout(column(self._problem, boxes))
        self.setFocusProxy(next(iter(self._boxes.values())))

    def draw(self, state: PeopleState) -> None:
        for role, box in self._boxes.items():
            box.setChecked(role in state.entries.roles)
        self._problem.show_words(dict(state.problems).get("roles", ""))

    def _tell(self, role: Role) -> None:
        self.given.emit(role, self._boxes[role].isChecked())


class PersonPage(Page):
    """Somebody who works here: what can be changed, and the ways to what ends their secrets."""

    def __init__(self) -> None:
        name, profession = Field("member_name", _("Name")), Field("member_role", _("Profession"))
        self._roles, code = Roles(), own_code()
        self._renew = LinkButton(_("Passphrase forgotten: give new secrets"), "renew_secrets")
        self._remove = LinkButton(_("Remove this person"), "remove_person")
        self._mine = Text(
            _("Your own passphrase is changed under \u201cYour passphrase\u201d, on the left."),
            "quiet",
            wrap=False,
        )
        ways = row(self._renew, self._remove, self._mine, None, spacing=24)
        laid = column(ways, side_by_side(name, profession), self._roles, code, spacing=14)
        super().__init__(PeoplePage.PERSON, "", "", name, profession, code, laid=laid)
        self._roles.given.connect(self.role_given)
        self._renew.clicked.connect(lambda: self.task_asked.emit(Task.RENEW))
        self._remove.clicked.connect(lambda: self.task_asked.emit(Task.REMOVE))

    def draw(self, state: PeopleState) -> None:
        super().draw(state)
        self._roles.draw(state)
        person = state.person
        if person is not None:
            self.show_title(person.name)
            for part in (self._renew, self._remove):
                reveal(part, not person.is_me)
            reveal(self._mine, person.is_me)


class RolesPage(Page):
    def __init__(self) -> None:
        super().__init__(PeoplePage.ROLES, "", "")
        self._roles = Roles()
        self._roles.given.connect(self.role_given)
        self.body.addWidget(self._roles)

    def draw(self, state: PeopleState) -> None:
        super().draw(state)
        title = _("What may {name} do here?").format(name=state.entries.member_name)
        self.show_title(title, _("One person can have several roles. They can be changed at any time."))
        self._roles.draw(state)

    def focus_first(self) -> None:
        self._roles.setFocus()
