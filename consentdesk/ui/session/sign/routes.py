"""How people agree: the usual way is with the pen on this screen; staff can choose another (R20).

objectNames: step_sign (the frame), back, later, route_screen, route_verbal, route_paper, begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.refusals import Problem
from consentdesk.domain.route import Route
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.card import Badge, RowCard
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.problems import ProblemSummary, focus_widget
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.sign.places import ROUTES
from consentdesk.ui.session.sign.walk import Walk
from consentdesk.ui.words import _, route_words, sentence
from consentdesk.workflows import sign_on_paper


@dataclass(frozen=True)
class RoutesState:
    """`begun`: something stands there already that another way would void."""

    route: Route = Route.SCREEN
    begun: bool = False
    problems: tuple[Problem, ...] = ()


class RoutesPresenter(Presenter[RoutesState]):
    """Another way begins the signing anew; the present one leads back to where it was."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(RoutesState())
        self._walk, self._flow = walk, walk.flow
        self._flow.changed.connect(self._refresh)
        self._refresh()

    def choose(self, route: Route) -> None:
        desk, id = self._flow.desk, self._flow.draft.id
        work = partial(sign_on_paper.choose_route, desk, id, route)
        self._flow.run(work, lambda: self._walk.onward(ROUTES))

    def _refresh(self) -> None:
        draft = self._flow.draft
        here = self._flow.problems if self._walk.at == ROUTES else ()
        begun = bool(draft.signatures) or draft.paper is not None
        self.become(RoutesState(draft.route, begun, here))


class RoutesScreen(QWidget):
    """Draws a RoutesState; `route_asked` carries the way that was pressed."""

    route_asked = Signal(Route)

    def __init__(self, frame: SessionFrame) -> None:
        super().__init__()
        self.setObjectName("routes")
        self._problems, self._begun = ProblemSummary(_("There is a problem")), Bar("begun")
        self._choose = {route: self._button(route) for route in Route}
        self._present = {route: Badge(_("Chosen"), "good") for route in Route}
        lead = Text(_("Each way leads to the same record, marked as what it is."), "quiet")
        cards = (self._card(route, hint) for route, hint in _hints().items())
        title = Text(_("How do people agree?"), "title")
        self.setLayout(column(self._problems, title, lead, self._begun, *cards, None, spacing=14))
        frame.set_content(self)

    def draw(self, state: RoutesState) -> None:
        for route in Route:
            reveal(self._choose[route], route is not state.route)
            reveal(self._present[route], route is state.route)
        begun = _("What was signed or printed so far counts no more once another way is chosen.")
        self._begun.show_bar(begun if state.begun else "", "warn")
        self._problems.show_problems([(p.where, sentence(p)) for p in state.problems])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        other = next(route for route in Route if self._choose[route].isVisible())
        focus_widget(self, self._choose[other].objectName())

    def _card(self, route: Route, hint: str) -> RowCard:
        return RowCard(route_words(route), hint, self._present[route], self._choose[route])

    def _button(self, route: Route) -> SecondaryButton:
        button = SecondaryButton(_("Choose"), f"route_{route.value}", f"{_('Choose')}: {route_words(route)}")
        button.clicked.connect(lambda: self.route_asked.emit(route))
        return button


def _hints() -> dict[Route, str]:
    """What each way means."""
    return {
        Route.SCREEN: _("The usual way. Each person signs here, with a pen, a finger or the mouse."),
        Route.VERBAL: _(
            "For somebody who cannot sign. They say it aloud; a witness hears it, and signs here."
        ),
        Route.PAPER: _(
            "The form is printed, signed in ink, and scanned or photographed. It can come back another day."
        ),
    }
