"""Step 2: the uses this session asks about, and its photographs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from consentdesk.domain.draft import Draft
from consentdesk.ui.kit.layout import discard
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import staff_frame
from consentdesk.ui.session.images.presenter import ImagesPresenter
from consentdesk.ui.session.images.screen import ImagesScreen
from consentdesk.ui.words import _


def open_page(flow: SessionFlow) -> QWidget:
    """The page and, over it, the one that crops and covers a photograph."""
    pages = QStackedWidget()
    pages.addWidget(_photographs(flow, lambda source: _crop_or_cover(flow, pages, source)))
    return pages


def _crop_or_cover(flow: SessionFlow, pages: QStackedWidget, source: str) -> None:
    from consentdesk.ui import masking

    def leave() -> None:
        pages.removeWidget(page)
        discard(page)

    def added(draft: Draft) -> None:
        leave()
        flow.take(draft)

    flow.moving.emit()  # what it shows is said of the copy too
    page = masking.open_in_session(flow, source, added, leave)
    pages.addWidget(page)
    pages.setCurrentWidget(page)


def _photographs(flow: SessionFlow, mask: Callable[[str], None]) -> QWidget:
    frame = staff_frame(flow, _("Continue"))
    presenter = ImagesPresenter(flow)
    screen = ImagesScreen(frame, presenter.state)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.uses.toggled.connect(presenter.offer)
    screen.uses.usual_asked.connect(presenter.offer_usual)
    screen.uses.all_asked.connect(presenter.offer_all)
    screen.adding.add_asked.connect(presenter.choose_files)
    screen.adding.photography_asked.connect(presenter.ask_photography)
    screen.adding.earlier_asked.connect(presenter.look_earlier)
    screen.earlier.close_asked.connect(presenter.close_earlier)
    screen.earlier.picked.connect(presenter.join)
    screen.photography.answered.connect(presenter.permit_photography)
    screen.files_dropped.connect(presenter.add_files)
    screen.image_pasted.connect(presenter.add_pasted)
    screen.arriving.cancel_asked.connect(presenter.cancel)
    screen.arriving.forget_asked.connect(presenter.forget_refused)
    screen.photographs.mask_asked.connect(mask)
    screen.photographs.label_edited.connect(presenter.label)
    screen.photographs.out_asked.connect(presenter.ask_out)
    screen.photographs.kept.connect(presenter.keep)
    screen.photographs.out_confirmed.connect(presenter.take_out)
    screen.continue_asked.connect(presenter.go_on)
    return frame
