"""A clinician who does, part by part, everything that the rules ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from consentdesk.domain.draft import Assent, AssentState, Expiry, Outlet
from consentdesk.domain.people import Capacity, Life
from tests.domain.oracle import PUBLISHING
from tests.domain.play import ASKED_TOO, Play
from tests.helpers.sessions import drawing, patient, representative, rules, second_representative, signer_name


def finish(play: Play, yes: Iterable[str], state: AssentState, omit: str = "") -> None:
    """Do every part in order, from wherever the session stands up to the signatures. `yes` are the uses
    agreed to, `state` the patient's own word where it is asked; `omit` leaves one part out."""
    for part in PARTS:
        if part != omit:
            do(play, part, set(yes), state)


def do(play: Play, part: str, yes: set[str], state: AssentState) -> None:
    if part == "choose":
        _choose(play, yes)
    elif part == "assent":
        _assent(play, state)
    else:
        _PLAIN_PARTS[part](play)


def _identify(play: Play) -> None:
    play.resume()
    who = play.draft.patient or patient()
    who = replace(who, born=min(who.born, play.now.day))
    found = play.draft.circumstances
    if found.developmental_disability and found.life is Life.LIVING and found.capacity is Capacity.NO_DOUBT:
        found = replace(found, capacity=Capacity.FOUND)
    play.identify(who, replace(found, reason=found.reason or "Asleep."))
    play.support(tuple(replace(s, name=s.name or "Kim", language="es") for s in play.draft.supporters))


def _represent(play: Play) -> None:
    pathway = play.pathway or "adult"
    play.represent(representative(pathway), second_representative(pathway))


def _images(play: Play) -> None:
    if not play.draft.offered:
        play.offer(("medical_record", "social_media"))
    if not play.draft.images:
        play.add(5)
    play.finish_images()


def _show(play: Play) -> None:
    for image in play.draft.images:
        play.show(image.source_sha256, play.viewers)


def _explain(play: Play) -> None:
    for page in rules().pages(play.draft):
        play.page(page.id, play.viewers)


def _choose(play: Play, yes: set[str]) -> None:
    for image in (i.source_sha256 for i in play.draft.images):
        for use in play.draft.offered:
            play.answer(image, use, use in yes)
            if use in PUBLISHING and use in yes:
                kind = "platform" if use == "social_media" else "outlet"
                play.outlet(image, use, Outlet(kind, "Journal of Invented Findings"))
                play.limit(image, use, Expiry(event="When the follow-up ends"))


def _assent(play: Play, state: AssentState) -> None:
    if play.pathway in ASKED_TOO:
        impossible = state is AssentState.NOT_POSSIBLE and play.pathway == "minor"
        noes = play.draft.assent.noes if play.draft.assent else ()
        given = AssentState.DISSENTS if impossible else state
        play.assent(Assent(given, play.now, noes, reason="asleep"))


def _sign(play: Play) -> None:
    roles = [*play.deciders]
    agreed = play.draft.assent is not None and play.draft.assent.state is AssentState.AGREES
    roles += ["assent"] if agreed and play.pathway in ASKED_TOO else []
    roles += ["interpreter"] if any(s.kind == "interpreter" for s in play.draft.supporters) else []
    for role in roles:
        play.sign(role, signer_name(play.draft, role), drawing())


_PLAIN_PARTS: dict[str, Callable[[Play], None]] = {
    "identify": _identify,
    "represent": _represent,
    "images": _images,
    "show": _show,
    "explain": _explain,
    "warn": Play.warn,
    "sign": _sign,
}
PARTS = ("identify", "represent", "images", "show", "explain", "choose", "warn", "assent", "sign")
