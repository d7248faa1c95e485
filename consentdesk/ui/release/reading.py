"""What the page that lets pictures out asks of the vault; on the lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from consentdesk.domain.lines import ImageLine
from consentdesk.domain.pack import OutletKind
from consentdesk.domain.release import WantedRelease, usual_kind
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.release.state import PictureRow
from consentdesk.workflows.come_and_go import who_is_here
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import note_asked
from consentdesk.workflows.register import pictures_of
from consentdesk.workflows.release import prepare, ready


@dataclass(frozen=True)
class Read:
    """The images that were chosen, and what can be chosen for them. `kinds` are the usual kinds of place by
    use; `owner` is whoever sits here."""

    lines: tuple[ImageLine, ...]
    pictures: dict[str, QImage]
    uses: tuple[tuple[str, str], ...]
    named_uses: frozenset[str]
    kinds: dict[str, str]
    owner: str


def read(desk: Desk, images: Sequence[str]) -> Read:
    pack, words, lines = desk.pack, desk.staff_wording.uses, pictures_of(desk, images)
    return Read(
        lines=lines,
        pictures=thumbnails(desk, lines),
        uses=tuple((use.id, words[use.id].short) for use in pack.uses),
        named_uses=frozenset(use.id for use in pack.uses if use.outlet is not OutletKind.NONE),
        kinds={use.id: usual_kind(use).value for use in pack.uses},
        owner=who_is_here(desk).name,
    )


def row_of(line: ImageLine, found: Read) -> PictureRow:
    picture = found.pictures.get(line.source_sha256, QImage())
    return PictureRow(line.source_sha256, line.label or line.source_sha256[:6], picture)


def ask_to_release(desk: Desk, wanted: WantedRelease) -> None:
    """Raises Refusal with everything that stands against it; that somebody asked is noted first (R38)."""
    place, answers = wanted.place, prepare(desk, wanted)
    if answers:
        note_asked(desk, answers, place.use, place.outlet, desk.now().day, "window")
    ready(desk, wanted)
