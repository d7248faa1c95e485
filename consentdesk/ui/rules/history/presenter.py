"""Tells the versions."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.ui.rules.history.state import HistoryState, VersionRow
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.told import language_name, version_words
from consentdesk.ui.words import _
from consentdesk.workflows.edit_rules.publishing import Version


class HistoryPresenter(Part[HistoryState]):
    def read(self, number: int) -> None:
        """Read a version, counted from 0."""
        self.become(replace(self.state, read=number, text=self._copy.versions[number].text))

    def _state(self) -> HistoryState:
        versions = self._copy.versions
        return HistoryState(tuple(map(self._row, versions)), 0, versions[0].text)

    def _row(self, version: Version) -> VersionRow:
        hint = version_words(version, self._copy.machine.day_order)
        if version.part == "contact":
            return VersionRow(_("Contact"), hint)
        if version.part == "pack":
            words = _("Rules {pack}, version {version}")
            return VersionRow(words.format(pack=version.name, version=version.version), hint)
        name = language_name(self._copy.book, version.name)
        words = _("{language}, version {version}").format(language=name, version=version.version)
        return VersionRow(_("{words}: approved").format(words=words) if version.reviewed_by else words, hint)
