"""The photographs of a session: permitted, added, named, taken out, shown (R1, R3).

Each function takes a draft and returns the next one, or refuses, as in `session.py`.
"""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.draft import Draft, DraftImage, Showing
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import PhotographyPermission
from consentdesk.domain.refusals import refuse
from consentdesk.domain.session import without_stray_noes


def permit_photography(draft: Draft, yes: bool, now: Moment) -> Draft:
    """Record the answer to "may we take photographs?" (R1). A no is refused while images are there."""
    if not yes and draft.images:
        raise refuse("images_already_taken", "photography", count=len(draft.images))
    return replace(draft, photography=PhotographyPermission(yes, now))


def add_image(draft: Draft, image: DraftImage) -> Draft:
    """Add a photograph; its number in the session is given here and never again to another."""
    if draft.photography_refused:
        raise refuse("photography_refused", "images")
    if draft.image(image.source_sha256) is not None:
        raise refuse("image_already_here", "images")
    number = draft.images_ever + 1
    return replace(draft, images=(*draft.images, replace(image, number=number)), images_ever=number)


def note_pixels(draft: Draft, source_sha256: str, pixels_sha256: str) -> Draft:
    """Keep the hash of an image's full pixels, computed after it was stored."""
    images = tuple(
        replace(i, pixels_sha256=pixels_sha256) if i.source_sha256 == source_sha256 else i
        for i in draft.images
    )
    return replace(draft, images=images)


def label_image(draft: Draft, source_sha256: str, label: str) -> Draft:
    """Say what an image shows, in the clinic's words ("left forearm")."""
    image = image_of(draft, source_sha256)
    named = replace(image, label=" ".join(label.split())[:120])
    return replace(draft, images=tuple(named if i is image else i for i in draft.images))


def take_out(draft: Draft, source_sha256: str) -> Draft:
    """Remove an image from the session, with all that was said of it; what was made of it is then made of
    what it was made of itself (R28). Erasing its bytes is the caller's."""
    gone = image_of(draft, source_sha256)
    return _without(draft, gone, "" if gone.earlier else gone.derived_from)


def take_as(draft: Draft, source_sha256: str, image: DraftImage) -> Draft:
    """Let another image stand in the place and under the number of one, with nothing said of it yet: both
    turned out to be the same picture (R3). Where that one is in the session already, one of the two goes."""
    before = image_of(draft, source_sha256)
    others = _without(draft, before, image.source_sha256)
    if draft.image(image.source_sha256) is not None:
        return others
    taken = replace(image, number=before.number, label=before.label or image.label)
    at = draft.images.index(before)
    return replace(others, images=(*others.images[:at], taken, *others.images[at:]))


def _without(draft: Draft, gone: DraftImage, origin: str) -> Draft:
    """`origin` is what the copies of the one that goes are copies of then; nothing else where it is empty."""
    return without_stray_noes(
        replace(
            draft,
            images=tuple(_made_from(origin, i, gone) for i in draft.images if i is not gone),
            showings=tuple(s for s in draft.showings if s.source_sha256 != gone.source_sha256),
            answers=tuple(a for a in draft.answers if a.image != gone.source_sha256),
        )
    )


def _made_from(origin: str, image: DraftImage, gone: DraftImage) -> DraftImage:
    is_copy = image.derived_from == gone.source_sha256 and origin not in ("", image.source_sha256)
    return replace(image, derived_from=origin) if is_copy else image


def show(draft: Draft, source_sha256: str, to: tuple[str, ...], now: Moment) -> Draft:
    """Record that an image stood full screen before these people (R3)."""
    image = image_of(draft, source_sha256)
    if not to:
        raise refuse("nobody_is_looking", "viewers")
    showing = Showing(source_sha256, image.view_sha256, now, to)
    return replace(draft, showings=(*draft.showings, showing))


def image_of(draft: Draft, source_sha256: str) -> DraftImage:
    """Raises Refusal `image_not_in_session`."""
    image = draft.image(source_sha256)
    if image is None:
        raise refuse("image_not_in_session")
    return image
