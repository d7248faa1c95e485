"""Crop and cover an image: what comes of it is another image, shown and asked about like any other (R28)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Draft, DraftImage
from consentdesk.domain.image import DecodedImage
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.masking import Masking, margin_px, masking_problems
from consentdesk.domain.photographs import image_of, label_image
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.reidentification.identifier import SeenInPicture
from consentdesk.workflows.access import needs
from consentdesk.workflows.add_images import store_image
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.known import kept_image
from consentdesk.workflows.ports import Decoder, Renderer
from consentdesk.workflows.take_session import change, load_session, start_session


@dataclass(frozen=True)
class ToMask:
    """An image that is to be cropped or covered, `width` by `height` pixels. What comes of it joins the open
    `session` of its `patient` (an id); one is started where that is empty."""

    source_sha256: str
    view_sha256: str
    format: str
    width: int
    height: int
    label: str = field(repr=False)
    patient: str
    patient_name: str = field(repr=False)
    session: str = ""


@dataclass(frozen=True)
class Masked:
    """The file that was made, and what is seen of it."""

    file: bytes = field(repr=False)
    seen: DecodedImage


@needs(Act.TAKE_CONSENT)
def image_to_mask(desk: Desk, source_sha256: str, session: str = "") -> ToMask:
    """An image of an open session, or without one an image that is kept. Raises Refusal `draft_unknown`,
    `image_not_in_session`; `image_unknown` (erased, or never there)."""
    if session:
        draft = desk.vault.draft(session)
        image, who = image_of(draft, source_sha256), draft.patient
        patient, name = (who.id, who.name) if who else ("", "")
        return _to_mask(image, patient, name, session)
    line = kept_image(desk.vault, source_sha256)
    name = desk.vault.patient(line.patient).name
    return _to_mask(line, line.patient, name, _open_session_of(desk, line.patient))


@needs(Act.TAKE_CONSENT)
def looking_at_faces(desk: Desk, decoder: Decoder, image: ToMask) -> Callable[[], SeenInPicture]:
    """Work that looks for what identifies somebody in an image, on any thread. Raises Refusal `blob_unknown`,
    `blob_damaged`; the work itself as `Decoder` does."""
    view = desk.vault.blob(image.view_sha256)
    return lambda: decoder.seen_in(view)


@needs(Act.TAKE_CONSENT)
def masked_image(
    desk: Desk, decoder: Decoder, renderer: Renderer, image: ToMask, masking: Masking
) -> Callable[[], Masked]:
    """Work that makes the new image, on any thread; it is kept by `add_masked` alone. Raises Refusal with
    what `masking_problems` finds, `blob_unknown`, `blob_damaged`; the work itself as `Renderer` and
    `Decoder` do."""
    margin = margin_px(image.format)
    refuse_if_any(masking_problems(masking, image.width, image.height, margin))
    source = desk.vault.blob(image.source_sha256)

    def work() -> Masked:
        file = renderer.masked(source, image.format, masking)
        return Masked(file, decoder.look(file))

    return work


@needs(Act.TAKE_CONSENT)
def add_masked(desk: Desk, image: ToMask, made: Masked) -> Draft:
    """The session with the new image in it: linked to its source, called like it, shown to nobody yet and
    without any answer. Raises Refusal `draft_unknown`, those of `store_image`, `blob_unknown` where the
    source was erased meanwhile, `image_of_another_patient` where the session became another patient's."""
    new = made.seen.source_sha256
    with desk.vault.transaction():
        session = image.session or start_session(desk, image.patient).id
        stored = store_image(desk, session, made.file, made.seen, derived_from=image.source_sha256)
        desk.vault.blob(image.view_sha256)
        if image.patient and (stored.patient is None or stored.patient.id != image.patient):
            raise refuse("image_of_another_patient", "canvas")
        if image_of(stored, new).label or not image.label:
            return stored
        return change(desk, session, lambda rules, draft, now: label_image(draft, new, image.label))


def _to_mask(image: DraftImage | ImageLine, patient: str, name: str, session: str) -> ToMask:
    source, view, format = image.source_sha256, image.view_sha256, image.format
    return ToMask(source, view, format, image.width, image.height, image.label, patient, name, session)


def _open_session_of(desk: Desk, patient: str) -> str:
    """The session of a patient that was changed last and can take another image; "" where there is none."""
    drafts = (load_session(desk, line.id) for line in desk.vault.drafts())
    return next((draft.id for draft in drafts if _takes_image(draft, patient)), "")


def _takes_image(draft: Draft, patient: str) -> bool:
    """A correction is about what was in its record, and one that is held is nobody's to go on with."""
    mine = draft.patient is not None and draft.patient.id == patient
    return mine and draft.corrects is None and not draft.held and not draft.photography_refused
