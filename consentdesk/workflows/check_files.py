"""May all pictures in these files be used? Photographs, folders, slides, documents, PDFs: each picture is
recognised by its hashes and asked about; what is not recognised is refused (R24).

In strides, so that a window can take each where it belongs: `find_pictures` reads a file and `look` decodes,
on any thread; `known_already` and `judge` ask the vault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.found_pictures import What
from consentdesk.domain.looks import Looks
from consentdesk.domain.refusals import Problem
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Answer, Question, may_use, moment_of, note_asked
from consentdesk.workflows.pictures_in_files import PictureInFile, files_in, find_pictures, look
from consentdesk.workflows.ports import Decoder
from consentdesk.workflows.recognise import (
    NOT_RECOGNISED,
    Recognised,
    Seen,
    recognise_file,
    recognise_seen,
    stored_looks,
)

SMALLEST_PHOTOGRAPH_PX = 64  # what is smaller than that, and known nowhere, is a mark or a button
_PREVIEW_PX = 512  # of what an office program adds as the picture of the first page
LOOKED_AT_AT_ONCE = 2

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Gathered:
    """What was found in files, without the bytes; `known` and `seen` are by hash."""

    pictures: tuple[PictureInFile, ...] = ()
    known: Mapping[str, Recognised] = field(default_factory=dict)
    seen: Mapping[str, Seen | Problem] = field(default_factory=dict)

    def with_file(
        self,
        found: Iterable[PictureInFile],
        known: Mapping[str, Recognised],
        seen: Mapping[str, Seen | Problem],
    ) -> Gathered:
        """With the pictures of one more file."""
        bare = tuple(replace(picture, data=b"") for picture in found)
        return Gathered((*self.pictures, *bare), {**self.known, **known}, {**self.seen, **seen})


@dataclass(frozen=True)
class CheckedPicture:
    """What the check says of one picture: `reasons` is empty exactly when nothing speaks against it.
    `decoration`: it is no photograph, and not counted."""

    picture: PictureInFile
    recognised: Recognised
    answer: Answer | None = None
    reasons: tuple[Problem, ...] = ()
    decoration: bool = False

    @property
    def allowed(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class CheckedFiles:
    """Every picture of every file, in their order."""

    use: str
    outlet: str
    day: date
    pictures: tuple[CheckedPicture, ...]

    @property
    def refused(self) -> int:
        return sum(not picture.allowed for picture in self.pictures)

    @property
    def all_allowed(self) -> bool:
        """Whether there is a picture in the files, and none that may not be used."""
        return not self.refused and any(not picture.decoration for picture in self.pictures)


@needs(Act.ASK_USE)
def known_already(desk: Desk, pictures: Iterable[PictureInFile]) -> Mapping[str, Recognised]:
    """Which images pictures are by the hashes of their bytes alone: these need not be looked at."""
    hashes = dict.fromkeys(picture.sha256 for picture in pictures if picture.sha256)
    return {sha256: known for sha256 in hashes if (known := recognise_file(desk, sha256)).line}


def to_look_at(
    pictures: Iterable[PictureInFile], known: Mapping[str, Recognised]
) -> tuple[PictureInFile, ...]:
    """The pictures that only looking can tell, each once."""
    found = {p.sha256: p for p in pictures if p.sha256 and p.sha256 not in known}
    return tuple(found.values())


@needs(Act.ASK_USE)
def judge(desk: Desk, gathered: Gathered, use: str, outlet: str, day: date) -> CheckedFiles:
    """Whether each picture may be used. Raises Refusal `day_to_come`."""
    on = moment_of(desk, day)
    recognised = _recognised(desk, gathered)
    sources = dict.fromkeys(which.line.source_sha256 for which in recognised.values() if which.line)
    given = may_use(desk, [Question(source, use, outlet) for source in sources], on)
    answers = {answer.question.image: answer for answer in given}
    checked = []
    for picture in gathered.pictures:
        which = recognised.get(picture.sha256, NOT_RECOGNISED)
        answer = answers[which.line.source_sha256] if which.line else None
        checked.append(_checked(picture, which, answer, gathered.seen.get(picture.sha256)))
    return CheckedFiles(use, outlet, day, tuple(checked))


@needs(Act.ASK_USE)
def note_checked(desk: Desk, checked: CheckedFiles, how: str) -> None:
    """Note what was asked, once it was answered (R38). `how` is "files" or "command"."""
    answers = {
        picture.answer.question.image: picture.answer for picture in checked.pictures if picture.answer
    }
    unknown = sum(picture.answer is None and not picture.decoration for picture in checked.pictures)
    note_asked(desk, tuple(answers.values()), checked.use, checked.outlet, checked.day, how, unknown)


@needs(Act.ASK_USE)
def check_files(
    desk: Desk,
    decoder: Decoder,
    paths: Sequence[Path],
    use: str,
    outlet: str,
    day: date,
    progress: Progress = lambda done, total: None,
) -> CheckedFiles:
    """All strides, file by file, where nothing else waits for the desk; `progress` hears of files."""
    moment_of(desk, day)
    files, gathered = files_in(paths), Gathered()
    with ThreadPoolExecutor(LOOKED_AT_AT_ONCE) as threads:
        for done, file in enumerate(files):
            progress(done, len(files))
            found = find_pictures(decoder, file)
            known = known_already(desk, found)
            unknown = to_look_at(found, known)
            seen = threads.map(partial(look, decoder), unknown)
            gathered = gathered.with_file(
                found, known, dict(zip((p.sha256 for p in unknown), seen, strict=True))
            )
    progress(len(files), len(files))
    return judge(desk, gathered, use, outlet, day)


def _recognised(desk: Desk, gathered: Gathered) -> dict[str, Recognised]:
    found, looked = dict(gathered.known), gathered.seen
    looks = stored_looks(desk) if looked else Looks(())
    for sha256, what in looked.items():
        if isinstance(what, Seen):
            found[sha256] = recognise_seen(desk, what, looks)
    return found


def _checked(
    picture: PictureInFile, which: Recognised, answer: Answer | None, looked: Seen | Problem | None
) -> CheckedPicture:
    if answer is not None:
        return CheckedPicture(picture, which, answer, answer.verdict.reasons)
    problem = looked if isinstance(looked, Problem) else picture.problem
    if problem is None and isinstance(looked, Seen) and _is_decoration(picture, looked):
        return CheckedPicture(picture, which, decoration=True)
    return CheckedPicture(picture, which, reasons=(problem or Problem("picture_not_recognised"),))


def _is_decoration(picture: PictureInFile, seen: Seen) -> bool:
    """What is known nowhere and too small to be a photograph. A preview shows what the file itself shows."""
    most = _PREVIEW_PX if picture.what is What.PREVIEW else SMALLEST_PHOTOGRAPH_PX - 1
    return max(seen.width, seen.height) <= most
