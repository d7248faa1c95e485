"""The paper route on one page of staff: the form goes out, its pages come back, who signed is noted (R20)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.session.frame import staff_frame
from consentdesk.ui.session.sign.paper.presenter import PaperPresenter
from consentdesk.ui.session.sign.paper.printout import Printout
from consentdesk.ui.session.sign.paper.screen import PaperScreen
from consentdesk.ui.session.sign.walk import Walk
from consentdesk.ui.words import _


def open_paper(walk: Walk) -> QWidget:
    """The page, in the frame of staff."""
    frame = staff_frame(walk.flow, _("Continue"), walk.back)
    other_way = LinkButton(_("Sign another way"), "other_way")
    frame.set_extras(other_way)
    screen, presenter = PaperScreen(frame), PaperPresenter(walk)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    other_way.clicked.connect(walk.ask_the_way)
    frame.continue_asked.connect(presenter.go_on)
    _connect(screen, presenter, walk)
    screen.draw(presenter.state)
    presenter.printout.look_for_printers()
    return frame


def _connect(screen: PaperScreen, presenter: PaperPresenter, walk: Walk) -> None:
    _connect_printing(screen, presenter.printout)
    pages, ink, incoming = screen.pages, screen.ink, presenter.incoming
    screen.lead_asked.connect(walk.lead_to)
    screen.files_dropped.connect(presenter.add_files)
    pages.add_asked.connect(presenter.choose_files)
    pages.cancel_asked.connect(incoming.cancel)
    pages.forget_asked.connect(incoming.forget_refused)
    pages.page_said.connect(incoming.attach)
    pages.left_out.connect(incoming.leave_out)
    ink.agreed.connect(presenter.agree)
    ink.taken_back.connect(presenter.take_back)
    ink.own_word_asked.connect(presenter.enter_own_word)
    ink.no_heard.connect(walk.hear_the_child)


def _connect_printing(screen: PaperScreen, printout: Printout) -> None:
    printing, where = screen.printing, screen.printing.where
    screen.bars_asked.connect(printout.answer_bar)
    where.unfold_asked.connect(printout.unfold)
    where.printer_asked.connect(printout.choose_printer)
    where.paper_asked.connect(printout.choose_paper)
    printing.print_asked.connect(printout.print_form)
    printing.save_asked.connect(printout.save_form)
