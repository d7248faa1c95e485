"""What the gallery says of an image, in a line each."""

from __future__ import annotations

from consentdesk.domain.listing import ListedImage, Status
from consentdesk.ui.gallery.state import Tile
from consentdesk.ui.words import _, day_in_words


def status_words(status: Status) -> str:
    return {
        Status.ALLOWED: _("Allowed"),
        Status.REFUSED: _("Refused"),
        Status.NOT_ASKED: _("Not asked"),
        Status.EXPIRED: _("Ended"),
        Status.FROZEN: _("Came of age"),
        Status.WITHDRAWN: _("Withdrawn"),
        Status.SUSPENDED: _("Held back"),
        Status.ERASED: _("Erased"),
    }[status]


def tile(line: ListedImage, month_first: bool) -> Tile:
    return Tile(
        line.source_sha256,
        line.thumbnail_sha256 if line.kept else "",
        line.patient_name or _("No name"),
        line.label,
        day_in_words(line.consented_at.day, month_first),
        status_words(line.status) if line.status else "",
    )
