"""What can come between: changes of mind, wrong people, birthdays, and sessions that only just miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from consentdesk.domain.draft import Answer, Assent, AssentState, Expiry, No, Outlet
from consentdesk.domain.people import Capacity, Circumstances, Life, Representative, Supporter
from consentdesk.domain.signature import Drawing, Point, Stroke
from tests.domain.clinician import PARTS, do
from tests.domain.oracle import PUBLISHING
from tests.domain.play import Play
from tests.helpers.sessions import ALL_USES, NOW, drawing, later, patient, representative, signer_name

TODAY = NOW.day
BIRTHDAYS = (
    date(1980, 5, 17),
    date(2008, 2, 29),  # completes 18 on 1 March 2026
    date(2019, 2, 28),
    TODAY.replace(year=2008),
    TODAY.replace(year=2008) + timedelta(days=1),
    date(2013, 9, 30),
    TODAY.replace(year=2019),
    TODAY.replace(year=2019) + timedelta(days=1),
    date(2023, 6, 1),
    TODAY + timedelta(days=1),
)
DOT = Drawing((Stroke((Point(0, 10.0, 10.0), Point(9, 11.0, 10.0))),), 560, 200)
CROSS = Drawing((Stroke((Point(0, 10.0, 10.0), Point(9, 30.0, 30.0))),), 560, 200)


def _flip(play: Play) -> None:
    for given in play.draft.answers[:1]:
        play.answer(given.image, given.use, not given.yes)


def _relabel(play: Play) -> None:
    for image in play.draft.images[:1]:
        play.label(image.source_sha256, "another place")


def _take_out(play: Play) -> None:
    for image in play.draft.images[:1]:
        play.take_out(image.source_sha256)


def _look_again(play: Play) -> None:
    for image in play.draft.images[:1]:
        play.show(image.source_sha256, ("patient",))


def _correct_the_name(play: Play) -> None:
    if play.draft.patient:
        play.identify(replace(play.draft.patient, given_name="Alexis"), play.draft.circumstances)


def _interpret(play: Play, language: str) -> None:
    play.support((Supporter("interpreter", "Kim Muster", language),))


def _describe(play: Play, outlet: Outlet | None) -> None:
    for given in _published(play):
        play.outlet(given.image, given.use, outlet)


def _limit(play: Play, expiry: Expiry | None) -> None:
    for given in _published(play):
        play.limit(given.image, given.use, expiry)


def _published(play: Play) -> tuple[Answer, ...]:
    return tuple(a for a in play.draft.granted if a.use in PUBLISHING)


def _no_beside_a_change_of_mind(play: Play) -> None:
    """The patient says no to one use; the other takes a yes back and gives it again."""
    for given in play.draft.granted[:1]:
        play.assent(Assent(AssentState.AGREES, play.now, (No(given.image, given.use),)))
        play.answer(given.image, given.use, False)
        play.answer(given.image, given.use, True)


def _scrawl(play: Play, drawn: Drawing, name: str = "", witness: str = "") -> None:
    for role in [s.role for s in play.draft.signatures]:
        play.sign(role, name or signer_name(play.draft, role), drawn, witness)


def _doubt(play: Play, found: Circumstances) -> None:
    if play.draft.patient:
        play.identify(play.draft.patient, found)


MISCHIEF: dict[str, Callable[[Play], None]] = {
    "a day passes": lambda play: play.wait(days=1),
    "years pass": lambda play: play.wait(days=1500),
    "another answer": _flip,
    "another label": _relabel,
    "another look": _look_again,
    "another image": lambda play: play.add(4),
    "an unfinished image": lambda play: play.add(3, finished=False),
    "another use": lambda play: play.offer((*play.draft.offered, "online")),
    "another adult": lambda play: play.represent(representative(play.pathway or "adult", "Chris Probe")),
    "a neighbour": lambda play: play.represent(Representative("Robin Probe", "neighbour", "")),
    "another patient": lambda play: play.identify(patient(id="patient-2"), Circumstances()),
    "a corrected name": _correct_the_name,
    "a disability": lambda play: _doubt(play, Circumstances(developmental_disability=True)),
    "a guardian": lambda play: _doubt(play, Circumstances(Capacity.GUARDIAN)),
    "a death": lambda play: _doubt(play, Circumstances(life=Life.DECEASED)),
    "an interpreter": lambda play: _interpret(play, "Spanish"),
    "an interpreter of nothing": lambda play: _interpret(play, ""),
    "nobody helps": lambda play: play.support(()),
    "a hold": lambda play: play.hold("not entitled"),
    "the patient's no": lambda play: play.assent(Assent(AssentState.DISSENTS, play.now)),
    "a no taken back": Play.unsay,
    "no way to ask": lambda play: play.assent(Assent(AssentState.NOT_POSSIBLE, play.now, reason="asleep")),
    "a no beside a change of mind": _no_beside_a_change_of_mind,
    "an image taken out": _take_out,
    "no outlet": lambda play: _describe(play, None),
    "a class of everything": lambda play: _describe(play, Outlet("class", "All journals")),
    "a platform for all": lambda play: _describe(play, Outlet("platform", "Facebook", "facebook")),
    "no expiry": lambda play: _limit(play, None),
    "an expiry of none": lambda play: _limit(play, Expiry(event="None")),
    "an expiry tomorrow": lambda play: _limit(play, Expiry(until=play.now.day + timedelta(days=1))),
    "a dot": lambda play: _scrawl(play, DOT),
    "a blank with a witness": lambda play: _scrawl(play, Drawing((), 560, 200), witness="Nurse Kay"),
    "a mark with a witness": lambda play: _scrawl(play, CROSS, witness="Nurse Kay"),
    "another name": lambda play: _scrawl(play, drawing(), "Someone Else"),
}


def near_miss(seed: int) -> Play:
    """A session by the rules but for one part left out or some mischief between the parts, up to the seal."""
    dice = Random(seed)
    play = Play(dice.choice((NOW, NOW, later(NOW, days=-2))), trusting=True)
    found = Circumstances(dice.choice((Capacity.NO_DOUBT, *Capacity)), dice.random() < 0.2, reason="Asleep.")
    life = dice.choice((Life.LIVING,) * 8 + (Life.DECEASED, Life.STILLBORN))
    play.identify(patient(dice.choice(BIRTHDAYS)), replace(found, life=life))
    play.offer(dice.sample(ALL_USES, dice.randint(1, 5)))
    for n in range(dice.randint(0, 2)):
        play.add(n)
    yes = set(dice.sample(ALL_USES, dice.randint(0, 5)))
    state = dice.choice((AssentState.AGREES, *AssentState))
    omitted = dice.choice(("",) * 9 + PARTS)
    places = dice.choices((*PARTS, "sign", "sign"), k=dice.randint(0, 3))
    trouble = {place: dice.choice(tuple(MISCHIEF)) for place in places}
    for part in PARTS:
        if part != omitted:
            do(play, part, yes, state)
        if part in trouble:
            MISCHIEF[trouble[part]](play)
            play.wait(minutes=1)
    play.explainer = dice.choice(("Dr. Sam Sample",) * 5 + ("robin  probe",))
    return play
