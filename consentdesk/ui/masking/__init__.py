"""Crop or cover a picture; what comes of it is another picture, to be asked about (R28)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from consentdesk.domain.draft import Draft
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.machine import Machine
from consentdesk.ui.masking.presenter import MaskingPresenter
from consentdesk.ui.masking.screen import MaskingScreen
from consentdesk.ui.masking.state import MaskingState
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import staff_frame
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, about: str) -> MaskingScreen:
    """The page of a kept picture by its source hash; behind spaces, the room that Cancel leads back to and
    what that is about, the patient's file where none is named. It asks to be followed by
    `session_opened(draft id)`, `work_opened(room, about)` and `room_asked(place)`."""
    source, room, there = (*about.split(" ", 2), "", "")[:3]
    presenter = MaskingPresenter(machine, desk, source)
    screen = page_of(presenter)

    def lead_back() -> None:
        if room and not there:
            screen.room_asked.emit(room)
        else:
            screen.work_opened.emit(room or "patient_file", there or f"{presenter.patient} {source}")

    presenter.added.connect(lambda draft: screen.session_opened.emit(draft.id))
    presenter.left.connect(lead_back)
    presenter.open()
    return screen


def open_in_session(
    flow: SessionFlow, source: str, added: Callable[[Draft], None], left: Callable[[], None]
) -> QWidget:
    """The page of a picture in a session, in a frame of the session. One of the two is called when it is
    done: `added` with the session as saved."""
    presenter = MaskingPresenter(flow.machine, flow.desk, source, flow.draft.id)
    frame = staff_frame(flow, "", presenter.cancel)
    frame.set_content(page_of(presenter, leads_on=False))
    frame.continue_asked.connect(presenter.finish)
    presenter.state_changed.connect(lambda: _lead_on(frame, presenter.state))
    presenter.added.connect(lambda draft: added(draft))
    presenter.left.connect(left)
    presenter.open()
    return frame


def _lead_on(frame: SessionFrame, state: MaskingState) -> None:
    frame.show_note(state.joins)
    frame.show_primary(state.primary)


def page_of(presenter: MaskingPresenter, leads_on: bool = True) -> MaskingScreen:
    """The screen that the presenter leads."""
    screen = MaskingScreen(leads_on)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    canvas, panel = screen.canvas, screen.panel
    canvas.drawn.connect(lambda masking, which: presenter.take(masking, which))
    canvas.before_asked.connect(lambda: presenter.show_after(False))
    panel.tool_asked.connect(presenter.choose_tool)
    panel.fill_asked.connect(presenter.choose_fill)
    panel.undo_asked.connect(presenter.undo)
    panel.redo_asked.connect(presenter.redo)
    for part in (canvas, panel):
        part.picked.connect(lambda which: presenter.choose(which))
        part.remove_asked.connect(presenter.remove)
    panel.view_asked.connect(lambda view: presenter.show_after(view == "after"))
    screen.left_asked.connect(lambda then: presenter.let_go(then))
    screen.leave_asked.connect(presenter.leave)
    screen.stay_asked.connect(presenter.stay)
    panel.finish_asked.connect(presenter.finish)
    panel.cancel_asked.connect(presenter.cancel)
    screen.draw(presenter.state)
    return screen
