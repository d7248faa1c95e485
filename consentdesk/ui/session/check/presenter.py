"""Reads the session back and leads to whatever is to be changed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from consentdesk.domain.draft import Step
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.check.state import CheckState
from consentdesk.ui.session.check.view import View
from consentdesk.ui.session.flow import SessionFlow


class CheckPresenter(Presenter[CheckState]):
    """Changes nothing itself: every "Change" goes to a step and comes straight back."""

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        self._flow = flow
        self._thumbnails: dict[str, QImage] = {}
        super().__init__(self._state(), parent)
        flow.changed.connect(self._refresh)
        for image in flow.draft.images:
            self._fetch(image.thumbnail_sha256)

    def change(self, step: str) -> None:
        self._flow.change_at(Step(step))

    def change_answers(self, source_sha256: str) -> None:
        """Change the answers for one image."""
        self._flow.change_at(Step.CHOOSE, source_sha256)

    def _fetch(self, sha256: str) -> None:
        def keep(picture: QImage) -> None:
            self._thumbnails = {**self._thumbnails, sha256: picture}
            self._refresh()

        self._flow.pictures.get(sha256, self, keep, self._flow.show_refusal)

    def _refresh(self) -> None:
        self.become(self._state())

    def _state(self) -> CheckState:
        flow = self._flow
        month_first = flow.machine.day_order == "mdy"
        view = View(flow.rules, flow.draft, flow.now(), month_first, flow.problems)
        return view.state(self._thumbnails)
