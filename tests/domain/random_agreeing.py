"""The acts of agreeing, as a Hypothesis machine may play them in any order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from consentdesk.domain.draft import Assent, AssentState, Expiry, No, Outlet
from consentdesk.domain.route import Route
from consentdesk.domain.signature import Drawing, Stroke
from tests.domain.mischief import CROSS, DOT
from tests.domain.play import Play
from tests.helpers.sessions import NOW, drawing, signer_name

ROLES = ("patient", "representative", "second_representative", "assent", "interpreter", "witness")
DRAWINGS = (drawing(), drawing(), DOT, CROSS, Drawing((), 560, 200), Drawing((Stroke(()),), 560, 200))
WITNESSES = ("Nurse Kay", "Nurse Lee", "Robin Probe", "dr. sam sample", "")
OUTLETS = (
    Outlet("outlet", "JAAD", "jaad"),
    Outlet("class", "Peer-reviewed medical journals", "peer_reviewed_medical"),
    Outlet("class", "All journals"),
    Outlet("platform", "Facebook", "facebook"),
    None,
)
EXPIRIES = (
    Expiry(until=NOW.day),
    Expiry(until=NOW.day + timedelta(days=1)),
    Expiry(until=date(2040, 1, 1)),
    Expiry(event="End of treatment"),
    Expiry(event="None"),
    None,
)
QUESTIONS = ("Q1", "Q2", "Q3", "Q4", "Q5", "Q9")


class Agreeing(RuleBasedStateMachine):
    """A session in which people agree, or say that they did, in whatever way and order."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()

    @rule(data=st.data(), state=st.sampled_from(AssentState), reason=st.sampled_from(("", "asleep")))
    def assent(self, data: st.DataObject, state: AssentState, reason: str) -> None:
        granted = [No(a.image, a.use) for a in self.play.draft.granted]
        noes = data.draw(st.sets(st.sampled_from(granted))) if granted else set()
        ordered = tuple(sorted(noes, key=lambda no: (no.image, no.use)))
        self.play.assent(Assent(state, self.play.now, ordered, reason))

    @rule(
        role=st.sampled_from(ROLES),
        drawn=st.sampled_from(DRAWINGS),
        witness=st.sampled_from(("", "Nurse Kay")),
    )
    def sign(self, role: str, drawn: Drawing, witness: str) -> None:
        self.play.sign(role, signer_name(self.play.draft, role), drawn, witness)

    @rule(role=st.sampled_from(ROLES), meaning=st.sampled_from(("", "I agree")))
    def sign_in_another_name(self, role: str, meaning: str) -> None:
        self.play.sign(role, "Someone Else", drawing(), meaning=meaning)

    @rule(route=st.sampled_from(Route))
    def choose_a_route(self, route: Route) -> None:
        self.play.choose_route(route)

    @rule(role=st.sampled_from(ROLES), witness=st.sampled_from(WITNESSES))
    def say_aloud(self, role: str, witness: str) -> None:
        self.play.say(role, signer_name(self.play.draft, role), witness)

    @rule(witness=st.sampled_from(WITNESSES))
    def witness_signs(self, witness: str) -> None:
        self.play.sign("witness", witness, drawing())

    @rule(pages=st.integers(1, 3))
    def print_the_form(self, pages: int) -> None:
        self.play.print_form(pages)

    @rule(page=st.integers(1, 3))
    def scan_a_page(self, page: int) -> None:
        self.play.scan(page)

    @rule(role=st.sampled_from(ROLES))
    def sign_in_ink(self, role: str) -> None:
        self.play.sign_in_ink(role, signer_name(self.play.draft, role))

    @rule(role=st.sampled_from(ROLES))
    def take_back(self, role: str) -> None:
        self.play.take_back(role)

    @rule(question=st.sampled_from(QUESTIONS), right=st.booleans())
    def reply(self, question: str, right: bool) -> None:
        self.play.reply(question, right)
