"""The clinic's contact. objectNames: rules_contact, clinic_name, clinic_address, contact_name,
contact_telephone, contact_email, contact_post, contact_read.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.rules.contact.state import ContactState
from consentdesk.ui.words import _


class ContactScreen(QWidget):
    """`edited(field, text)` is emitted as somebody types."""

    edited = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rules_contact")
        self._fields = {
            "clinic_name": Field("clinic_name", _("Name of the clinic"), _("As patients know it")),
            "clinic_address": Field("clinic_address", _("Address"), _("Street, place, postal code")),
            "contact_name": Field("contact_name", _("Name or role"), _("For example: The photo desk")),
            "contact_telephone": Field("contact_telephone", _("Telephone")),
            "contact_email": Field("contact_email", _("E-mail")),
            "contact_post": Field("contact_post", _("Postal address")),
        }
        for name, field in self._fields.items():
            field.edited.connect(partial(self.edited.emit, name))
        self._title, self._read = Text("", "strong"), Text("", "body", "contact_read")
        self._lay_out()

    def draw(self, state: ContactState) -> None:
        """Draw what has changed; what is being typed keeps its cursor."""
        problems = dict(state.problems)
        for name, text in state.entries:
            self._fields[name].show_text(text)
            self._fields[name].show_problem(problems.get(name, ""))
        self._title.setText(state.read[0])
        self._read.setText(state.read[1])

    def _lay_out(self) -> None:
        f = self._fields
        clinic = Card(f["clinic_name"], f["clinic_address"], heading=_("The clinic"))
        reach = side_by_side(f["contact_telephone"], f["contact_email"])
        contact = Card(f["contact_name"], heading=_("Whom patients turn to"))
        contact.body.addLayout(reach)
        contact.body.addWidget(f["contact_post"])
        read = Card(self._title, self._read, heading=_("What patients read of it"))
        across = row(column(clinic, read, None, spacing=16), column(contact, None), spacing=16)
        across.setStretch(0, 1)
        across.setStretch(1, 1)
        self.setLayout(column(across, None))
