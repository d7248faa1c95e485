"""What the screen shows of the work and of what was found. Without a vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtGui import QImage

from consentdesk.domain.refusals import Problem
from consentdesk.domain.reidentification.finishing import needs_answer
from consentdesk.domain.reidentification.identifier import Identifier, Remedy, Where
from consentdesk.ui.reidentification.kinds import combination_words, kind_words, why
from consentdesk.ui.reidentification.problems import row_problems
from consentdesk.ui.reidentification.reading import Read
from consentdesk.ui.reidentification.state import CheckState, FindingRow, Mark, SmallPicture
from consentdesk.ui.reidentification.told import (
    MOODS,
    file_name_words,
    grade_words,
    outlet_words,
    purpose_words,
    remedy_words,
    stripped_words,
    where_words,
)
from consentdesk.ui.reidentification.work import AllWork
from consentdesk.ui.words import _
from consentdesk.workflows.reidentify import Findings

BESIDE = (outlet_words, stripped_words, file_name_words)  # what needs no answer
TYPED = (Where.CAPTION, Where.TITLE, Where.FILE_NAME, Where.MARK)


def shown(
    state: CheckState, read: Read, work: AllWork, found: Findings, wrong: Sequence[Problem]
) -> CheckState:
    """The state with everything that follows from the work and from what was found; what was said of it
    before, that it is finished, is over."""
    one, before = work.one, work.before
    use = dict(read.uses).get(work.use, "")
    return replace(
        state,
        pictures=tuple(_small(read, work, image) for image in work.works) if read.lines else (),
        image=work.image,
        seen=one.seen,
        looked=one.looked,
        can_repeat=before is not None and before.looked != one.looked,
        caption=one.caption,
        title=work.title,
        file_name=one.file_name,
        mark=work.mark,
        findings=_rows(found, one.left_in, row_problems(wrong, found)),
        marks=_marks(found),
        together=tuple(combination_words(each.id) for each in found.together),
        beside=tuple(filter(None, (told(found.found) for told in BESIDE))),
        use=work.use,
        outlet=work.outlet,
        purpose=purpose_words(use, work.outlet) if state.settled else "",
        finished="",
    )


def in_rows(found: Findings) -> tuple[Identifier, ...]:
    """The findings that need an answer, each once, those that point most strongly first."""
    order, once = list(MOODS), dict[str, Identifier]()
    for one in found.found:
        if needs_answer(one):
            once.setdefault(one.key, one)
    return tuple(sorted(once.values(), key=lambda one: order.index(one.grade)))


def _small(read: Read, work: AllWork, image: str) -> SmallPicture:
    picture = read.pictures.get(image, QImage())
    return SmallPicture(image, read.line(image).label or image[:6], picture, work.is_checked(image))


def _rows(found: Findings, left_in: Mapping[str, str], wrong: Mapping[str, str]) -> tuple[FindingRow, ...]:
    return tuple(_row(one, left_in.get(one.key), wrong.get(one.key, "")) for one in in_rows(found))


def _row(one: Identifier, reason: str | None, wrong: str) -> FindingRow:
    what = _("{kind}, {where}").format(kind=kind_words(one.kind), where=where_words(one.where))
    said = f"“{one.words}”" if one.words else ""
    return FindingRow(
        one.key, grade_words(one.grade), MOODS[one.grade], what, said, why(one), _ways(one), reason, wrong
    )


def _ways(one: Identifier) -> tuple[tuple[Remedy, str], ...]:
    """One button for cropping and covering: both are done on the same page."""
    both = Remedy.MASK in one.remedies
    wanted = (remedy for remedy in one.remedies if not (both and remedy is Remedy.CROP))
    return tuple((remedy, remedy_words(remedy, one.kind)) for remedy in wanted)


def _marks(found: Findings) -> tuple[Mark, ...]:
    """Where in the texts words stand that identify."""
    return tuple(
        Mark(one.where.value, one.start, one.start + len(one.words))
        for one in found.found
        if one.where in TYPED and one.start >= 0
    )
