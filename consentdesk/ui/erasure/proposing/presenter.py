"""Leads the page on which an erasure is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from consentdesk.domain.erasure import Erasure, Ground, Target
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.erasure.proposing.state import ImageChoice, ProposingState
from consentdesk.ui.erasure.told import beyond_reach, keeping_words, what_goes, what_stays
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.erase import Proposal, Prospect, propose_erasure, prospect
from consentdesk.workflows.look_up import PatientFile, open_patient

FIELDS = {"ground": "ground", "note": "note", "code": "own_code"}  # where a refusal is shown, by its place


@dataclass(frozen=True)
class _Read:
    file: PatientFile
    pictures: dict[str, QImage]
    prospects: dict[Target, Prospect]


class ProposingPresenter(Presenter[ProposingState]):
    """`proposed` follows once it waits for an answer."""

    proposed = Signal()

    def __init__(self, machine: Machine, desk: Desk, patient: str) -> None:
        super().__init__(ProposingState(patient, beyond=beyond_reach()))
        self._machine, self._desk = machine, desk
        self._prospects: dict[Target, Prospect] = {}

    def open(self) -> None:
        """Read whose content it is, and what the rules say of it."""
        self._machine.lane.run(self, self._read, self._show, self._fail)

    def choose_target(self, value: str) -> None:
        """What is erased: the patient's content, or one picture."""
        target = Target(value)
        found = self._prospects[target]
        keep, warns = keeping_words(found.must_keep, self._machine.clock.now().day, self._day)
        self.become(
            replace(
                self.state, target=value, goes=what_goes(target), stays=what_stays(target), keep=keep,
                keep_warns=warns, problems=(),
            )
        )  # fmt: skip

    def choose_image(self, source_sha256: str) -> None:
        self.become(replace(self.state, image=source_sha256, problems=()))

    def choose_ground(self, value: str) -> None:
        self.become(replace(self.state, ground=value, problems=()))

    def propose(self, note: str, code: str) -> None:
        """Propose what was chosen, or say what is missing. A second press while it is noted does nothing."""
        if self.state.busy or not self.state.loaded:
            return
        missing = tuple(self._missing(code))
        if missing:
            self._say(missing)
            return
        self.become(replace(self.state, busy=True, problems=(), trouble=""))
        work = partial(propose_erasure, self._desk, code, self._proposal(note))
        self._machine.lane.run(self, work, self._done, self._refused)

    def _missing(self, code: str) -> Iterator[tuple[str, str]]:
        state = self.state
        if not state.target:
            yield "target", _("Choose what is erased")
        if state.target == Target.IMAGE and not state.image:
            yield f"image_{state.images[0].source_sha256}", _("Choose the picture")
        if not state.ground:
            yield "ground", sentence(Problem("erasure_ground_missing"))
        if not code:
            yield "own_code", sentence(Problem("code_missing"))

    def _proposal(self, note: str) -> Proposal:
        target = Target(self.state.target)
        subject = self.state.patient if target is Target.PATIENT else self.state.image
        return Proposal(target, subject, Ground(self.state.ground), note)

    def _read(self) -> _Read:
        desk, patient = self._desk, self.state.patient
        file = open_patient(desk, patient)
        prospects = {target: prospect(desk, patient, target) for target in Target}
        return _Read(file, thumbnails(desk, file.images), prospects)

    def _show(self, read: _Read) -> None:
        self._prospects = read.prospects
        kept = (line for line in read.file.images if line.kept)
        images = tuple(_choice(line, read.pictures) for line in kept)
        agreed_by = self._agreed_by(read.prospects[Target.PATIENT])
        name = read.file.patient.name
        self.become(replace(self.state, name=name, images=images, agreed_by=agreed_by, loaded=True))

    def _agreed_by(self, found: Prospect) -> str:
        if found.alone_from is None:
            return _("Nothing is erased yet: somebody else with the right to erase has to agree.")
        words = _("Nothing is erased yet: as nobody else here can agree, you can confirm it from {day}.")
        return words.format(day=self._day(found.alone_from.day))

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)

    def _done(self, erasure: Erasure) -> None:
        self.become(replace(self.state, busy=False))
        self.proposed.emit()

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code == "locked_by_codes":
            self._machine.lock()
        elif all(problem.where in FIELDS for problem in refusal.problems):
            self._say(tuple((FIELDS[p.where], sentence(p)) for p in refusal.problems))
        else:
            self._fail(refusal)

    def _say(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.become(replace(self.state, busy=False, problems=problems, tries=self.state.tries + 1))

    def _fail(self, refusal: Refusal) -> None:
        tries = self.state.tries + 1
        self.become(replace(self.state, busy=False, trouble=sentence(refusal.problems[0]), tries=tries))


def _choice(line: ImageLine, pictures: dict[str, QImage]) -> ImageChoice:
    source = line.source_sha256
    words = " · ".join(part for part in (line.label, source[:6]) if part)
    return ImageChoice(source, words, pictures.get(source, QImage()))
