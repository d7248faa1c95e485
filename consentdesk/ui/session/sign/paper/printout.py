"""The form on its way out: made of the session as it stands, printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from consentdesk.domain.draft import Draft
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.printing import no_printer, with_printers
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.sign.paper.state import Out
from consentdesk.ui.words import _, sentence
from consentdesk.workflows import sign_on_paper
from consentdesk.workflows.ports import Printer
from consentdesk.workflows.take_session import load_session


class Printout(Presenter[Out]):
    """Printing again is harmless: while nothing has changed it is the same form, and pages of either print
    count. What keeps a form from being made becomes the page's problems."""

    def __init__(self, flow: SessionFlow) -> None:
        super().__init__(Out(paper=flow.machine.paper))
        self._flow = flow
        self._again: Callable[[], None] = self.print_form

    def look_for_printers(self) -> None:
        machine = self._flow.machine
        machine.pool.run(self, machine.printers.list_printers, self._take_printers, self._say)

    def unfold(self) -> None:
        """Show every printer to choose from."""
        self.become(replace(self.state, choosing=True))

    def choose_printer(self, name: str) -> None:
        self.become(replace(self.state, printer=name, choosing=False))

    def choose_paper(self, paper: str) -> None:
        self.become(replace(self.state, paper=paper))

    def print_form(self) -> None:
        """Make the form and send it to the printer."""
        self._again = self.print_form
        if self.state.printer:
            self._make(self._print)
        else:
            self._again = self.look_for_printers
            self.become(replace(self.state, trouble=no_printer()))

    def save_form(self) -> None:
        """Make the form, ask where, and save it there."""
        self._again = self.save_form
        self._make(self._save)

    def answer_bar(self, name: str) -> None:
        """ "Did it come out?", or what to do about a printer that does not print."""
        self.become(replace(self.state, trouble="", outcome=""))
        acts = {"again": self._again, "save": self.save_form}
        if name in acts:
            acts[name]()

    def _make(self, then: Callable[[bytes], None]) -> None:
        """The form as PDF, unless it is being made already."""
        if self.state.busy:
            return
        desk, id, paper = self._flow.desk, self._flow.draft.id, self.state.paper

        def work() -> tuple[bytes, Draft]:
            return sign_on_paper.make_form(desk, id, paper), load_session(desk, id)

        def made(form: tuple[bytes, Draft]) -> None:
            self._flow.take(form[1])
            then(form[0])

        def failed(refusal: Refusal) -> None:
            self._ended()
            self._flow.show_refusal(refusal)

        self.become(replace(self.state, busy=_("Making the form"), trouble="", outcome=""))
        self._flow.machine.lane.run(self, work, made, failed)

    def _print(self, pdf: bytes) -> None:
        machine, state = self._flow.machine, self.state
        self.become(replace(state, busy=_("Printing")))
        work = partial(machine.printers.print_pdf, state.printer, pdf, 1, state.paper)
        machine.pool.run(self, work, lambda sent: self._ended(_("Did it come out?")), self._not_printed)

    def _save(self, pdf: bytes) -> None:
        form, machine = self._flow.draft.paper, self._flow.machine
        path = machine.files.save_as(f"consent-form-{form.id[-8:] if form else ''}.pdf")
        if path is None:
            self._ended()
            return
        work = partial(machine.saver.save_bytes, path, pdf)
        machine.pool.run(self, work, lambda saved: self._ended(), self._say)

    def _ended(self, outcome: str = "") -> None:
        self.become(replace(self.state, busy="", outcome=outcome))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, busy="", trouble=sentence(refusal.problems[0])))

    def _not_printed(self, refusal: Refusal) -> None:
        """Say why; the printers may have changed."""
        self._say(refusal)
        self.look_for_printers()

    def _take_printers(self, printers: tuple[Printer, ...]) -> None:
        self.become(with_printers(self.state, printers))
