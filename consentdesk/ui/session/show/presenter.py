"""Leads the showing: who is looking, one picture after another, and what was seen, recorded as it is (R3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft, DraftImage
from consentdesk.domain.moment import Moment
from consentdesk.domain.photographs import show
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.session import Rules, viewers
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.gathering import Gathering
from consentdesk.ui.session.show.state import ShowState
from consentdesk.ui.session.show.told import Told, seen_by
from consentdesk.ui.words import sentence
from consentdesk.workflows import take_session


class ShowPresenter(Presenter[ShowState]):
    """A picture counts as shown once it was painted before the people who are looking; what they have all
    seen already is not recorded again."""

    def __init__(self, flow: SessionFlow) -> None:
        super().__init__(ShowState())
        self.flow = flow
        path = flow.pathway()
        self._looking: tuple[str, ...] = viewers(path, flow.draft) if path else ()
        self._pictures = Gathering(flow, self, needed=False)
        self._pictures.came.connect(self._follow)
        self._next_from = ""
        flow.changed.connect(self._follow)
        self._follow()
        self._pictures.want(*(image.thumbnail_sha256 for image in flow.draft.images))
        self._fetch_ahead(next(iter(self._told().unseen()), None))
        asked, flow.about = flow.about, ""
        if asked:
            self.turn_to(asked)

    def look(self, who: str, looking: bool) -> None:
        """Somebody looks at the screen, or no longer does."""
        wanted = {*self._looking, who} if looking else {*self._looking} - {who}
        self._looking = tuple(person.id for person in self.state.looking if person.id in wanted)
        self._follow()

    def begin(self) -> None:
        """Turn to the first picture that somebody here has not seen; where there is none, go on."""
        unseen = self._told().unseen()
        if not unseen:
            self.flow.go_on()
        else:
            self.turn_to(unseen[0].source_sha256)

    def turn_to(self, source: str) -> None:
        """Show one picture full screen."""
        image = self.flow.draft.image(source)
        if not self._looking:
            self.flow.show_problems((Problem("nobody_is_looking", "viewers"),))
        elif image is not None:
            self._open(image)

    def painted(self, source: str) -> None:
        """A picture really is on the screen: record that these people saw it."""
        to = self._looking

        def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
            gone = draft.image(source) is None
            return draft if gone or seen_by(draft, source, to) else show(draft, source, to, now)

        self.flow.act(act)

    def next(self) -> None:
        """To the next picture, after the last one straight on; but never before this one was seen."""
        self._next_from = self.state.source
        self._go_if_seen()

    def back(self) -> None:
        before = self._told().neighbour(self.state.source, -1)
        if before is not None:
            self._open(before)
        else:
            self.to_staff()

    def to_staff(self) -> None:
        self._draw(replace(self.state, place="staff", source="", picture=QImage(), help=""))

    def stay(self) -> None:
        """The page is about to be opened anew, in another language: with the picture that stands there."""
        self.flow.about = self.state.source

    def question(self) -> None:
        """The patient has a question: say who helps, or take that away again."""
        words = "" if self.state.help else self.flow.rules.wording.screen["read_staff"]
        self.become(replace(self.state, help=words))

    def ask_away(self) -> None:
        self.become(replace(self.state, place="leaving"))

    def keep(self) -> None:
        self.become(replace(self.state, place="picture"))

    def take_away(self) -> None:
        """The patient does not want this picture: it leaves the session and is erased (R6)."""
        source, desk, id = self.state.source, self.flow.desk, self.flow.draft.id
        following = self._told().neighbour(source, 1)
        self.flow.run(
            lambda: take_session.take_image_out(desk, id, source),
            lambda: self._open(following) if following else self.to_staff(),
        )

    def _go_if_seen(self) -> None:
        source = self.state.source
        if not source or self._next_from != source or not seen_by(self.flow.draft, source, self._looking):
            return
        self._next_from = ""
        following = self._told().neighbour(source, 1)
        if following is not None:
            self._open(following)
        else:
            self.begin()

    def _open(self, image: DraftImage) -> None:
        """Show a picture as soon as it has come out of the vault; have the following one ready."""
        source = image.source_sha256
        self._draw(replace(self.state, place="picture", source=source, picture=QImage(), help=""))
        self.flow.pictures.get(image.view_sha256, self, partial(self._got_view, source), self._cannot_show)
        self._fetch_ahead(self._told().neighbour(source, 1))

    def _got_view(self, source: str, picture: QImage) -> None:
        if source == self.state.source:
            self._draw(replace(self.state, picture=picture))

    def _cannot_show(self, refusal: Refusal) -> None:
        self.flow.show_problems(tuple(Problem(p.code, "show", p.details) for p in refusal.problems))

    def _fetch_ahead(self, image: DraftImage | None) -> None:
        if image is not None:
            self.flow.pictures.get(image.view_sha256, self, lambda picture: None)

    def _follow(self) -> None:
        """Draw what the session says. A problem is for staff: it leads back to their page."""
        problems = tuple((p.where, sentence(p)) for p in self.flow.problems)
        state = replace(self.state, problems=problems)
        if problems:
            state = replace(state, place="staff", source="", picture=QImage(), help="")
        self._draw(state)
        self._go_if_seen()

    def _draw(self, state: ShowState) -> None:
        self.become(self._told().described(state, self._pictures.at_hand))

    def _told(self) -> Told:
        return Told(self.flow.rules, self.flow.draft, self.flow.pathway(), self._looking)
