"""Let images out for a use: through the gate, as files of pixels alone, noted with where they went (R25).

Before the first file is written it is in the ledger, durable, which files go where: so none can be outside
that the vault does not know, whatever happens. What could not be written after all is noted as removed at
once; when the power fails in between, a place is noted that nothing came to, never the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.facts import ImageReleased, PlacementEnded
from consentdesk.domain.permission import Verdict
from consentdesk.domain.placement import Outcome, Placement
from consentdesk.domain.refusals import Problem, Refusal, refuse, refuse_if_any
from consentdesk.domain.reidentification.check import words_hash
from consentdesk.domain.release import (
    MAX_MEGABYTES,
    SUFFIXES,
    CheckNote,
    ReleasedFile,
    ReleaseSheet,
    Rendition,
    WantedRelease,
    last_day,
    marked_with,
    neutral_name,
    release_problems,
    said_with,
    sidecar,
    unread_problems,
)
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document
from consentdesk.workflows.known import staff_names
from consentdesk.workflows.may_use import Answer, Question, may_use
from consentdesk.workflows.ports import Renderer, Saver
from consentdesk.workflows.register import note_placement

NOT_WRITTEN = "not written"
SHEET = "release_sheet"


@dataclass(frozen=True)
class _Leaving:
    """A file on its way out, and the place that is noted for it."""

    made: Rendition
    file: ReleasedFile
    placement: Placement
    patient: str


@needs(Act.RELEASE)
def prepare(desk: Desk, wanted: WantedRelease) -> tuple[Answer, ...]:
    """The gate's answer for each image that is wanted, in order."""
    return may_use(desk, [_question(wanted, image) for image in wanted.images])


@needs(Act.RELEASE)
def ready(desk: Desk, wanted: WantedRelease) -> None:
    """Raises Refusal with what `release_problems` finds, and with every reason of the gate (where is
    `image:<hash>`)."""
    problems = release_problems(desk.pack, wanted, desk.now().day)
    refuse_if_any((*problems, *_reasons(prepare(desk, wanted))))


@needs(Act.RELEASE)
def making(desk: Desk, renderer: Renderer, wanted: WantedRelease, image: str) -> Callable[[], Rendition]:
    """Work that makes the file of one image, on any thread; it is let out by `release_images` alone. Raises
    Refusal with the gate's reasons, `blob_unknown`, `blob_damaged`; the work itself as `Renderer` does."""
    answer = _allowed(desk, replace(wanted, images=(image,)))[0]
    source = desk.vault.blob(image)
    mark = marked_with(wanted.form, neutral_name(*_named(desk, answer)), desk.vault.rehearsal)
    return lambda: renderer.rendition(source, replace(wanted.form, mark=mark))


@needs(Act.RELEASE)
def release_images(
    desk: Desk, wanted: WantedRelease, made: Mapping[str, Rendition], folder: Path, saver: Saver
) -> ReleaseSheet:
    """Write the files of all images that are wanted into a folder, each with what it may be used for beside
    it, or none; `made` has them by image. The gate is asked again in the transaction that notes them. Raises
    Refusal with what `release_problems` and `unread_problems` find, with every reason of the gate (where is
    `image:<hash>`), `release_too_large`, and as `Saver` does; then no file is left outside, but one that
    could not be taken back, whose place stays noted."""
    pack = desk.pack
    refuse_if_any((*release_problems(pack, wanted, desk.now().day), *unread_problems(pack, wanted)))
    _refuse_by_size(made[image] for image in wanted.images)
    release = desk.ids.new_id()
    with desk.vault.transaction():
        answers = _allowed(desk, wanted)
        leaving = [_noted(desk, wanted, answer, made[answer.question.image], release) for answer in answers]
    sheet = _sheet(desk, release, leaving)
    return replace(sheet, files=tuple(_written(desk, sheet, leaving, folder, saver)))


@needs(Act.RELEASE)
def sheet_paper(desk: Desk, sheet: ReleaseSheet) -> Document:
    """The paper that says what released files may be used for, to be printed or saved beside them."""
    lines = [line for file in sheet.files if (line := desk.vault.image(file.image)) is not None]
    patients = {line.patient for line in lines}

    def drawn(paper: str) -> bytes:
        kept = (line for line in lines if line.kept)
        thumbnails = {line.source_sha256: desk.vault.blob(line.thumbnail_sha256) for line in kept}
        return desk.papers.release_sheet(sheet, thumbnails, paper, desk.vault.rehearsal)

    patient = patients.pop() if len(patients) == 1 else None
    return Document(SHEET, sheet.release, patient, drawn, tuple(line.source_sha256 for line in lines))


def _question(wanted: WantedRelease, image: str) -> Question:
    words = words_hash(said_with(wanted, image))
    return Question(image, wanted.place.use, wanted.place.outlet, words)


def _allowed(desk: Desk, wanted: WantedRelease) -> tuple[Answer, ...]:
    """The gate's answers, where each is a yes."""
    answers = prepare(desk, wanted)
    refuse_if_any(_reasons(answers))
    return answers


