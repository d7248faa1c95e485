"""What leaves, and what for: chosen while the gate answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.release import WantedRelease, new_place
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.reasons import lacks_check_alone
from consentdesk.ui.reidentification.wanted import Wanted
from consentdesk.ui.release.reading import Asked, Declined, Read, ask_gate, read, row_of
from consentdesk.ui.release.state import PictureRow, ReleaseState, Say
from consentdesk.ui.release.told import answer_words, only_unchecked
from consentdesk.ui.words import day_in_words, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Answer

ASK_AFTER_MS = 150  # since somebody typed


class ChoosingPresenter(Presenter[ReleaseState]):
    """The gate answers as soon as a use is chosen, and whenever what it goes by changes."""

    def __init__(self, machine: Machine, desk: Desk, begun: Wanted) -> None:
        super().__init__(ReleaseState())
        self._machine, self._desk, self._begun = machine, desk, begun
        self._kinds: dict[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._pause.timeout.connect(self._ask)

    def open(self) -> None:
        """Show the images that were chosen."""
        self._machine.lane.run(self, partial(read, self._desk, self._begun.images), self._show, self._say)

    def type(self, name: str, text: str) -> None:
        """Take what was typed or chosen of the place; with a use comes the usual kind of place."""
        entries = self.state.entries.with_text(name, text)
        if name == "use":
            entries = replace(entries, kind=self._kinds.get(text, ""))
        self.become(replace(self.state, entries=entries))
        if name == "use":
            self._take_back(all_answers=True)
            self._pause.start(0)
        elif name in ("outlet", "title"):
            self._ask_again()

    def change_form(self, **form: object) -> None:
        """Another size (`long_edge_px`), `format` or `mark`."""
        self.become(replace(self.state, form=replace(self.state.form, **form)))  # type: ignore[arg-type]
        if "mark" in form:
            self._ask_again()

    def caption(self, image: str, text: str) -> None:
        rows = (replace(r, caption=text) if r.image == image else r for r in self.state.rows)
        self.become(replace(self.state, rows=tuple(rows)))
        self._ask_again()

    def take_out(self, image: str) -> None:
        """It is not to leave after all."""
        rows = tuple(row for row in self.state.rows if row.image != image)
        self.become(replace(self.state, rows=rows, problems=()))
        if not self.state.answered:
            self._ask()  # what was asked was about other pictures

    def to_check(self, first: str) -> Wanted:
        """The pictures whose check is still to be made, to begin with this one."""
        entries, rows = self.state.entries, [row for row in self.state.rows if row.can_check]
        images = tuple(row.image for row in rows)
        place, mark = (entries.use, entries.outlet, entries.title), self.state.form.mark
        return Wanted(images, *place, self._captions, first, mark)

    def take_words(self, said: Wanted) -> None:
        """Go on with the words that were looked through, at the outlet that was named there."""
        entries = replace(self.state.entries, title=said.title, outlet=said.outlet)
        rows = (
            replace(row, caption=said.captions.get(row.image, "")) if row.image in said.images else row
            for row in self.state.rows
        )
        form = replace(self.state.form, mark=said.mark)
        self.become(replace(self.state, entries=entries, form=form, rows=tuple(rows), problems=()))
        self._ask()

    def leave_out(self, wanted: bool) -> None:
        self.become(replace(self.state, leave_out=wanted, problems=()))

    def _show(self, found: Read) -> None:
        self._kinds = found.kinds
        rows = (row_of(line, found) for line in found.lines)
        entries = replace(self.state.entries, owner=self.state.entries.owner or found.owner)
        self.become(
            replace(
                self.state, rows=tuple(rows), loaded=True, uses=found.uses, named_uses=found.named_uses,
                entries=entries,
            )
        )  # fmt: skip
        if self._begun.use:  # what was settled when the pictures were checked
            self.type("use", self._begun.use)
            self.take_words(self._begun)

    def _ask_again(self) -> None:
        """Another place, or other words with a picture: both belong to what was checked (R26)."""
        if self.state.names_outlet:
            self._take_back(all_answers=False)
            self._pause.start(ASK_AFTER_MS)

    def _ask(self) -> None:
        """Ask the gate about what is chosen now."""
        wanted = self._chosen()
        if wanted.place.use and wanted.images:
            work = partial(ask_gate, self._desk, wanted)
            self._machine.lane.run(self, work, partial(self._answered, wanted), self._say)

    def _take_back(self, all_answers: bool) -> None:
        """What the gate said was for another use or place; a no stays until it has answered, where only the
        place changes under somebody's hands."""
        rows = (
            replace(row, say=Say.WAITS, told=(), to_check=False, can_check=False)
            if all_answers or row.say is Say.YES
            else row
            for row in self.state.rows
        )
        self.become(replace(self.state, rows=tuple(rows), problems=()))

    def _answered(self, wanted: WantedRelease, asked: Asked) -> None:
        if wanted != self._chosen():
            return
        by_image = {answer.question.image: answer for answer in asked.answers}
        rows = tuple(
            self._with_answer(row, by_image[row.image], asked.declined[row.image]) for row in self.state.rows
        )
        self.become(replace(self.state, rows=rows, note=asked.note, trouble=""))

    def _with_answer(self, row: PictureRow, answer: Answer, declined: Sequence[Declined]) -> PictureRow:
        say = Say.YES if answer.allowed else Say.NO
        told, only = answer_words(answer, self._day, declined), only_unchecked(answer)
        can_check = lacks_check_alone(answer.verdict.reasons)
        return replace(row, say=say, told=told, to_check=only, can_check=can_check)

    def _chosen(self) -> WantedRelease:
        """What the gate is asked about while somebody still types."""
        entries = self.state.entries
        place = replace(new_place(entries.use), outlet=entries.outlet, title=entries.title)
        return WantedRelease(self._shown, place, self.state.form, self._captions)

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))

    @property
    def _captions(self) -> dict[str, str]:
        return {row.image: row.caption for row in self.state.rows if row.caption}

    @property
    def _shown(self) -> tuple[str, ...]:
        return tuple(row.image for row in self.state.rows)

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)
