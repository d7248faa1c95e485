"""What the images page says of a session: uses as chips, photographs as cards. Without Qt's loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft, DraftImage, Earlier, Known
from consentdesk.domain.image import Trace
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.session import Rules
from consentdesk.ui.session.images.state import EarlierImage, ImageCard, ImagesState, UseChip
from consentdesk.ui.words import _, day_in_words


@dataclass(frozen=True)
class Told:
    """A session as it stands. `usual` are the clinic's usual uses, `labels` what was typed and is not saved
    yet (by source hash), `thumbnails` the pictures that have come (by their own hash), `earlier` what is kept
    of the patient and not in the session."""

    rules: Rules
    draft: Draft
    usual: Sequence[str]
    labels: Mapping[str, str]
    thumbnails: Mapping[str, QImage]
    earlier: Sequence[ImageLine] = ()
    month_first: bool = False

    def described(self, state: ImagesState) -> ImagesState:
        """The state with everything that the session says; what only the page knows stays."""
        draft = self.draft
        leaving = {card.source for card in state.cards if card.leaving}
        return replace(
            state,
            first_name=draft.patient.given_name if draft.patient else "",
            uses=self._chips(),
            usual_words=self._usual_words(),
            photography=draft.photography.yes if draft.photography else None,
            photography_open=state.photography_open or draft.photography is not None,
            cards=tuple(self._card(image, image.source_sha256 in leaving) for image in draft.images),
            earlier=tuple(map(self._earlier, self.earlier)),
        )

    def _chips(self) -> tuple[UseChip, ...]:
        words, offered = self.rules.wording.uses, self.draft.offered
        uses = (use.id for use in self.rules.pack.uses)
        return tuple(UseChip(id, words[id].short, words[id].hint, id in offered) for id in uses)

    def _usual_words(self) -> str:
        if not set(self.usual) - set(self.draft.offered):
            return ""
        names = ", ".join(self.rules.wording.uses[use].short for use in self.usual)
        return _("The clinic's usual: {uses}").format(uses=names)

    def _card(self, image: DraftImage, leaving: bool) -> ImageCard:
        source = image.source_sha256
        label = self.labels.get(source, image.label)
        thumbnail = self.thumbnails.get(image.thumbnail_sha256, QImage())
        kept = self._kept(image.earlier) if image.earlier else ""
        told, made = gives_away(image.traces), self._made_from(image.derived_from)
        return ImageCard(source, image.number, label, told, thumbnail, kept, made, leaving)

    def _made_from(self, source: str) -> str:
        before = self.draft.image(source)
        if before is not None:
            return _("Cropped or covered from picture {number}.").format(number=before.number)
        return _("Cropped or covered from another picture.") if source else ""

    def _kept(self, earlier: Earlier) -> str:
        words = {
            Known.CHOSEN: _("Kept since the consent of {day}."),
            Known.SAME_FILE: _("The same file as at the consent of {day}. It is kept once."),
            Known.SAME_PIXELS: _("The same picture as at the consent of {day}, in another file. Kept once."),
        }[earlier.known]
        return words.format(day=day_in_words(earlier.at.day, self.month_first))

    def _earlier(self, line: ImageLine) -> EarlierImage:
        day = day_in_words(line.recorded_at.day, self.month_first)
        words = f"{line.label}\n{day}" if line.label else day
        thumbnail = self.thumbnails.get(line.thumbnail_sha256, QImage())
        return EarlierImage(line.source_sha256, words, thumbnail)


def gives_away(traces: Sequence[Trace]) -> str:
    """What a file's metadata would tell whoever gets the file, worst first, or "" for nothing."""
    names = {
        "place": _("place"),
        "person": _("person"),
        "serial": _("serial number"),
        "date": _("date"),
        "device": _("device"),
        "text": _("text"),
        "software": _("software"),
    }
    told = {kind: [trace.text for trace in traces if trace.kind == kind] for kind in names}
    return " · ".join(f"{names[kind]} {', '.join(texts)}" for kind, texts in told.items() if texts)
