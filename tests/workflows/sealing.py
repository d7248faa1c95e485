"""Sessions sealed at a desk of which no window is open."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.image import DecodedImage
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances, Patient
from consentdesk.domain.photographs import show
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.session import Rules, go_to, identify, offer
from consentdesk.workflows.add_images import finish_image, store_image
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import change, start_session
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import answered, explained, patient, signed
from tests.storage.conftest import CODE

USES = ("medical_record", "teaching")


def picture(n: int) -> tuple[bytes, DecodedImage]:
    """The bytes of an invented file, and what a decoder would see in it."""
    source, view = f"source {n}".encode(), f"view {n}".encode()
    seen = DecodedImage(sha256(source), "JPEG", 4000, 3000, view, sha256(view), thumbnail(n), ())
    return source, seen


@cache
def thumbnail(n: int) -> bytes:
    return jpeg(photograph(32, 24, seed=n))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def source_of(n: int) -> str:
    return picture(n)[1].source_sha256


def begun(desk: Desk, who: Patient | None = None, uses: Sequence[str] = USES) -> Draft:
    """A session of a patient, new or known, with its uses."""
    given = who or patient()
    known = bool(desk.vault.records_of(given.id))
    draft = start_session(desk)

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        return offer(rules, identify(rules, draft, given, Circumstances(), now, known), tuple(uses))

    return change(desk, draft.id, act)


def with_picture(desk: Desk, draft: Draft, n: int, pixels: str = "") -> Draft:
    """The session with one more file, hashed to its full pixels."""
    source, seen = picture(n)
    store_image(desk, draft.id, source, seen)
    return finish_image(desk, draft.id, seen.source_sha256, pixels or f"pixels {n}")


def ready_to_seal(desk: Desk, *pictures: int) -> Draft:
    """A session of an adult about these pictures in which only the explainer's word is missing."""
    draft = begun(desk)
    for n in pictures:
        draft = with_picture(desk, draft, n)
    return agreed(desk, draft)


def agreed(desk: Desk, draft: Draft, refused: Sequence[str] = ()) -> Draft:
    """Every image shown, everything explained, answered and signed."""

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        for image in draft.images:
            draft = show(draft, image.source_sha256, ("patient",), now)
        draft = answered(explained(draft, now), tuple(refused), now)
        return signed(go_to(draft, Step.SIGN), now)

    return change(desk, draft.id, act)


def seal(desk: Desk, draft: Draft, refused: Sequence[str] = ()) -> ConsentRecord:
    """The record of a session in which everyone agreed now."""
    return attest_and_seal(desk, agreed(desk, draft, refused).id, CODE).record


def consent(
    desk: Desk, *pictures: int, uses: Sequence[str] = USES, refused: Sequence[str] = ()
) -> ConsentRecord:
    """A whole session about these pictures."""
    draft = begun(desk, uses=uses)
    for n in pictures:
        draft = with_picture(desk, draft, n)
    return seal(desk, draft, refused)
