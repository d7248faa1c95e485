"""One session being played: the window under the hands, and the scenario that is to come true in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from consentdesk.domain.draft import Draft, Step
from consentdesk.rehearsal.hands import Hands, LostHands
from consentdesk.rehearsal.scenario import Scenario
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.window import SessionWindow

W = TypeVar("W", bound=QWidget)


class Refused(Exception):
    """The rules, or the window for them, refused to go on."""

    def __init__(self, step: str, codes: tuple[str, ...]) -> None:
        super().__init__(f"{step}: {', '.join(codes)}")
        self.step, self.codes = step, codes


@dataclass
class StepEffort:
    """What one step cost."""

    step: str
    clicks: int = 0
    keys: int = 0


@dataclass
class Play:
    """What came of a scenario so far. `decided` says what was answered, by image and use, and what counts
    after the patient's own word."""

    steps: list[StepEffort] = field(default_factory=list)
    screens: list[str] = field(default_factory=list)
    decided: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True)
class Visit:
    """`code` is the explainer's; `images` are the scenario's pictures as files; `choose_files` says which
    files the next file dialog answers with, `saved` is what pages saved, the last one last; `album` is where
    pictures of the screens go, None for nowhere."""

    hands: Hands
    scenario: Scenario
    code: str
    images: list[Path]
    choose_files: Callable[[list[Path]], None]
    saved: list[Path]
    day_order: DayOrder
    album: Callable[[str], Path] | None = None
    play: Play = field(default_factory=Play)

    @property
    def flow(self) -> SessionFlow:
        return self._one(SessionWindow).flow

    @property
    def draft(self) -> Draft:
        return self.flow.draft

    @contextmanager
    def counting(self, step: str) -> Iterator[None]:
        """Put what is pressed meanwhile down to a step."""
        effort = self.hands.effort
        clicks, keys = effort.clicks, effort.keys
        try:
            yield
        finally:
            self.play.steps.append(StepEffort(step, effort.clicks - clicks, effort.keys - keys))

    def picture(self, name: str) -> None:
        """Look at a page, and take its picture where there is an album."""
        path = self.album(name) if self.album else None
        self.hands.look(path)
        if path is not None:
            self.play.screens.append(path.name)

    def go_on(self) -> None:
        """Press the primary button. Raises Refused where the session stays and names problems."""
        before = self.draft.step
        self.hands.click("continue")
        self.stop_if_refused(before)

    def stop_if_refused(self, before: Step) -> None:
        if not self.hands.sees("session_window"):
            return
        problems, step = self.flow.problems, self.draft.step
        if problems and step.number <= before.number:
            self.refuse(step.value, tuple(p.code for p in problems))

    def refuse(self, step: str, codes: tuple[str, ...]) -> None:
        """Take a picture of it and raise Refused."""
        self.picture(f"{step}-refused")
        raise Refused(step, codes)

    def _one(self, kind: type[W]) -> W:
        found = [w for w in self.hands.window.findChildren(kind) if w.isVisible()]
        if not found:
            raise LostHands(f"no {kind.__name__} is on the screen")
        return found[0]