def _reasons(answers: Iterable[Answer]) -> list[Problem]:
    return [
        replace(reason, where=f"image:{answer.question.image}")
        for answer in answers
        for reason in answer.verdict.reasons
    ]


def _refuse_by_size(made: Iterable[Rendition]) -> None:
    megabytes = sum(len(rendition.file) for rendition in made) // 1_000_000
    if megabytes > MAX_MEGABYTES:
        raise refuse("release_too_large", "release_size", megabytes=megabytes, most=MAX_MEGABYTES)


def _named(desk: Desk, answer: Answer) -> tuple[str, int]:
    """The code of the record that a yes rests on, and the image's number in it."""
    record = desk.vault.record(answer.verdict.record).record
    number = next(i.number for i in record.images if i.source_sha256 == answer.question.image)
    return record.code, number


def _noted(desk: Desk, wanted: WantedRelease, answer: Answer, made: Rendition, release: str) -> _Leaving:
    """One file and its place, in the ledger before anything is outside."""
    assert answer.line is not None, "the gate lets no unknown image through"
    image, until = answer.question.image, last_day(wanted.place.until, answer.verdict.until)
    place = replace(wanted.place, id="", image=image, placed_on=desk.now().day, until=until, release=release)
    placement = note_placement(desk, place)
    code, number = _named(desk, answer)
    name, caption = neutral_name(code, number) + SUFFIXES[made.format], wanted.captions.get(image, "").strip()
    file = ReleasedFile(
        *(name, image, code, number, made.sha256, made.pixels_sha256, made.format, made.width, made.height),
        until=until,
        caption=caption,
        checked=_check_note(desk, answer.verdict.check),
    )
    released = _released(placement, answer.verdict, made, caption)
    desk.note(replace(released, warned=wanted.warnings_read), answer.line.patient)
    return _Leaving(made, file, placement, answer.line.patient)


def _check_note(desk: Desk, id: str) -> CheckNote | None:
    if not id:
        return None
    line, left_in = desk.vault.check_line(id), desk.vault.finished_check(id).left_in
    return CheckNote(line.at.day, staff_names(desk.vault).get(line.by, ""), len(left_in))


def _released(placement: Placement, verdict: Verdict, made: Rendition, caption: str) -> ImageReleased:
    return ImageReleased(
        release=placement.release,
        image=placement.image,
        use=placement.use,
        outlet=placement.outlet,
        record=verdict.record,
        placement=placement.id,
        file_sha256=made.sha256,
        pixels_sha256=made.pixels_sha256,
        format=made.format,
        width=made.width,
        height=made.height,
        marked=made.marked,
        caption=caption,
        check=verdict.check,
    )


def _sheet(desk: Desk, release: str, leaving: Sequence[_Leaving]) -> ReleaseSheet:
    words, place = desk.staff_wording, leaving[0].placement
    return ReleaseSheet(
        release=release,
        day=desk.now().day,
        by=desk.vault.me.name,
        clinic=desk.vault.clinic(),
        use=words.uses[place.use].title,
        place=place,
        files=tuple(one.file for one in leaving),
        language=words.wording.language,
    )


def _written(
    desk: Desk, sheet: ReleaseSheet, leaving: Sequence[_Leaving], folder: Path, saver: Saver
) -> list[ReleasedFile]:
    """The files by the names that they got outside; all of them or none."""
    out: dict[str, list[Path]] = {one.placement.id: [] for one in leaving}
    try:
        return [_write(sheet, one, folder, saver, out[one.placement.id]) for one in leaving]
    except Refusal as refusal:
        left = {place for place, paths in out.items() if not _removed(saver, paths)}
        _note_not_written(desk, [one for one in leaving if one.placement.id not in left])
        more = [Problem("release_files_left", details={"count": len(left)})] if left else []
        raise Refusal(*refusal.problems, *more) from refusal


def _write(sheet: ReleaseSheet, one: _Leaving, folder: Path, saver: Saver, out: list[Path]) -> ReleasedFile:
    """The file, and beside it what it may be used for; `out` is told of each as soon as it is outside."""
    out.append(saver.save_new(folder, one.file.name, one.made.file))
    file = replace(one.file, name=out[0].name)
    beside = json.dumps(sidecar(sheet, file), indent=2, ensure_ascii=False)
    out.append(saver.save_new(folder, f"{file.name}.json", beside.encode()))
    return file


def _removed(saver: Saver, paths: Sequence[Path]) -> bool:
    """Whether everything could be taken back."""
    try:
        for path in paths:
            saver.remove(path)
    except Refusal:
        return False
    return True


def _note_not_written(desk: Desk, leaving: Sequence[_Leaving]) -> None:
    with desk.vault.transaction():
        for one in leaving:
            desk.note(PlacementEnded(one.placement.id, Outcome.REMOVED, NOT_WRITTEN), one.patient)
