"""Tells what the working copy says, as it will be once published."""

from __future__ import annotations

from consentdesk.ui.rules.overview.state import LanguageRow, OverviewState
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.told import language_name, published_words, use_title
from consentdesk.ui.words import _
from consentdesk.workflows.edit_rules.publishing import Version
from consentdesk.workflows.edit_rules.uses import unworded, use_ids


class OverviewPresenter(Part[OverviewState]):
    def _state(self) -> OverviewState:
        copy, book = self._copy, self._copy.book
        head, contact = book.pack["pack"], book.clinic.contact
        ways = (contact.telephone, contact.email, contact.post)
        title, model = head["title"], head["modelled_on"]
        return OverviewState(
            pack=_(title),
            rules=self._published("pack", head["id"]),
            modelled_on=_("Modelled on {model}").format(model=_(model)),
            contact=(book.clinic.name, contact.name, " · ".join(way for way in ways if way)),
            contact_hint=self._published("contact"),
            uses=tuple((use_title(book, id, copy.staff_language), id in book.usual) for id in use_ids(book)),
            languages=tuple(self._language(code) for code in book.words),
        )

    def _language(self, code: str) -> LanguageRow:
        book = self._copy.book
        head, missing = book.words[code]["wording"], next(iter(unworded(book, code)), "")
        hint = _("Version {version}").format(version=head["version"])
        if missing:
            title = use_title(book, missing, self._copy.staff_language, short=True)
            hint = _("No words yet for \u201c{use}\u201d").format(use=title)
        elif head["reviewed_by"]:
            hint = _("Approved by {name}").format(name=head["reviewed_by"])
        return LanguageRow(code, language_name(book, code), hint, bool(head["reviewed_by"]), missing)

    def _published(self, part: str, name: str = "") -> str:
        """Who brought the latest version of a part into force, and when; "" where it never was."""
        version = self._latest(part, name)
        return published_words(version, self._copy.machine.day_order) if version else ""

    def _latest(self, part: str, name: str) -> Version | None:
        found = (v for v in self._copy.versions if v.part == part and name in ("", v.name))
        return next(found, None)
