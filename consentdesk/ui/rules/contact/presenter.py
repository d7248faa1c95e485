"""Describes the clinic anew, field by field."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.people import Clinic
from consentdesk.ui.rules.contact.state import ContactState
from consentdesk.ui.rules.part import Part
from consentdesk.ui.words import sentence
from consentdesk.workflows.edit_rules.words import preview

HOW_TO_STOP = "S7"


class ContactPresenter(Part[ContactState]):
    def edit(self, field: str, text: str) -> None:
        """Take what was typed into a field."""
        self._copy.edit(lambda book: replace(book, clinic=_described(book.clinic, field, text.strip())))

    def _state(self) -> ContactState:
        clinic, contact = self._copy.book.clinic, self._copy.book.clinic.contact
        entries = {
            "clinic_name": clinic.name,
            "clinic_address": clinic.address,
            "contact_name": contact.name,
            "contact_telephone": contact.telephone,
            "contact_email": contact.email,
            "contact_post": contact.post,
        }
        problems = tuple((p.where, sentence(p)) for p in self._copy.problems)
        return ContactState(tuple(entries.items()), self._read(), problems)

    def _read(self) -> tuple[str, str]:
        copy = self._copy
        pages = preview(copy.book, copy.staff_language, copy.today)
        found = (s for page in pages for s in page.statements if s.id == HOW_TO_STOP)
        return next(((s.title, s.text) for s in found), ("", ""))


def _described(clinic: Clinic, field: str, text: str) -> Clinic:
    if field == "clinic_name":
        return replace(clinic, name=text)
    if field == "clinic_address":
        return replace(clinic, address=text)
    return replace(clinic, contact=replace(clinic.contact, **{field.removeprefix("contact_"): text}))
