"""Add photographs to a session: each is stored as it comes, so that the seal only writes facts.

A photograph that is kept under an earlier record of the same patient joins as what it is: nothing is stored
again, and it is shown and answered anew like any other (R3).
"""

from __future__ import annotations

from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Draft, DraftImage, Earlier, Known
from consentdesk.domain.image import MAX_FILE_BYTES, DecodedImage
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.photographs import add_image, note_pixels, take_as
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_session import change, erase_unless_recorded, image_key


def read_source(path: Path) -> bytes:
    """The bytes of a chosen file. Raises Refusal `image_file_unreadable`, `image_file_too_large`."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise refuse("image_file_too_large", "images", megabytes=MAX_FILE_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as wrong:
        raise refuse("image_file_unreadable", "images", reason=wrong.strerror or "") from wrong


@needs(Act.TAKE_CONSENT)
def store_image(
    desk: Desk, draft_id: str, source: bytes, decoded: DecodedImage, derived_from: str = ""
) -> Draft:
    """Store a decoded image and add it to the session, both or neither; one that is kept for this patient
    joins instead. `derived_from` is the source hash of the image that it was made from (R28). Raises Refusal
    `image_already_here`, `image_of_another_patient`, `image_in_another_session`, `photography_refused`."""
    key = image_key(decoded.source_sha256)
    with desk.vault.transaction():
        kept = _kept_here(desk, draft_id, desk.vault.image(decoded.source_sha256))
        refuse_elsewhere(desk, draft_id, decoded.source_sha256)
        if kept is not None:
            return _join(desk, draft_id, kept, Known.SAME_FILE)
        image = DraftImage(
            number=0,
            source_sha256=decoded.source_sha256,
            view_sha256=decoded.view_sha256,
            thumbnail_sha256=desk.vault.put_blob(decoded.thumbnail, key),
            pixels_sha256="",
            format=decoded.format,
            width=decoded.width,
            height=decoded.height,
            added_at=desk.now(),
            traces=decoded.traces,
            by=desk.vault.me.id,
            derived_from=derived_from,
            look=decoded.look,
        )
        desk.vault.put_blob(decoded.view, key)
        desk.vault.put_blob(source, key)
        return change(desk, draft_id, lambda rules, d, now: add_image(d, image))


@needs(Act.TAKE_CONSENT)
def earlier_images(desk: Desk, draft_id: str) -> tuple[ImageLine, ...]:
    """What is kept under earlier records of this session's patient and is not in it yet, newest first."""
    draft = desk.vault.draft(draft_id)
    lines = desk.vault.images_of(draft.patient.id) if draft.patient else ()
    return tuple(line for line in lines if line.kept and draft.image(line.source_sha256) is None)


@needs(Act.TAKE_CONSENT)
def join_image(desk: Desk, draft_id: str, source_sha256: str) -> Draft:
    """Add an image that is kept under an earlier record of this patient, with all its hashes. Raises Refusal
    `image_unknown` (erased, or never there) and those of `store_image`."""
    with desk.vault.transaction():
        kept = _kept_here(desk, draft_id, desk.vault.image(source_sha256))
        refuse_elsewhere(desk, draft_id, source_sha256)
        if kept is None:
            raise refuse("image_unknown", "images")
        return _join(desk, draft_id, kept, Known.CHOSEN)


@needs(Act.TAKE_CONSENT)
def finish_image(desk: Desk, draft_id: str, source_sha256: str, pixels_sha256: str) -> Draft:
    """Keep the hash of the full pixels, computed while the talk went on. Where the same pixels are in the
    session already, this image goes out again; where they are kept for this patient under another file, that
    image takes its place. Nothing happens where the image was taken out meanwhile. Raises Refusal
    `image_of_another_patient`, `image_in_another_session`; the image stays unfinished then."""
    with desk.vault.transaction():
        draft = desk.vault.draft(draft_id)
        if draft.image(source_sha256) is None:
            return draft
        same = _same_pixels(desk, draft, source_sha256, pixels_sha256)
        if same is None:
            return change(desk, draft_id, lambda rules, d, now: note_pixels(d, source_sha256, pixels_sha256))
        draft = change(desk, draft_id, lambda rules, d, now: take_as(d, source_sha256, same))
        erase_unless_recorded(desk, source_sha256)
        return draft


def unfinished(draft: Draft) -> tuple[str, ...]:
    """The images whose pixel hash is still to be computed (after a crash, say)."""
    return tuple(i.source_sha256 for i in draft.images if not i.pixels_sha256)


def as_kept(line: ImageLine, record: str, at: Moment, known: Known, now: Moment) -> DraftImage:
    """An image as a record left it, ready to join a session."""
    return DraftImage(
        number=0,
        source_sha256=line.source_sha256,
        view_sha256=line.view_sha256,
        thumbnail_sha256=line.thumbnail_sha256,
        pixels_sha256=line.pixels_sha256,
        format=line.format,
        width=line.width,
        height=line.height,
        added_at=now,
        label=line.label,
        by=line.by,
        derived_from=line.derived_from,
        look=line.look,
        earlier=Earlier(record, at, known),
    )


def _join(desk: Desk, draft_id: str, line: ImageLine, known: Known) -> Draft:
    image = _from_last_record(desk, line, known)
    return change(desk, draft_id, lambda rules, d, now: add_image(d, image))


def _from_last_record(desk: Desk, line: ImageLine, known: Known) -> DraftImage:
    last = desk.vault.decisions_on(line.source_sha256)[-1:]
    return as_kept(line, last[0].record if last else "", line.recorded_at, known, desk.now())


def _same_pixels(desk: Desk, draft: Draft, source_sha256: str, pixels_sha256: str) -> DraftImage | None:
    """The image with these pixels that was here before, in this session or kept for this patient."""
    here = next((i for i in draft.images if i.pixels_sha256 == pixels_sha256), None)
    if here is not None:
        return here if here.source_sha256 != source_sha256 else None
    kept = _kept_here(desk, draft.id, desk.vault.image_with_pixels(pixels_sha256))
    if kept is None:
        return None
    refuse_elsewhere(desk, draft.id, kept.source_sha256)
    return _from_last_record(desk, kept, Known.SAME_PIXELS)


def _kept_here(desk: Desk, draft_id: str, line: ImageLine | None) -> ImageLine | None:
    """A known image, if it is this patient's and its bytes are still there."""
    here = desk.vault.draft(draft_id)
    if line is not None and (here.patient is None or line.patient != here.patient.id):
        raise refuse("image_of_another_patient", "images")
    return line if line is not None and line.kept else None


@needs(Act.TAKE_CONSENT)
def refuse_elsewhere(desk: Desk, draft_id: str, source_sha256: str) -> None:
    """Raises Refusal `image_in_another_session` where another open session has this image."""
    for other in desk.vault.drafts():
        if other.id != draft_id and desk.vault.draft(other.id).image(source_sha256) is not None:
            raise refuse("image_in_another_session", "images")
