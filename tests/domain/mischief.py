"""What can come between: changes of mind, wrong people, birthdays, and sessions that only just miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from consentdesk.domain.draft import Answer, Assent, AssentState, Correction, Expiry, No, Outlet
from consentdesk.domain.people import Capacity, Circumstances, Life, Representative, Supporter
from consentdesk.domain.route import Route
from consentdesk.domain.signature import Drawing, Point, Stroke
from tests.domain.clinician import PARTS, WITNESS, do
from tests.domain.journal import PUBLISHING
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
GROUNDS = ("emancipated", "married", "override")
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


def _say_again(play: Play, witness: str) -> None:
    """Somebody says it once more, and another witness heard that; the first one signs."""
    for role in [s.role for s in play.draft.signatures if s.role != "witness"][:1]:
        play.take_back(role)
        play.say(role, signer_name(play.draft, role), witness)


def _witnessed_by(play: Play, name: str) -> None:
    """Everybody says it before somebody else than before."""
    roles = [s.role for s in play.draft.signatures]
    play.choose_route(Route.SCREEN)
    play.choose_route(Route.VERBAL)
    for role in roles:
        if role in ("witness", "interpreter"):
            drawn = name if role == "witness" else signer_name(play.draft, role)
            play.sign(role, drawn, drawing())
        else:
            play.say(role, signer_name(play.draft, role), name)


def _with(play: Play, name: str, one_signs: str = "") -> None:
    adult = play.draft.representative
    if adult:
        play.represent(adult, replace(adult, name=name) if name else None, one_signs)


def _only_one_looks(play: Play) -> None:
    """The second adult is not there when something is shown."""
    play.one_looks = True


def _print_again(play: Play, pages: int, back: int) -> None:
    play.choose_route(Route.PAPER)
    play.print_form(pages)
    for page in range(1, back + 1):
        play.scan(page)
    for role in ("patient", "representative", "second_representative", "assent"):
        play.sign_in_ink(role, signer_name(play.draft, role))


def _ink_again(play: Play) -> None:
    """Something is changed, and the ink that came back is taken for it too."""
    _relabel(play)
    for role in [s.role for s in play.draft.signatures]:
        play.sign_in_ink(role, signer_name(play.draft, role))


def _misunderstand(play: Play) -> None:
    for asked in play.draft.asked[:1]:
        play.reply(asked.id, False)


def _alone(play: Play, ground: str, reason: str = "") -> None:
    _doubt(play, Circumstances(decides_alone=ground, reason=reason))


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
    "another route": lambda play: play.choose_route(Route.PAPER),
    "aloud after all": lambda play: play.choose_route(Route.VERBAL),
    "a word taken back": lambda play: play.take_back("representative"),
    "the explainer hears it": lambda play: _witnessed_by(play, "dr. sam  sample"),
    "the other hears it": lambda play: _witnessed_by(play, "Robin Probe"),
    "nobody hears it": lambda play: _witnessed_by(play, " "),
    "two hear it": lambda play: _say_again(play, "Nurse Lee"),
    "said and heard again": lambda play: _say_again(play, WITNESS),
    "a page that does not come back": lambda play: _print_again(play, 3, 2),
    "all pages again": lambda play: _print_again(play, 2, 2),
    "ink for something else": _ink_again,
    "a page of another form": lambda play: play.scan(1, "0b5d3f4e-0000-4000-8000-00000000000f"),
    "a second adult": lambda play: _with(play, "Jamie Probe"),
    "the same adult twice": lambda play: _with(play, "robin  probe"),
    "the explainer as the other": lambda play: _with(play, "Dr. Sam Sample"),
    "one alone": lambda play: _with(play, ""),
    "one alone for a reason": lambda play: _with(play, "", "He cannot be reached."),
    "only one of two looks": _only_one_looks,
    "a wrong reply": _misunderstand,
    "a lawful ground": lambda play: _alone(play, "emancipated"),
    "a ground of nobody's": lambda play: _alone(play, "married"),
    "an override": lambda play: _alone(play, "override", "He lives alone and works."),
    "an override for nothing": lambda play: _alone(play, "override"),
    "another name": lambda play: _scrawl(play, drawing(), "Someone Else"),
}


def near_miss(seed: int, mischief: str = "") -> Play:
    """A session by the rules but for one part left out or some mischief between the parts, up to the seal.
    Where `mischief` is named, it is that and no other."""
    dice = Random(seed)
    corrects = dice.choice((None, None, Correction("record-0", "CODE", "The name was wrong.")))
    start = dice.choice((NOW, NOW, later(NOW, days=-2)))
    play = Play(start, trusting=True, taught=dice.random() < 0.3, corrects=corrects)
    play.route = dice.choice((Route.SCREEN, Route.SCREEN, *Route))
    play.one_parent = dice.random() < 0.3
    found = Circumstances(dice.choice((Capacity.NO_DOUBT, *Capacity)), dice.random() < 0.2, reason="Asleep.")
    found = replace(found, decides_alone=dice.choice(("",) * 6 + GROUNDS))
    life = dice.choice((Life.LIVING,) * 6 + (Life.DECEASED, Life.STILLBORN))
    play.identify(patient(dice.choice(BIRTHDAYS)), replace(found, life=life))
    play.offer(dice.sample(ALL_USES, dice.randint(1, 5)))
    for n in range(dice.randint(0, 2)):
        play.add(n)
    yes = set(dice.sample(ALL_USES, dice.randint(0, 5)))
    state = dice.choice((AssentState.AGREES, *AssentState))
    omitted = dice.choice(("",) * 9 + PARTS)
    places = dice.choices((*PARTS, "sign", "sign"), k=dice.randint(0, 3))
    trouble = {place: mischief or dice.choice(tuple(MISCHIEF)) for place in places}
    for part in PARTS:
        if part != omitted:
            do(play, part, yes, state)
        if part in trouble:
            MISCHIEF[trouble[part]](play)
            play.wait(minutes=1)
    play.explainer = dice.choice(("Dr. Sam Sample",) * 5 + ("robin  probe",))
    return play
