"""Leads the page that crops and covers: shapes are drawn here, the picture itself is made away from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft
from consentdesk.domain.masking import NOTHING_MASKED, margin_px
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.kit.picture import decoded
from consentdesk.ui.machine import Machine
from consentdesk.ui.masking.drawing import DrawingPresenter
from consentdesk.ui.masking.told import joins_words, primary_words
from consentdesk.ui.words import _, sentence
from consentdesk.workflows import look_up, mask
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.mask import Masked, ToMask


class MaskingPresenter(DrawingPresenter):
    """Of an image that is kept, or of one in an open `session`. `added(draft)` says in which session the new
    image is; `left` that nothing came of it."""

    added = Signal(object)
    left = Signal()

    def __init__(self, machine: Machine, desk: Desk, source: str, session: str = "") -> None:
        super().__init__()
        self._machine, self._desk, self._source, self._session = machine, desk, source, session
        self._image: ToMask | None = None
        self._then: Callable[[], None] = nothing

    @property
    def patient(self) -> str:
        """Whose image it is, by their id; "" until that is known."""
        return self._image.patient if self._image else ""

    def open(self) -> None:
        """Read the image and show it."""
        self._machine.lane.run(self, self._read, lambda read: self._decode(*read), self._say)

    def finish(self) -> None:
        """Make the new image and add it to its session; a second press while it is made does nothing."""
        image, masking = self._image, self.state.masking
        if image is None or self.state.making:
            return
        self.become(replace(self.state, making=_("Making the picture"), problems=(), trouble=""))
        decoder, renderer = self._machine.decoder, self._machine.renderer
        work = partial(mask.masked_image, self._desk, decoder, renderer, image, masking)
        made = partial(self._add, image)
        self._machine.lane.run(
            self, work, lambda make: self._machine.pool.run(self, make, made, self._refused), self._refused
        )

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then`; where something is drawn, ask first."""
        if self.state.masking == NOTHING_MASKED:
            then()
        else:
            self._then = then
            self.become(replace(self.state, leaving=True))

    def leave(self) -> None:
        """Go where somebody wanted to go; what is drawn is not kept."""
        self._then()

    def stay(self) -> None:
        self.become(replace(self.state, leaving=False))

    def cancel(self) -> None:
        """Leave it: nothing is kept."""
        self.left.emit()

    def _read(self) -> tuple[ToMask, bytes]:
        image = mask.image_to_mask(self._desk, self._source, self._session)
        return image, look_up.picture(self._desk, image.view_sha256)

    def _decode(self, image: ToMask, view: bytes) -> None:
        self._machine.pool.run(self, lambda: decoded(view), partial(self._show, image), self._say)

    def _show(self, image: ToMask, picture: QImage) -> None:
        self._image = image
        self.become(
            replace(
                self.state,
                picture=picture,
                shows=image.label,
                width=image.width,
                height=image.height,
                margin_px=margin_px(image.format),
                joins=joins_words(image.patient_name, bool(self._session), bool(image.session)),
                primary=primary_words(bool(image.session)),
                trouble="",
            )
        )
        self._note_looked()
        self._look_for_faces(image)

    def _note_looked(self) -> None:
        """A look at a kept image is a fact (R38); one in a session is told by the session."""
        if not self._session:
            note = partial(look_up.note_image_opened, self._desk, self._source)
            self._machine.lane.run(self, note, lambda noted: None, self._say)

    def _look_for_faces(self, image: ToMask) -> None:
        pool = self._machine.pool
        work = partial(mask.looking_at_faces, self._desk, self._machine.decoder, image)
        self._machine.lane.run(self, work, lambda look: pool.run(self, look, self.know, _unknown), _unknown)

    def _add(self, image: ToMask, made: Masked) -> None:
        work = partial(mask.add_masked, self._desk, image, made)
        self._machine.lane.run(self, work, self._done, self._refused)

    def _done(self, draft: Draft) -> None:
        self.added.emit(draft)

    def _refused(self, refusal: Refusal) -> None:
        """What is wrong with what was drawn stands at the picture, everything else in a bar."""
        drawn = tuple((p.where, sentence(p)) for p in refusal.problems if p.where == "canvas")
        trouble = "" if drawn else sentence(refusal.problems[0])
        tried = self.state.tried + 1
        self.become(replace(self.state, making="", problems=drawn, trouble=trouble, tried=tried))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))


def nothing() -> None:
    """What follows where nothing was asked."""


def _unknown(refusal: Refusal) -> None:
    """Where nobody could look for faces, none are known."""
