"""The answers of a session: yes or no, image by image and use by use, where a yes reaches and until when.

Each function takes a draft and returns the next one, or refuses, as in `session.py`.
"""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.authorisation import ends
from consentdesk.domain.draft import Answer, Draft, Expiry, Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import folded
from consentdesk.domain.photographs import image_of
from consentdesk.domain.refusals import refuse
from consentdesk.domain.session import Rules, deciders, unexplained


def answer(
    rules: Rules, draft: Draft, image: str, use: str, yes: bool, now: Moment, spoken: bool = False
) -> Draft:
    """Record yes or no for one image and one use (R2). Refused until that image was shown to whoever
    decides (R3) and everything the offered uses call for was explained (R5)."""
    path = rules.pathway(draft, now.day)
    if path is None:
        raise refuse("patient_missing", "patient")
    image_of(draft, image)
    if use not in draft.offered:
        raise refuse("use_not_offered", use=use)
    who = deciders(path, draft)
    if any(draft.shown(image, one) is None for one in who):
        raise refuse("image_not_shown", image=image_of(draft, image).number)
    if missing := unexplained(rules, draft, *who):
        raise refuse("not_explained", "explain", pages=len(missing))
    before = draft.answer(image, use)
    if before is not None and (before.yes, before.by) == (yes, path.decides):
        return draft
    return _with_answer(draft, Answer(image, use, yes, now, path.decides, spoken))


def name_outlet(draft: Draft, image: str, use: str, outlet: Outlet | None) -> Draft:
    """Say where a yes reaches (R4)."""
    if outlet is not None and not folded(outlet.name):
        raise refuse("outlet_missing", use=use)
    return _with_answer(draft, replace(_granted(draft, image, use), outlet=outlet))


def limit(draft: Draft, image: str, use: str, expiry: Expiry | None, now: Moment) -> Draft:
    """Say until when a yes holds: a day after today, or an event; "none" is none (R21)."""
    if expiry is not None and not ends(expiry):
        raise refuse("expiry_needs_day_or_event", use=use)
    if expiry is not None and expiry.until is not None and expiry.until <= now.day:
        raise refuse("expiry_not_in_future", use=use)
    return _with_answer(draft, replace(_granted(draft, image, use), expiry=expiry))


def same_for_all(rules: Rules, draft: Draft, image: str, use: str, now: Moment) -> Draft:
    """Give every other image the answer of this one, for one use: an act of its own, offered only after
    each image was shown."""
    model = draft.answer(image, use)
    if model is None:
        raise refuse("answer_missing", use=use)
    for other in draft.images:
        if other.source_sha256 != image:
            draft = answer(rules, draft, other.source_sha256, use, model.yes, now, model.spoken)
            copied = draft.answer(other.source_sha256, use)
            assert copied is not None
            draft = _with_answer(draft, replace(copied, outlet=model.outlet, expiry=model.expiry))
    return draft


def read_warnings(draft: Draft, now: Moment) -> Draft:
    """Record that the clinician was shown the warnings about social media (R27)."""
    return replace(draft, warnings_read_at=now)


def _granted(draft: Draft, image: str, use: str) -> Answer:
    found = draft.answer(image, use)
    if found is None or not found.yes:
        raise refuse("answer_missing", use=use)
    return found


def _with_answer(draft: Draft, given: Answer) -> Draft:
    others = tuple(a for a in draft.answers if (a.image, a.use) != (given.image, given.use))
    return replace(draft, answers=(*others, given))
