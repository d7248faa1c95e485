"""Reads the session back and leads to whatever is to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from consentdesk.domain.draft import Step
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.check.state import CheckState
from consentdesk.ui.session.check.view import View
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.gathering import Gathering


class CheckPresenter(Presenter[CheckState]):
    """Changes nothing itself: every "Change" goes to a step and comes straight back."""

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        super().__init__(read_back(flow, {}), parent)
        self._flow, self._pictures = flow, Gathering(flow, self)
        self._pictures.came.connect(self._show_pictures)
        flow.changed.connect(self._refresh)
        self._pictures.want(*(image.thumbnail_sha256 for image in flow.draft.images))

    def change(self, step: str) -> None:
        self._flow.change_at(Step(step))

    def change_answers(self, source_sha256: str) -> None:
        """Change the answers for one image."""
        self._flow.change_at(Step.CHOOSE, source_sha256)

    def _show_pictures(self) -> None:
        self.become(replace(self.state, thumbnails=self._pictures.at_hand))

    def _refresh(self) -> None:
        self.become(read_back(self._flow, self._pictures.at_hand))


def read_back(flow: SessionFlow, thumbnails: Mapping[str, QImage]) -> CheckState:
    """The session as it stands, with the thumbnails at hand."""
    month_first = flow.machine.month_first
    read_in = flow.rules.wording.wording
    view = View(flow.staff_rules, read_in, flow.draft, flow.now(), month_first, flow.problems)
    return view.state(thumbnails)
