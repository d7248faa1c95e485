"""Leads one person's page after the other: what they say, and their signature on what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer

from consentdesk.domain.draft import No, binding
from consentdesk.domain.pack import AssentRule
from consentdesk.domain.refusals import Problem
from consentdesk.domain.route import Route
from consentdesk.domain.signature import Drawing
from consentdesk.domain.signing import assent, name_witness
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.gathering import Gathering
from consentdesk.ui.session.sign.described import Telling
from consentdesk.ui.session.sign.places import OF_STAFF, way_of
from consentdesk.ui.session.sign.said import Said, entered, said_before
from consentdesk.ui.session.sign.state import Kind, SigningState
from consentdesk.ui.session.sign.walk import Walk

SAVED_AFTER_MS = 300


NOBODY = SigningState("", Kind.SIGN, "", "", "", "", "", ())


class SigningPresenter(Presenter[SigningState]):
    """A signature that holds stays until another one is accepted in its place. Where everybody has signed
    already, the state is nobody's until a page is turned back to."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(NOBODY)
        self._walk, self._flow = walk, walk.flow
        self._pictures = Gathering(self._flow, self, needed=False)
        self._help = ""
        self._saving = QTimer(self, singleShot=True, interval=SAVED_AFTER_MS)
        self._saving.timeout.connect(self._save)
        self._flow.moving.connect(self._save)
        self._flow.changed.connect(self._refresh)
        self._pictures.came.connect(self._refresh)
        walk.turned.connect(self._open_page)
        self._open_page()
        self._refresh()
        if walk.path.assent is not AssentRule.NONE:  # the patient chooses about them
            self._pictures.want(*(image.thumbnail_sha256 for image in self._flow.draft.images))

    def go_on(self, drawing: Drawing) -> None:
        """Accept what stands on the page, unless it stands in the draft already; then the next person."""
        at, said = self._walk.at, self._said
        if said.kind is Kind.SIGN and said.mark and not said.witness.strip():
            self._flow.show_problems((Problem("witness_missing", "witness"),))
        elif self._stands(drawing):
            self._walk.onward(at)
        else:
            self._accept(drawing)

    def keep(self, drawing: Drawing) -> None:
        """Keep what is drawn and not accepted yet, while the session is open and nothing else changes."""
        if drawing.strokes:
            self._flow.unaccepted[self._page] = drawing
        else:
            self._flow.unaccepted.pop(self._page, None)

    def back(self) -> None:
        self._save()
        self._walk.back()

    def choose_another_way(self) -> None:
        """To the page on which staff say how people agree (R20)."""
        self._save()
        self._walk.ask_the_way()

    def take_offer(self, name: str) -> None:
        """One of the buttons below the pad."""
        said = self._said
        offers: dict[str, Callable[[], None]] = {
            "cannot_sign": lambda: self._say(replace(said, mark=True)),
            "use_pen": lambda: self._say(replace(said, mark=False)),
            "rather_not": self._would_rather_not,
            "agree_after_all": lambda: self._say(Said(Kind.SIGN)),
            "not_possible": lambda: self._say(replace(said, kind=Kind.NOT_POSSIBLE)),
            "ask_after_all": lambda: self._say(replace(said, kind=Kind.SIGN)),
            "says_no": self._walk.hear_the_child,
        }
        offers[name]()

    def turn_chip(self, name: str) -> None:
        """The patient says no to one use of one picture, or takes that back. `name` is the chip's."""
        if name == "no_all":
            self._say(replace(self._said, everything=not self._said.everything))
            return
        number, _, use = name.removeprefix("no_").partition("_")
        image = next(i for i in self._flow.draft.images if i.number == int(number))
        self._say(self._said.turned(No(image.source_sha256, use)))

    def name_whose_no(self, may: bool) -> None:
        """Whether the copy may say whose no it was (R23)."""
        said = replace(self._said, may_be_named=may)
        if said.kind is Kind.RATHER_NOT:
            self._note(said)
        else:
            self._say(said)

    def type_witness(self, name: str) -> None:
        self._say(replace(self._said, witness=name))

    def type_heard_by(self, name: str) -> None:
        """Who hears what is said aloud; kept in the draft within 300 ms."""
        self._say(replace(self._said, heard_by=name))
        self._saving.start()

    def type_reason(self, reason: str) -> None:
        """Why the patient could not be asked; kept in the draft within 300 ms."""
        self._say(replace(self._said, reason=reason))
        self._saving.start()

    def question(self) -> None:
        """Somebody has a question: say who helps, or take it away again."""
        self._help = "" if self._help else self._flow.rules.wording.screen["read_staff"]
        self._refresh()

    def _stands(self, drawing: Drawing) -> bool:
        """Whether the draft says all of this already."""
        draft, at, said = self._flow.draft, self._walk.at, self._said
        if said != said_before(self._walk.path, draft, at) or not self._walk.is_done(at):
            return False
        signature, way = draft.signature(at), way_of(draft, at)
        if said.kind is not Kind.SIGN or signature is None:
            return said.kind is not Kind.SIGN
        same = {Route.SCREEN: signature.drawing == drawing, Route.VERBAL: signature.witness == said.heard_by}
        return same.get(way, True)

    def _accept(self, drawing: Drawing) -> None:
        at, said, page = self._walk.at, self._said, self._page

        def accepted() -> None:
            self._flow.unaccepted.pop(page, None)
            self._walk.onward(at)

        self._saving.stop()
        self._flow.act(lambda rules, draft, now: entered(rules, draft, at, said, drawing, now), accepted)

    @property
    def _page(self) -> tuple[str, str]:
        """Whose page, and what stands there to be signed."""
        at = self._walk.at
        return at, binding(self._flow.draft, at)

    def _open_page(self) -> None:
        self._help = ""
        self._said = said_before(self._walk.path, self._flow.draft, self._walk.at)

    def _say(self, said: Said) -> None:
        """Take what is said; it counts with the signature."""
        self._said = said
        self._flow.show_problems(())

    def _would_rather_not(self) -> None:
        self._flow.unaccepted.pop(self._page, None)
        self._note(Said(Kind.RATHER_NOT))

    def _note(self, said: Said) -> None:
        """Take what is said, and keep it: there is nothing to sign."""
        self._said = said
        self._flow.act(lambda rules, draft, now: assent(draft, said.as_assent(now)))

    def _save(self) -> None:
        """Keep a reason, or a witness's name, that is still being typed."""
        waiting, said = self._saving.isActive(), self._said
        self._saving.stop()
        if waiting and said.kind is Kind.NOT_POSSIBLE and said.reason.strip():
            self._flow.note(lambda rules, draft, now: assent(draft, said.as_assent(now)))
        elif waiting and way_of(self._flow.draft, self._walk.at) is Route.VERBAL:
            self._flow.note(lambda rules, draft, now: name_witness(draft, said.heard_by))

    def _refresh(self) -> None:
        walk = self._walk
        if walk.at in OF_STAFF or walk.at not in walk.order:
            return
        drawn = self._flow.unaccepted.get(self._page)
        telling = Telling(self._flow.rules, self._flow.draft, walk.path, self._pictures.at_hand, drawn)
        page = telling.page(walk.at, walk.order, self._said)
        self.become(telling.with_problems(replace(page, help=self._help), self._flow.problems))
