"""Leads the images page: what the session asks about, and which photographs it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QTimer
from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.photographs import label_image, permit_photography
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import Rules, offer
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.gathering import Gathering
from consentdesk.ui.session.images.state import ImagesState
from consentdesk.ui.session.images.told import Told
from consentdesk.ui.session.intake import Arrival
from consentdesk.ui.words import _, sentence
from consentdesk.workflows import add_images, take_session
from consentdesk.workflows.add_images import read_source

SAVED_AFTER_MS = 300
PNG_QUALITY = 90  # Qt's way to say: compress little and quickly


class ImagesPresenter(Presenter[ImagesState]):
    """Photographs come in through the session's intake, which goes on when this page is left."""

    def __init__(self, flow: SessionFlow) -> None:
        super().__init__(ImagesState())
        self.flow = flow
        self._usual: tuple[str, ...] = ()
        self._pictures = Gathering(flow, self, needed=False)
        self._pictures.came.connect(lambda: self._draw(self.state))
        self._labels: dict[str, str] = {}
        self._earlier: tuple[ImageLine, ...] = ()
        self._without: frozenset[str] | None = None
        self._saving = QTimer(self, singleShot=True, interval=SAVED_AFTER_MS)
        self._saving.timeout.connect(self._save)
        flow.moving.connect(self._save)
        flow.changed.connect(self._follow)
        flow.intake.moved.connect(self._follow)
        lane, desk = flow.machine.lane, flow.desk
        lane.run(self, lambda: take_session.usual_uses(desk), self._know_usual, flow.show_refusal)
        self._follow()

    def offer(self, use: str, wanted: bool) -> None:
        """Ask about a use in this session, or not (R2)."""

        def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
            others = tuple(id for id in draft.offered if id != use)
            return offer(rules, draft, (*others, use) if wanted else others)

        self.flow.act(act)

    def offer_usual(self) -> None:
        usual = self._usual
        self.flow.act(lambda rules, draft, now: offer(rules, draft, (*draft.offered, *usual)))

    def offer_all(self) -> None:
        """Ask about every use there is."""
        every = tuple(use.id for use in self.state.uses)
        self.flow.act(lambda rules, draft, now: offer(rules, draft, every))

    def ask_photography(self) -> None:
        self.become(replace(self.state, photography_open=True))

    def permit_photography(self, yes: bool) -> None:
        self.flow.act(lambda rules, draft, now: permit_photography(draft, yes, now))

    def look_earlier(self) -> None:
        """List what is kept of this patient since earlier consents."""
        self.become(replace(self.state, earlier_open=True))
        self._want()

    def close_earlier(self) -> None:
        self.become(replace(self.state, earlier_open=False))

    def join(self, source: str) -> None:
        """Let a photograph of an earlier consent join the session."""
        desk, id = self.flow.desk, self.flow.draft.id
        self.flow.run(lambda: add_images.join_image(desk, id, source))

    def choose_files(self) -> None:
        self.add_files(self.flow.machine.files.images())

    def add_files(self, paths: Sequence[Path]) -> None:
        self._add([Arrival(path.name, partial(read_source, path)) for path in paths])

    def add_pasted(self, image: QImage) -> None:
        self._add([Arrival(_("Pasted picture"), lambda: png_bytes(image))])

    def cancel(self) -> None:
        self.flow.intake.cancel()

    def forget_refused(self) -> None:
        self.flow.intake.forget_refused()

    def label(self, source: str, words: str) -> None:
        """Say what a photograph shows."""
        self._labels[source] = words
        self._saving.start()

    def ask_out(self, source: str) -> None:
        self._leaving(source)

    def keep(self) -> None:
        self._leaving("")

    def take_out(self, source: str) -> None:
        """Take a photograph out; its bytes are erased (R6)."""
        self._labels.pop(source, None)
        desk, id = self.flow.desk, self.flow.draft.id
        self.flow.run(lambda: take_session.take_image_out(desk, id, source))

    def go_on(self) -> None:
        intake = self.flow.intake
        if intake.busy:
            still = Problem("images_still_coming", "images", {"done": intake.done, "total": intake.total})
            self.flow.show_problems((still,))
            return
        self.flow.go_on()

    def _add(self, arrivals: Sequence[Arrival]) -> None:
        if arrivals:
            self.flow.intake.add(arrivals)

    def _know_usual(self, usual: tuple[str, ...]) -> None:
        self._usual = usual
        self._follow()

    def _leaving(self, source: str) -> None:
        cards = tuple(replace(card, leaving=card.source == source) for card in self.state.cards)
        self.become(replace(self.state, cards=cards))

    def _follow(self) -> None:
        """Draw what the session and its intake say."""
        intake = self.flow.intake
        words = _("Adding pictures: {done} of {total}").format(done=intake.done, total=intake.total)
        state = replace(
            self.state,
            progress=words if intake.busy else "",
            done=intake.done,
            total=intake.total,
            refused=tuple((r.name, sentence(r.refusal.problems[0])) for r in intake.refused),
            problems=tuple((p.where, sentence(p)) for p in self.flow.problems),
        )
        self._draw(state)
        self._want()
        self._find_earlier()

    def _want(self) -> None:
        listed = self._earlier if self.state.earlier_open else ()
        shown = [image.thumbnail_sha256 for image in self.flow.draft.images]
        self._pictures.want(*shown, *(line.thumbnail_sha256 for line in listed))

    def _find_earlier(self) -> None:
        """Ask what else is kept of this patient, whenever other photographs are in the session."""
        here = frozenset(image.source_sha256 for image in self.flow.draft.images)
        if here == self._without:
            return
        self._without = here
        desk, id = self.flow.desk, self.flow.draft.id
        work = partial(add_images.earlier_images, desk, id)
        self.flow.machine.lane.run(self, work, self._know_earlier, self.flow.show_refusal)

    def _know_earlier(self, earlier: tuple[ImageLine, ...]) -> None:
        self._earlier = earlier
        self._draw(self.state)
        self._want()

    def _draw(self, state: ImagesState) -> None:
        told = Told(
            self.flow.staff_rules,
            self.flow.draft,
            self._usual,
            self._labels,
            self._pictures.at_hand,
            self._earlier,
            self.flow.machine.month_first,
        )
        self.become(told.described(state))

    def _save(self) -> None:
        self._saving.stop()
        labels, self._labels = self._labels, {}

        def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
            for source, words in labels.items():
                draft = label_image(draft, source, words) if draft.image(source) else draft
            return draft

        if labels:
            self.flow.note(act)


def png_bytes(image: QImage) -> bytes:
    """A picture from the clipboard as a file, losslessly."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", PNG_QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
