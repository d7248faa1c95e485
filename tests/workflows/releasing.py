"""Real photographs in a sealed record, ready to be let out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from consentdesk.domain.answering import limit
from consentdesk.domain.draft import Draft, Expiry
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.release import Form, ReleaseSheet, WantedRelease
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from consentdesk.system import save
from consentdesk.workflows.add_images import finish_image, store_image
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Saver
from consentdesk.workflows.release import making, release_images
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import change
from tests.helpers.sessions import RESOURCES, signed
from tests.storage.conftest import CODE
from tests.workflows.sealing import USES, agreed, begun

FONTS = RESOURCES / "fonts"
GRAND_ROUNDS = Placement("", "", "teaching", PlaceKind.TEACHING_FILE, "Grand rounds", owner="Dr Ines Okafor")


def photographed(
    desk: Desk,
    decoder: ConfinedDecoder,
    *files: bytes,
    uses: Sequence[str] = USES,
    until: date | None = None,
) -> ConsentRecord:
    """A whole session about these files, decoded as the program does it; teaching agreed to `until` a day."""
    draft = begun(desk, uses=uses)
    for source in files:
        seen = decoder.look(source)
        store_image(desk, draft.id, source, seen)
        draft = finish_image(desk, draft.id, seen.source_sha256, decoder.pixel_sha256(source))
    agreed(desk, draft)
    if until is not None:
        change(desk, draft.id, lambda rules, d, now: signed(_limited(d, until, now), now))
    return attest_and_seal(desk, draft.id, CODE).record


def _limited(draft: Draft, until: date, now: Moment) -> Draft:
    for image in draft.images:
        draft = limit(draft, image.source_sha256, "teaching", Expiry(until), now)
    return draft


def wanted(record: ConsentRecord, form: Form | None = None, **place: object) -> WantedRelease:
    images = tuple(image.source_sha256 for image in record.images)
    return WantedRelease(images, replace(GRAND_ROUNDS, **place), form or Form())  # type: ignore[arg-type]


def let_out(
    desk: Desk, decoder: ConfinedDecoder, asked: WantedRelease, folder: Path, saver: Saver = save
) -> ReleaseSheet:
    """As the program does it: every file is made, then all are written."""
    renderer = Renditions(decoder, FONTS)
    made = {image: making(desk, renderer, asked, image)() for image in asked.images}
    return release_images(desk, asked, made, folder, saver)
