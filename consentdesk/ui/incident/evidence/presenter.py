"""Leads the page of the evidence: files are read away from the window, and kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from consentdesk.domain.incident import IncidentStep, StepNote, StepState
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import ScannedPage
from consentdesk.ui.incident.evidence.state import EvidenceState, Kept
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheets.asking import back, closed_to, leads
from consentdesk.ui.kit.picture import THUMBNAIL, decoded, fitted
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.record.viewing import SHARP
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.add_images import read_source
from consentdesk.workflows.incident import note_step
from consentdesk.workflows.incident_files import Situation, situation
from consentdesk.workflows.incident_work import evidence_picture, keep_evidence


@dataclass(frozen=True)
class _File:
    """A file as it came, and its pages as they were read from it."""

    source: bytes
    pages: tuple[ScannedPage, ...]


class EvidencePresenter(Presenter[EvidenceState]):
    """`saved(page)` once it is said why there is none."""

    saved = Signal(str)

    def __init__(self, room: Room, incident: str) -> None:
        self._room, self._incident, self._key = room, incident, f"evidence:{incident}"
        said = room.said.get(self._key, {})
        super().__init__(EvidenceState(words=said.get("words", ""), reason=said.get("reason", "")))

    def open(self) -> None:
        """Show what is kept."""
        self._room.machine.lane.run(self, self._read, self._show, self._refused)

    def type_words(self, text: str) -> None:
        self._keep_typed(replace(self.state, words=text))

    def type_reason(self, text: str) -> None:
        self._keep_typed(replace(self.state, reason=text))

    def choose(self) -> None:
        self.take(self._room.machine.files.images())

    def take(self, paths: Sequence[Path]) -> None:
        """Read these files and keep them; not while others are being read."""
        if not paths or self.state.busy:
            return
        self.become(replace(self.state, busy=_("Reading the files"), trouble=""))
        self._room.machine.pool.run(self, partial(self._pages, paths), self._keep, self._refused)

    def reason_away(self) -> None:
        """Say why there is none."""
        note = StepNote(IncidentStep.EVIDENCE, StepState.NOT_NEEDED, self._room.now, words=self.state.reason)
        work, page = partial(note_step, self._room.desk, self._incident, note), back(self._incident)
        self._room.machine.lane.run(self, work, lambda file: self._noted(page), self._refused)

    def _keep_typed(self, state: EvidenceState) -> None:
        """What is typed lies in the room until it is noted."""
        self._room.said[self._key] = {"words": state.words, "reason": state.reason}
        self.become(state)

    def _noted(self, page: str) -> None:
        self._room.said.pop(self._key, None)
        self.saved.emit(page)

    def _pages(self, paths: Sequence[Path]) -> tuple[_File, ...]:
        """In the pool: every file whole, and its pages read in the confined reader."""
        decoder = self._room.machine.decoder
        return tuple(_File(source, decoder.read_pages(source)) for source in map(read_source, paths))

    def _keep(self, files: Sequence[_File]) -> None:
        desk, words = self._room.desk, self.state.words

        def work() -> tuple[Situation, tuple[Kept, ...]]:
            for file in files:
                keep_evidence(desk, self._incident, file.source, file.pages, words)
            return self._read()

        self._room.machine.lane.run(self, work, self._show_kept, self._refused)

    def _read(self) -> tuple[Situation, tuple[Kept, ...]]:
        known = situation(self._room.desk, self._incident)
        kept = tuple(
            Kept(one.file_sha256, tuple(map(self._small, one.pages)), one.words)
            for one in known.file.evidence
        )
        return known, kept

    def _small(self, sha256: str) -> QImage:
        picture = evidence_picture(self._room.desk, self._incident, sha256)
        return fitted(decoded(picture), THUMBNAIL, SHARP)

    def _show_kept(self, read: tuple[Situation, tuple[Kept, ...]]) -> None:
        self._room.said.pop(self._key, None)
        self.become(replace(self.state, words="", busy=""))
        self._show(read)

    def _show(self, read: tuple[Situation, tuple[Kept, ...]]) -> None:
        known, kept = read
        shut = closed_to(known, for_leads=False)
        state = replace(self.state, kept=kept, closed_to=shut, can_reason=leads(known) and not shut)
        self.become(replace(state, loaded=True, busy="", problem=""))

    def _refused(self, refusal: Refusal) -> None:
        at_reason = {"words"} & {problem.where for problem in refusal.problems}
        words, tried = sentence(refusal.problems[0]), self.state.tried + 1
        state = replace(self.state, busy="", loaded=True, tried=tried)
        self.become(replace(state, problem=words if at_reason else "", trouble="" if at_reason else words))
