"""Leads the looking: words are looked through as they are typed, pixels once a picture."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.reidentification.check import Check, Seen
from consentdesk.domain.reidentification.identifier import Kind, Remedy, Saying, SeenInPicture
from consentdesk.ui.machine import Machine
from consentdesk.ui.pictures import Pictures
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.reidentification.problems import told_problems
from consentdesk.ui.reidentification.reading import NOTHING_SEEN, Eyes, Read, read
from consentdesk.ui.reidentification.shown import shown
from consentdesk.ui.reidentification.state import CheckState, Mark
from consentdesk.ui.reidentification.told import finished_words
from consentdesk.ui.reidentification.wanted import Wanted
from consentdesk.ui.reidentification.work import AllWork, as_wanted, remedied, work_for
from consentdesk.ui.words import sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import note_image_opened
from consentdesk.workflows.reidentify import Findings, finish_check, look_through

LOOK_AFTER_MS = 200  # since somebody typed
NOTHING_FOUND = Findings((), (), ())


class CheckPresenter(Presenter[CheckState]):
    """`to_reword(Mark)` when somebody has to find other words themselves; `ended` once every picture's check
    counts."""

    to_reword = Signal(object)
    ended = Signal()

    def __init__(self, machine: Machine, desk: Desk, wanted: Wanted) -> None:
        super().__init__(CheckState(settled=bool(wanted.use and wanted.outlet.strip())))
        self._machine, self._desk, self._first = machine, desk, wanted.first
        self._work, self._read, self._found = work_for(wanted), Read(), NOTHING_FOUND
        self._views, self._eyes = Pictures(machine.lane, machine.pool, desk, self), Eyes(machine, desk, self)
        self._eyes.saw.connect(lambda image, seen: self._see(image, seen))
        self._eyes.failed.connect(lambda image, refusal: self._not_seen(image, refusal))
        self._finishing = self._noting = False
        self._pause = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._pause.timeout.connect(self._look)

    @property
    def wanted(self) -> Wanted:
        """What was to be looked through, with the words as they stand now."""
        return as_wanted(self._work)

    @property
    def is_unfinished(self) -> bool:
        """Whether something was answered that no check keeps."""
        return self._work.is_unfinished

    def open(self) -> None:
        """Show the pictures, and look through the first."""
        images = tuple(self._work.works)
        self._machine.lane.run(self, partial(read, self._desk, images), self._show, self._say)

    def pick(self, image: str) -> None:
        """Look at another of the pictures."""
        self._found, self._finishing = NOTHING_FOUND, False
        self.become(replace(self.state, view=QImage(), is_read=False, problems=(), trouble=""))
        self._take(replace(self._work, image=image))
        self._views.get(self._read.line(image).view_sha256, self, partial(self._show_view, image), self._say)
        note = partial(note_image_opened, self._desk, image)
        self._machine.lane.run(self, note, lambda noted: None, self._say)
        self._eyes.look_at(image)
        self._look()

    def answer(self, kind: Kind, seen: Seen) -> None:
        self._take(self._work.having(self._work.one.answered(kind, seen)))
        self._look()

    def repeat(self) -> None:
        """The answers of the picture before, because somebody says that they are the same."""
        if (before := self._work.before) is not None:
            self._take(self._work.having(self._work.one.with_answers(before.looked)))
            self._look()

    def type(self, name: str, text: str) -> None:
        """Take what was typed of "caption", "title", "file_name" or "mark"."""
        self._take(self._work.typed(name, text))
        self._pause.start()

    def remedy(self, key: str, remedy: Remedy) -> None:
        """Do something about a finding in the words, and look again."""
        after = remedied(self._work, self._found.found, key, remedy)
        if isinstance(after, Mark):
            self.to_reword.emit(after)
        else:
            self._take(after)
            self._look()

    def leave_in(self, key: str, reason: str = "") -> None:
        """It stays, for this reason."""
        self._take(self._work.decided(key, lambda work: work.left(key, reason)))

    def take_back(self, key: str) -> None:
        """It is not to stay after all."""
        self._take(self._work.decided(key, lambda work: work.not_left(key)))

    def choose_use(self, use: str) -> None:
        self._take(replace(self._work, use=use))
        self._look()

    def type_outlet(self, outlet: str) -> None:
        self._take(replace(self._work, outlet=outlet))

    def finish(self) -> None:
        """Note the check of this picture, and go on to the next that needs one."""
        work = self._work
        if not work.image or self._noting:
            return
        if not work.use:
            self._refused(Refusal(Problem("release_use_missing", "use")))
        elif work.is_checked(work.image):
            self._go_on()
        elif work.one.seen is None:
            self._finishing = True  # as soon as the detectors have looked
        else:
            self._noting = True
            self._look()  # what is refused is counted as it is found now
            note, done = partial(_finished, self._desk, work), partial(self._checked, work)
            self._machine.lane.run(self, note, done, self._refused)

    def _look(self) -> None:
        """Look through the picture and its words as they stand."""
        self._pause.stop()
        work = self._work
        if work.image:
            asked = (work.image, work.saying)
            look = partial(_looked_through, self._desk, work)
            self._machine.lane.run(self, look, partial(self._find, asked), self._say)

    def _find(self, asked: tuple[str, Saying], found: Findings) -> None:
        if asked == (self._work.image, self._work.saying):
            self._found = found
            self.become(replace(shown(self.state, self._read, self._work, found, ()), is_read=True))

    def _show(self, found: Read) -> None:
        self._read = found
        there = tuple(line.source_sha256 for line in found.lines)
        self.become(replace(self.state, uses=found.uses))
        self._take(self._work.kept(there))
        if there:
            self.pick(self._first if self._first in there else there[0])

    def _show_view(self, image: str, view: QImage) -> None:
        if image == self._work.image:
            self.become(replace(self.state, view=view))

    def _see(self, image: str, seen: SeenInPicture) -> None:
        self._take(self._work.having(replace(self._work.works[image], seen=seen), image))
        if image == self._work.image:
            self._look()
            if self._finishing:
                self._finishing = False
                self.finish()

    def _not_seen(self, image: str, refusal: Refusal) -> None:
        """Only their own eyes have looked: the page says so, and goes on."""
        self._see(image, NOTHING_SEEN)
        self._say(refusal)

    def _checked(self, noted: AllWork, check: Check) -> None:
        """It counts for what was chosen and said when it was noted."""
        self._noting = False
        now, then = self._work.works[check.image], noted.works[check.image]
        if now == then:
            done = replace(now, checked=noted.asked_of(check.image))
            self._take(self._work.having(done, check.image))
        self._go_on()

    def _go_on(self) -> None:
        """To the next picture that needs a check, or to the end."""
        if self._work.next_open:
            self.pick(self._work.next_open)
            return
        use, read = self._work.use, self._read
        told = finished_words(dict(read.uses).get(use, ""), self._work.outlet, use in read.second_person)
        self.become(replace(self.state, finished=told))
        self.ended.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._noting = False
        marked = self._shown(refusal.problems)
        told = told_problems(refusal.problems, marked.findings)
        trouble = "" if told else sentence(refusal.problems[0])
        self.become(replace(marked, problems=told, trouble=trouble, tried=marked.tried + 1))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))

    def _take(self, work: AllWork) -> None:
        """Go on with other work; what was wrong with it before is not said any more."""
        self._work = work
        self.become(replace(self._shown(), problems=()))

    def _shown(self, wrong: tuple[Problem, ...] = ()) -> CheckState:
        return shown(self.state, self._read, self._work, self._found, wrong)


def _looked_through(desk: Desk, work: AllWork) -> Findings:
    one = work.one
    return look_through(desk, work.image, work.use, work.outlet, work.saying, one.seen, one.answers)


def _finished(desk: Desk, work: AllWork) -> Check:
    one, saying = work.one, work.saying
    return finish_check(desk, work.image, work.use, work.outlet, saying, one.seen, one.answers, one.reasons)
