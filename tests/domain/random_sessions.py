"""A Hypothesis machine that plays sessions: arbitrary acts in arbitrary order, sealing at any time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from consentdesk.domain.draft import AssentState, Correction, Expiry, Outlet
from consentdesk.domain.people import Capacity, Circumstances, Life, Representative, Supporter
from consentdesk.domain.route import Route
from tests.domain.clinician import PARTS, finish
from tests.domain.mischief import BIRTHDAYS, GROUNDS, MISCHIEF
from tests.domain.play import Play
from tests.domain.random_agreeing import EXPIRIES, OUTLETS, Agreeing
from tests.helpers.sessions import ALL_USES, EXPLAINER, patient

CIRCUMSTANCES = st.builds(
    Circumstances,
    st.sampled_from((Capacity.NO_DOUBT, *Capacity)),
    st.sampled_from((False, False, True)),
    st.sampled_from((Life.LIVING, Life.LIVING, Life.LIVING, *Life)),
    st.sampled_from(("", "", *GROUNDS)),
    st.sampled_from(("", "As found on duty.")),
)
USES = st.sampled_from(ALL_USES)
YES = st.sets(USES)
FINISH: dict[str, Any] = {
    "omit": st.sampled_from(("", "", "", *PARTS)),
    "yes": YES,
    "state": st.sampled_from(AssentState),
    "upset": st.sampled_from((*MISCHIEF, "", "")),
}
TO = st.sampled_from((("patient",), ("representative",), ("representative", "patient"), ()))

tally: Counter[str] = Counter()


class Sessions(Agreeing):
    """Every seal on the way is held against the oracle; at the end each session must be sealable."""

    def __init__(self) -> None:
        super().__init__()
        self.sealed = False

    @initialize(
        born=st.sampled_from(BIRTHDAYS),
        found=CIRCUMSTANCES,
        uses=YES,
        images=st.integers(0, 2),
        start=st.sampled_from((2, 2, 2, 0, 1)),
        yes=YES,
        state=st.sampled_from(AssentState),
        taught=st.booleans(),
        corrects=st.sampled_from((None, Correction("record-0", "CODE", "The name was wrong."))),
        route=st.sampled_from(Route),
        one_parent=st.booleans(),
    )
    def come_in(
        self,
        born: date,
        found: Circumstances,
        uses: set[str],
        images: int,
        start: int,
        yes: set[str],
        state: AssentState,
        taught: bool,
        corrects: Correction | None,
        route: Route,
        one_parent: bool,
    ) -> None:
        """Some sessions start from nothing, most from one that has just been sealed and is upset again."""
        self.play = Play(taught=taught, corrects=corrects)
        self.play.route, self.play.one_parent = route, one_parent
        if start:
            self.play.identify(patient(born), found)
            self.play.offer(uses)
            for n in range(images):
                self.play.add(n)
        if start > 1:
            finish(self.play, yes, state)
            self._seal(self.play.pathway)

    @rule(
        born=st.sampled_from(BIRTHDAYS), found=CIRCUMSTANCES, id=st.sampled_from(("patient-1", "patient-2"))
    )
    def identify(self, born: date, found: Circumstances, id: str) -> None:
        self.play.identify(patient(born, id), found)

    @precondition(lambda self: self.play.draft.patient is not None)
    @rule()
    def identify_again(self) -> None:
        who = self.play.draft.patient
        assert who is not None
        self.play.identify(replace(who, given_name="Alexa"), self.play.draft.circumstances)

    @rule(
        name=st.sampled_from(("Robin Probe", "Dr. Sam  Sample", " ")),
        related=st.booleans(),
        entitled=st.booleans(),
        second=st.sampled_from(
            (None, None, Representative("Jamie Probe", "father", "parental_responsibility"))
        ),
        one_signs=st.sampled_from(("", "The other one is abroad.")),
    )
    def represent(
        self, name: str, related: bool, entitled: bool, second: Representative | None, one_signs: str
    ) -> None:
        kin, basis = ("mother", "") if related else ("neighbour", "")
        basis = "parental_responsibility" if entitled else basis
        self.play.represent(Representative(name, kin, basis), second, one_signs)

    @rule()
    def nobody_represents(self) -> None:
        self.play.represent(None)

    @rule(kind=st.sampled_from(("interpreter", "support")), language=st.sampled_from(("", "Spanish")))
    def support(self, kind: str, language: str) -> None:
        self.play.support((Supporter(kind, "Kim Muster", language),))

    @rule()
    def nobody_helps(self) -> None:
        self.play.support(())

    @rule(reason=st.sampled_from(("", "grandmother without authority")))
    def hold(self, reason: str) -> None:
        self.play.hold(reason)

    @rule()
    def resume(self) -> None:
        self.play.resume()

    @rule(yes=st.booleans())
    def permit_photography(self, yes: bool) -> None:
        self.play.permit(yes)

    @rule(uses=YES)
    def offer(self, uses: set[str]) -> None:
        self.play.offer(uses)

    @rule(n=st.integers(0, 3), finished=st.booleans())
    def add_image(self, n: int, finished: bool) -> None:
        self.play.add(n, finished)

    @rule()
    def finish_images(self) -> None:
        self.play.finish_images()

    @rule(page=st.sampled_from(("care", "online", "undo", "who")), to=TO, acknowledged=st.booleans())
    def explain(self, page: str, to: tuple[str, ...], acknowledged: bool) -> None:
        self.play.page(page, to, acknowledged)

    @precondition(lambda self: self.play.draft.images)
    @rule(data=st.data(), act=st.sampled_from(("take_out", "label", "show")), to=TO)
    def handle_an_image(self, data: st.DataObject, act: str, to: tuple[str, ...]) -> None:
        image = data.draw(st.sampled_from(self.play.draft.images)).source_sha256
        if act == "take_out":
            self.play.take_out(image)
        elif act == "label":
            self.play.label(image, "left hand")
        else:
            self.play.show(image, to)

    @precondition(lambda self: self.play.draft.images)
    @rule(data=st.data(), use=USES, yes=st.booleans(), alike=st.booleans())
    def answer(self, data: st.DataObject, use: str, yes: bool, alike: bool) -> None:
        image = data.draw(st.sampled_from(self.play.draft.images)).source_sha256
        self.play.answer(image, use, yes)
        if alike:
            self.play.same_for_all(image, use)

    @precondition(lambda self: self.play.draft.granted)
    @rule(data=st.data(), outlet=st.sampled_from(OUTLETS), expiry=st.sampled_from(EXPIRIES))
    def describe_a_yes(self, data: st.DataObject, outlet: Outlet | None, expiry: Expiry | None) -> None:
        given = data.draw(st.sampled_from(self.play.draft.granted))
        if data.draw(st.booleans()):
            self.play.outlet(given.image, given.use, outlet)
        else:
            self.play.limit(given.image, given.use, expiry)

    @rule()
    def read_warnings(self) -> None:
        self.play.warn()

    @rule(days=st.sampled_from((0, 1, 2, 400)))
    def time_passes(self, days: int) -> None:
        self.play.wait(days=days, minutes=1)

    @rule(name=st.sampled_from(("Dr. Sam Sample", "robin  probe")))
    def try_to_seal(self, name: str) -> None:
        self.play.explainer = name
        self._seal("at any time")
        self.play.explainer = EXPLAINER.name

    @rule()
    def change_after_attesting_and_seal(self) -> None:
        stale = self.play.attestation()
        self.play.warn()
        self.play.seal(stale)

    def finish_upset_and_seal(self, omit: str, yes: set[str], state: AssentState, upset: str) -> None:
        """Everything is as it should be but for one thing, or one thing is changed after signing."""
        self.play.wait(minutes=1)
        finish(self.play, yes, state, omit)
        if upset:
            MISCHIEF[upset](self.play)
        self._seal(self.play.pathway)

    finish_and_seal = rule(**FINISH)(finish_upset_and_seal)  # type: ignore[no-untyped-call]
    finish_and_seal_again = rule(**FINISH)(finish_upset_and_seal)  # type: ignore[no-untyped-call]
    finish_and_seal_once_more = rule(**FINISH)(finish_upset_and_seal)  # type: ignore[no-untyped-call]

    def _seal(self, how: str) -> None:
        if self.play.seal() is not None:
            tally[how] += 1
            self.sealed = True

    def teardown(self) -> None:
        """However the session went, finished by the rules it can be sealed."""
        tally["sessions"] += 1
        tally["sealed before the end"] += self.sealed
        finish(self.play, ALL_USES, AssentState.AGREES)
        assert self.play.seal(), self.play.refusal


QUICK = settings(
    max_examples=80,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
