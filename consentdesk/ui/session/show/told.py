"""What the showing says in words: who looks, who has seen what, what comes next. Without Qt's loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft, DraftImage
from consentdesk.domain.pack import AssentRule, Pathway
from consentdesk.domain.session import Rules, viewers
from consentdesk.ui.session.show.state import Looking, ShownRow, ShowState
from consentdesk.ui.words import _


@dataclass(frozen=True)
class Told:
    """A session as it stands, before the people who are `looking` (ids, in the order of the pathway)."""

    rules: Rules
    draft: Draft
    path: Pathway | None
    looking: tuple[str, ...]

    def described(self, state: ShowState, thumbnails: Mapping[str, QImage]) -> ShowState:
        """The state with all its words. `thumbnails` are by their own hash."""
        rows = (self._row(image, thumbnails.get(image.thumbnail_sha256)) for image in self.draft.images)
        screen = self.rules.wording.screen
        last = self.neighbour(state.source, 1) is None
        return replace(
            state,
            title=self._title(),
            primary=self._primary(),
            looking=self.people(),
            rows=tuple(rows),
            progress=self._progress(state.source),
            next_words=screen["last_picture" if last else "next_picture"],
        )

    def people(self) -> tuple[Looking, ...]:
        """Whoever may be looking: those who have to, and a child who may say no (R9)."""
        patient = self.draft.patient
        adult, second = self.draft.representative, self.draft.second_representative
        if self.path is None or patient is None:
            return ()
        names = {
            "patient": patient.given_name or patient.name,
            "representative": adult.name if adult else "",
            "second_representative": second.name if second else "",
        }
        who = viewers(self.path, self.draft)
        if self.path.assent is AssentRule.SPONTANEOUS:
            who = (*who, "patient")
        return tuple(Looking(id, names[id], id in self.looking) for id in who)

    def unseen(self) -> list[DraftImage]:
        """The images that somebody who looks now has not seen yet."""
        return [i for i in self.draft.images if not seen_by(self.draft, i.source_sha256, self.looking)]

    def neighbour(self, source: str, step: int) -> DraftImage | None:
        """The image so many places after another, or None past either end."""
        images = self.draft.images
        place = next((n for n, image in enumerate(images) if image.source_sha256 == source), None)
        wanted = -1 if place is None else place + step
        return images[wanted] if 0 <= wanted < len(images) else None

    def _title(self) -> str:
        if not self.draft.images:
            return _("There are no pictures to show")
        if not self.unseen():
            return _("Every picture was shown")
        names = [person.name for person in self.people() if person.chosen]
        if not names:
            return _("Who is looking at the screen?")
        return _("Turn the screen to {names}").format(names=_(" and ").join(names))

    def _primary(self) -> str:
        count = len(self.unseen())
        if not count:
            return _("Continue")
        return _("Show {count} pictures").format(count=count) if count > 1 else _("Show the picture")

    def _row(self, image: DraftImage, thumbnail: QImage | None) -> ShownRow:
        showing = self.draft.shown(image.source_sha256)
        seen = _("not shown yet")
        if showing is not None:
            names = {person.id: person.name for person in self.people()}
            to = _(" and ").join(names[who] for who in showing.to if who in names)
            seen = _("shown {time} to {names}").format(time=f"{showing.at.local:%H:%M}", names=to)
        return ShownRow(image.source_sha256, image.number, image.label, seen, thumbnail or QImage())

    def _progress(self, source: str) -> str:
        sources = [image.source_sha256 for image in self.draft.images]
        if source not in sources:
            return ""
        words = self.rules.wording.screen["picture_number"]
        return words.format(number=sources.index(source) + 1, total=len(sources))


def seen_by(draft: Draft, source: str, people: tuple[str, ...]) -> bool:
    """Whether an image was shown, as it is now, to all of these people at once."""
    showing = draft.shown(source)
    return showing is not None and set(people) <= set(showing.to)
