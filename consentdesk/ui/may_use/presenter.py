"""Leads the question: the gate answers as soon as everything for it is there, and anew with each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.outlets import outlets_for
from consentdesk.domain.pack import RECORD_USE, OutletKind
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.kit.dates import parse_day, typed_day
from consentdesk.ui.machine import Machine
from consentdesk.ui.may_use.asking import Asked, Replied, ask, note, reasons_of
from consentdesk.ui.may_use.looking import Looking
from consentdesk.ui.may_use.state import SHOWN_AT_FIRST, MayUseState, PictureRow, TheAnswer
from consentdesk.ui.may_use.told import (
    ORDER,
    answer_of_many,
    answer_of_one,
    answer_row,
    checked_row,
    looked_at_words,
)
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.reasons import lacks_check_alone, reason_words
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.access import may
from consentdesk.workflows.check_files import Gathered
from consentdesk.workflows.desk import Desk

ASK_AFTER_MS = 400  # since somebody typed


@dataclass(frozen=True)
class _Read:
    """What can be chosen here, and what whoever sits here may do; `outlets` are names by use."""

    uses: tuple[tuple[str, str], ...]
    named_uses: frozenset[str]
    outlets: dict[str, tuple[str, ...]]
    acts: frozenset[Act]
    today: date


class MayUsePresenter(Presenter[MayUseState]):
    def __init__(self, machine: Machine, desk: Desk, images: Sequence[str]) -> None:
        super().__init__(MayUseState())
        self._machine, self._desk = machine, desk
        self._images = tuple(dict.fromkeys(images))
        self._files: Gathered | None = None
        self._outlets: dict[str, tuple[str, ...]] = {}
        self._looking: Looking | None = None
        self._today = date.min
        self._pause = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._pause.timeout.connect(self.ask)

    def open(self, files: Sequence[Path] = ()) -> None:
        """Say what can be asked; ask it of what was chosen, and check these files."""
        self._machine.lane.run(self, self._read, partial(self._show, files), self._say)

    def choose_use(self, use: str) -> None:
        self.become(replace(self.state, use=use, outlets=self._outlets.get(use, ()), problems=()))
        self.ask()

    def type_outlet(self, typed: str) -> None:
        self.become(replace(self.state, outlet=typed))
        self._pause.start()

    def type_day(self, typed: str) -> None:
        self.become(replace(self.state, day=typed))
        self._pause.start()

    def ask(self) -> None:
        """Ask the gate what is chosen and typed now, of what there is to ask about."""
        self._pause.stop()
        state = self.state
        day = parse_day(state.day, self._machine.day_order)
        if state.day.strip() and day is None:
            example = typed_day(self._today, self._machine.day_order)
            words = _("Enter a day like {example}, or none for today").format(example=example)
            self._refuse("ask_day", words)
            return
        if not (state.use and (self._images or self._files)):
            return
        outlet = state.outlet.strip() if state.names_outlet else ""
        asked = Asked(state.use, outlet, day, self._images, self._files)
        self._machine.lane.run(self, partial(ask, self._desk, asked), self._answer, self._say)

    def choose_files(self) -> None:
        self.take_files(self._machine.files.to_check())

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look through these files and folders, in place of what was asked about before."""
        if not paths or self._looking is not None:
            return
        self._looking = Looking(self._machine, self._desk, self)
        self._looking.moved.connect(self._move)
        self._looking.gathered.connect(self._gather)
        self._looking.refused.connect(self._say_of_files)
        self.become(replace(self.state, busy=_("Opening the files"), trouble=""))
        self._looking.begin(paths)

    def stop(self) -> None:
        """Look no further; what was asked before stays."""
        if self._looking is not None:
            self._looking.stop()
        self._looking = None
        self.become(replace(self.state, busy=""))

    def show_more(self) -> None:
        self.become(replace(self.state, shown=self.state.shown + SHOWN_AT_FIRST))

    def _read(self) -> _Read:
        pack, words, register = self._desk.pack, self._desk.staff_wording.uses, self._desk.outlets()
        return _Read(
            uses=tuple((use.id, words[use.id].short) for use in pack.uses),
            named_uses=frozenset(use.id for use in pack.uses if use.outlet is not OutletKind.NONE),
            outlets={
                use.id: tuple(entry.name for entry in outlets_for(use, register) if entry.kind != "class")
                for use in pack.uses
            },
            acts=may(self._desk),
            today=self._desk.now().day,
        )

    def _show(self, files: Sequence[Path], read: _Read) -> None:
        self._outlets, self._today = read.outlets, read.today
        use = next((id for id, _words in read.uses if id != RECORD_USE), "")
        self.become(
            replace(
                self.state,
                uses=read.uses,
                named_uses=read.named_uses,
                outlets=read.outlets.get(use, ()),
                use=use,
                today=self._day(read.today),
                can_release=read.acts >= {Act.RELEASE, Act.LOOK},
                can_ask=read.acts >= {Act.TAKE_CONSENT, Act.LOOK},
                can_choose=Act.LOOK in read.acts,
                can_report=Act.OPEN_INCIDENT in read.acts,
            )
        )
        self.ask()
        self.take_files(files)

    def _move(self, done: int, total: int) -> None:
        self.become(replace(self.state, busy=looked_at_words(done, total), done=done, total=total))

    def _gather(self, gathered: Gathered) -> None:
        self.stop()
        self._files, self._images = gathered, ()
        self.become(replace(self.state, shown=SHOWN_AT_FIRST))
        self.ask()

    def _answer(self, replied: Replied) -> None:
        rows = sorted(self._rows(replied), key=lambda row: ORDER.index(row.say))
        answers = list(replied.answers)
        if replied.checked:
            answers = [picture.answer for picture in replied.checked.pictures if picture.answer]
        images = {say: [a.question.image for a in answers if a.allowed is say] for say in (True, False)}
        unchecked = [a.question.image for a in replied.answers if lacks_check_alone(a.verdict.reasons)]
        self.become(
            replace(
                self.state,
                unchecked_images=tuple(dict.fromkeys(unchecked)) if replied.today else (),
                rows=tuple(rows),
                answer=self._in_large(replied, rows),
                allowed_images=tuple(dict.fromkeys(images[True])),
                refused_images=tuple(dict.fromkeys(images[False])),
                about=self._about(replied),
                problems=(),
                trouble="",
            )
        )
        self._machine.lane.run(self, partial(note, self._desk, replied), lambda none: None, self._say)

    def _rows(self, replied: Replied) -> list[PictureRow]:
        pictures, seen = replied.pictures, replied.pictures is not None
        shown: list[tuple[PictureRow, ImageLine | None]] = []
        for answer in replied.answers:
            shown.append((answer_row(answer, self._day), answer.line))
        for checked in replied.checked.pictures if replied.checked else ():
            which = checked.recognised
            shown.append((checked_row(checked, self._day), which.line or next(iter(which.guesses), None)))
        rows = []
        for row, line in shown:
            picture = (pictures or {}).get(line.source_sha256, QImage()) if line else QImage()
            rows.append(replace(row, picture=picture) if seen else replace(row, patient="", record=""))
        return rows

    def _in_large(self, replied: Replied, rows: Sequence[PictureRow]) -> TheAnswer:
        if len(rows) != 1:
            return answer_of_many(rows)
        checked = replied.checked.pictures[0] if replied.checked else None
        answer = checked.answer if checked else replied.answers[0]
        return answer_of_one(rows[0], answer, reasons_of(answer, checked), replied.signed, self._day)

    def _about(self, replied: Replied) -> str:
        asked = replied.asked
        use = dict(self.state.uses)[asked.use]
        day = _("today") if replied.today else self._day(replied.day)
        if asked.outlet:
            return _("For {use} in {outlet}, {day}").format(use=use, outlet=asked.outlet, day=day)
        return _("For {use}, {day}").format(use=use, day=day)

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)

    def _refuse(self, where: str, words: str) -> None:
        self.become(
            replace(self.state, problems=((where, words),), tried=self.state.tried + 1, answer=None, rows=())
        )

    def _say(self, refusal: Refusal) -> None:
        problem = refusal.problems[0]
        if problem.where == "day":
            self._refuse("ask_day", reason_words(problem, self._day))
        else:  # no answer stays that may be to another question
            self.become(replace(self.state, trouble=sentence(problem), answer=None, rows=()))

    def _say_of_files(self, refusal: Refusal) -> None:
        self.stop()
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))
