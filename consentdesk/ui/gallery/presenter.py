"""Leads through the pictures: a page of them at a time, the next one as somebody comes near its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal

from consentdesk.domain.lines import RecordLine
from consentdesk.domain.listing import ImagePage, ListPlace, SavedList, WantedImages
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.gallery import looking
from consentdesk.ui.gallery.state import NOTHING_ASKED, Asked, GalleryState
from consentdesk.ui.gallery.told import tile
from consentdesk.ui.kit.dates import typed_day
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.lists import (
    A_PAGE,
    ListChoices,
    forget_list,
    last_record_of,
    list_choices,
    list_images,
    save_list,
)

LOOK_AFTER_MS = 150

T = TypeVar("T")


class GalleryPresenter(Presenter[GalleryState]):
    """`record_found(id)` follows `open_image`. `_still` counts the pictures that a page still lacks."""

    record_found = Signal(str)

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(GalleryState())
        self._machine, self._desk = machine, desk
        self._kept: dict[str, SavedList] = {}
        self._wanted, self._older = WantedImages(), ListPlace(0, "")
        self._turn = self._still = 0
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._pause.timeout.connect(lambda: self._begin(replace(self.state.asked, site=self._typed)))

    def open(self) -> None:
        """Show the newest pictures, and what can be asked for."""
        self._run(lambda: list_choices(self._desk), self._offer)
        self._begin(NOTHING_ASKED)

    def choose(self, what: str, value: str) -> None:
        """Ask for a use, a status or a photographer; for none where this one was asked for already."""
        before = getattr(self.state.asked, what)
        self._begin(replace(self.state.asked, **{what: "" if value == before else value}))

    def type_site(self, typed: str) -> None:
        """Look for words of what pictures show, once typing pauses."""
        self._typed = typed.strip()
        self._pause.start()

    def take_days(self, first: str, last: str) -> None:
        """From and to which day; nothing changes while one of them is wrong."""
        asked = replace(self.state.asked, first_day=first, last_day=last)
        if asked == self.state.asked:
            return
        example = typed_day(self._machine.clock.now().day, self._machine.day_order)
        wrong = looking.day_problems(asked, self._machine.day_order, example)
        if wrong:
            self.become(replace(self.state, asked=asked, problems=wrong))
        else:
            self._begin(asked)

    def clear(self) -> None:
        """Show everything again."""
        self._begin(NOTHING_ASKED)

    def unfold(self, what: str) -> None:
        """Show what stands behind "more" or "lists", or fold it again."""
        self.become(replace(self.state, unfolded="" if self.state.unfolded == what else what))

    def show_older(self) -> None:
        """Bring the next page, unless one is coming."""
        if self.state.older and not self.state.looking:
            self._still = A_PAGE
            self._ask()

    def open_image(self, image: str) -> None:
        """To the last record that speaks of it."""

        def found(line: RecordLine) -> None:
            self.record_found.emit(line.id)

        self._run(lambda: last_record_of(self._desk, image), found)

    def choose_list(self, id: str) -> None:
        """Show a list that is kept; everything where it is shown already."""
        if id == self.state.list:
            self.clear()
        else:
            self._begin(looking.as_asked(self._kept[id].wanted, self._machine.day_order), id)

    def save_as(self, name: str) -> None:
        """Keep what is asked for now under a name."""
        wanted = looking.wanted(self.state.asked, self._machine.day_order)
        self._run(lambda: self._saved(save_list(self._desk, name, wanted)), lambda done: self._offer(*done))

    def forget(self) -> None:
        """Keep the list that is shown no longer."""
        id = self.state.list

        def work() -> ListChoices:
            forget_list(self._desk, id)
            return list_choices(self._desk)

        self._run(work, self._offer)

    def _saved(self, saved: SavedList) -> tuple[ListChoices, str]:
        return list_choices(self._desk), saved.id

    def _offer(self, choices: ListChoices, shown: str = "") -> None:
        self._kept = {saved.id: saved for saved in choices.saved}
        state = replace(self.state, uses=choices.uses, photographers=choices.photographers, problems=())
        lists = tuple((saved.id, saved.name) for saved in choices.saved)
        self.become(replace(state, lists=lists, list=shown or self._shown_of(self.state.list)))

    def _shown_of(self, id: str) -> str:
        return id if id in self._kept else ""

    def _begin(self, asked: Asked, shown: str = "") -> None:
        """Look for something else, from the newest on. What was found before stays until then."""
        self._pause.stop()
        self._turn, self._still = self._turn + 1, A_PAGE
        self._wanted = looking.wanted(asked, self._machine.day_order)
        self._typed = asked.site
        self.become(replace(self.state, asked=asked, list=shown, problems=(), trouble=""))
        self._ask(anew=True)

    def _ask(self, anew: bool = False) -> None:
        turn, wanted, before = self._turn, self._wanted, None if anew else self._older
        self.become(replace(self.state, looking=True))
        self._run(lambda: list_images(self._desk, wanted, before), lambda page: self._show(turn, page, anew))

    def _show(self, turn: int, page: ImagePage, anew: bool) -> None:
        """What is rare comes in short pages: the next one is asked for until enough has come."""
        if turn != self._turn:
            return
        month_first = self._machine.month_first
        found = tuple(tile(line, month_first) for line in page.images)
        tiles = found if anew else (*self.state.tiles, *found)
        self._still -= len(found)
        going_on = page.older is not None and self._still > 0
        self._older = page.older or self._older
        older = page.older is not None
        self.become(replace(self.state, tiles=tiles, turn=turn, older=older, looking=going_on))
        if going_on:
            self._ask()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._machine.lane.run(self, work, done, self._say)

    def _say(self, refusal: Refusal) -> None:
        told = tuple((problem.where, sentence(problem)) for problem in refusal.problems)
        if all(where == "list_name" for where, _words in told):
            self.become(replace(self.state, problems=told))
        else:
            self.become(replace(self.state, trouble=told[0][1], looking=False))
