"""A clinician who does, part by part, everything that the rules ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from consentdesk.domain.draft import Assent, AssentState, Expiry, Outlet
from consentdesk.domain.people import Capacity, Life
from consentdesk.domain.route import Route
from tests.domain.journal import ASKED_TOO, CALLED_FOR, PUBLISHING
from tests.domain.play import Play
from tests.helpers.sessions import drawing, patient, representative, second_representative, signer_name


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
    second = None if play.one_parent else second_representative(pathway)
    two = second_representative(pathway) is not None
    play.represent(representative(pathway), second, "He cannot be reached." if two and not second else "")


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
    for page in play.rules.pages(play.draft):
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


def _reply(play: Play) -> None:
    called = set().union(*(CALLED_FOR[use] for use in play.draft.offered))
    for question in play.rules.wording.questions:
        if question.statement in called:
            play.reply(question.id, True)


def _sign(play: Play) -> None:
    roles = [*play.deciders]
    agreed = play.draft.assent is not None and play.draft.assent.state is AssentState.AGREES
    roles += ["assent"] if agreed and play.pathway in ASKED_TOO else []
    helped = ["interpreter"] if any(s.kind == "interpreter" for s in play.draft.supporters) else []
    if play.draft.route is not play.route:
        play.choose_route(play.route)
    _WAYS[play.route](play, roles, helped)


def _on_screen(play: Play, roles: list[str], helped: list[str]) -> None:
    for role in (*roles, *helped):
        play.sign(role, signer_name(play.draft, role), drawing())


def _aloud(play: Play, roles: list[str], helped: list[str]) -> None:
    for role in roles:
        play.say(role, signer_name(play.draft, role), WITNESS)
    for role in (*helped, "witness"):
        play.sign(role, WITNESS if role == "witness" else signer_name(play.draft, role), drawing())


def _in_ink(play: Play, roles: list[str], helped: list[str]) -> None:
    play.print_form()
    for page in (2, 1):
        play.scan(page)
    for role in (*roles, *helped):
        play.sign_in_ink(role, signer_name(play.draft, role))


WITNESS = "Nurse Kay"
_WAYS = {Route.SCREEN: _on_screen, Route.VERBAL: _aloud, Route.PAPER: _in_ink}
_PLAIN_PARTS: dict[str, Callable[[Play], None]] = {
    "identify": _identify,
    "represent": _represent,
    "images": _images,
    "show": _show,
    "explain": _explain,
    "reply": _reply,
    "warn": Play.warn,
    "sign": _sign,
}
PARTS = ("identify", "represent", "images", "show", "explain", "reply", "choose", "warn", "assent", "sign")
