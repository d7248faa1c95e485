"""What the page of the paper route says of a session. Without Qt's loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import AssentRule
from consentdesk.domain.refusals import Problem
from consentdesk.domain.route import PaperForm, Scan
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import paper_problems, signature_holds
from consentdesk.ui.session.sign.attest_words import did_words, sentence_for, signer_words
from consentdesk.ui.session.sign.paper.state import FormPage, PaperState, Signer
from consentdesk.ui.session.sign.places import ASSENT, others
from consentdesk.ui.words import _, day_in_words, ngettext, sentence


@dataclass(frozen=True)
class Told:
    """A session as it stands, in the words of staff. `people` are those who agree or say their own word,
    `pictures` the pages at hand, by their SHA-256."""

    rules: Rules
    draft: Draft
    now: Moment
    people: tuple[str, ...]
    pictures: Mapping[str, QImage]
    month_first: bool = False

    def described(self, state: PaperState) -> PaperState:
        """The state with everything that the session says; what only the page knows stays."""
        form, wrong = self.draft.paper, paper_problems(self.draft)
        stale = [p for p in wrong if p.code == "form_out_of_date"]
        return replace(
            state,
            printed=self._printed(form) if form else "",
            stale=sentence(stale[0]) if stale else "",
            pages=self._pages(form) if form else (),
            signers=tuple(self._signer(role) for role in others(self.rules, self.draft, self.now)),
            own=self._own() if ASSENT in self.people else None,
            says_no=self._says_no(),
        )

    def problems(self, problems: tuple[Problem, ...]) -> tuple[tuple[str, str], ...]:
        """Each in words, with the name of the part that it belongs to."""
        return tuple((_part(p.where), sentence_for(self.rules, p)) for p in problems)

    def _printed(self, form: PaperForm) -> str:
        words = ngettext("{count} page, printed {when}", "{count} pages, printed {when}", form.pages)
        at = form.printed_at
        when = f"{day_in_words(at.day, self.month_first)}, {at.local:%H:%M}"
        return words.format(count=form.pages, when=when)

    def _pages(self, form: PaperForm) -> tuple[FormPage, ...]:
        back = {scan.page: scan for scan in form.scans}
        return tuple(self._page(number, back.get(number)) for number in range(1, form.pages + 1))

    def _page(self, number: int, scan: Scan | None) -> FormPage:
        if scan is None:
            return FormPage(number, _("Page {number}: missing").format(number=number), False)
        words = _("Page {number}: back, by hand") if scan.by_hand else _("Page {number}: back")
        image = self.pictures.get(scan.sha256, QImage())
        return FormPage(number, words.format(number=number), True, image)

    def _signer(self, role: str) -> Signer:
        did = did_words(self.draft, role) if signature_holds(self.draft, role) else ""
        return Signer(role, signer_words(self.rules, self.draft, role), _("Signed in ink"), did)

    def _own(self) -> Signer:
        did = did_words(self.draft, ASSENT) if self.draft.assent is not None else ""
        act = _("Enter what they wrote")
        return Signer(ASSENT, signer_words(self.rules, self.draft, ASSENT), act, did)

    def _says_no(self) -> str:
        path = self.rules.pathway(self.draft, self.now.day)
        unasked = path is not None and path.assent is AssentRule.SPONTANEOUS
        if not unasked or ASSENT in self.people or not self.draft.granted:
            return ""
        return _("{name} says no").format(name=self._given_name)

    @property
    def _given_name(self) -> str:
        patient = self.draft.patient
        return (patient.given_name or patient.family_name) if patient else ""


def _part(where: str) -> str:
    """The part of the page that a problem is about; a step before keeps its own name."""
    kind, _colon, role = where.partition(":")
    if kind == "sign":
        return "own_word" if role == ASSENT else f"ink_{role}"
    return "own_word" if where == "assent" else where
