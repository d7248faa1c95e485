"""Add photographs to a session: each is stored as it comes, so that the seal only writes facts."""

from __future__ import annotations

from pathlib import Path

from consentdesk.domain.draft import Draft, DraftImage
from consentdesk.domain.image import MAX_FILE_BYTES, DecodedImage
from consentdesk.domain.refusals import refuse
from consentdesk.domain.session import add_image, note_pixels
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_session import change, image_key


def read_source(path: Path) -> bytes:
    """The bytes of a chosen file. Raises Refusal `image_file_unreadable`, `image_file_too_large`."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise refuse("image_file_too_large", "images", megabytes=MAX_FILE_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as wrong:
        raise refuse("image_file_unreadable", "images", reason=wrong.strerror or "") from wrong


def store_image(desk: Desk, draft_id: str, source: bytes, decoded: DecodedImage) -> Draft:
    """Store a decoded image and add it to the session, both or neither. Raises Refusal `image_already_here`,
    `image_of_another_patient`, `image_in_another_session`, `photography_refused`."""
    key = image_key(decoded.source_sha256)
    with desk.vault.transaction():
        _refuse_foreign(desk, draft_id, decoded.source_sha256)
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
        )
        desk.vault.put_blob(decoded.view, key)
        desk.vault.put_blob(source, key)
        return change(desk, draft_id, lambda rules, d, now: add_image(d, image))


def finish_image(desk: Desk, draft_id: str, source_sha256: str, pixels_sha256: str) -> Draft:
    """Keep the hash of the full pixels, computed while the talk went on. Nothing happens where the image
    was taken out meanwhile."""
    return change(desk, draft_id, lambda rules, d, now: note_pixels(d, source_sha256, pixels_sha256))


def unfinished(draft: Draft) -> tuple[str, ...]:
    """The images whose pixel hash is still to be computed (after a crash, say)."""
    return tuple(i.source_sha256 for i in draft.images if not i.pixels_sha256)


def _refuse_foreign(desk: Desk, draft_id: str, source_sha256: str) -> None:
    line = desk.vault.image(source_sha256)
    here = desk.vault.draft(draft_id)
    if line is not None and (here.patient is None or line.patient != here.patient.id):
        raise refuse("image_of_another_patient", "images")
    for other in desk.vault.drafts():
        if other.id != draft_id and desk.vault.draft(other.id).image(source_sha256) is not None:
            raise refuse("image_in_another_session", "images")
