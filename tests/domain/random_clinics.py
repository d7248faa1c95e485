"""A Hypothesis machine that plays a clinic over months: patients come again, birthdays pass, rules change."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from consentdesk.domain import permission
from consentdesk.domain.draft import Assent, AssentState, Correction, Draft, Expiry, No, Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances
from consentdesk.domain.permission import Past
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.session import Rules
from tests.domain.clinic import ASKED_FOR, Memory
from tests.domain.clinician import PARTS, do
from tests.domain.journal import ASKED_TOO, PUBLISHING
from tests.domain.play import Play
from tests.helpers.sessions import ALL_USES, NOW, later, patient, rules

PATIENTS = {
    "of age": date(1980, 5, 17),
    "of age in weeks": date(2008, 3, 20),
    "born on a leap day": date(2012, 2, 29),
    "seven in weeks": date(2019, 3, 15),
    "small": date(2023, 6, 1),
}
JOURNALS = (
    Outlet("outlet", "JAAD", "jaad"),
    Outlet("class", "Peer-reviewed medical journals", "peer_reviewed_medical"),
    Outlet("outlet", "Journal of Invented Findings"),
)
FACEBOOK = Outlet("platform", "Facebook", "facebook")
USES = st.sets(st.sampled_from(ALL_USES), min_size=1)
DAYS = st.sampled_from((0, 1, 13, 30, 200, 800))

clinics: Counter[str] = Counter()


def without_social_media() -> Rules:
    """A later version of the default rules, in which one use is given up."""
    pack = rules().pack
    uses = tuple(use for use in pack.uses if use.id != "social_media")
    return replace(rules(), pack=replace(pack, version="2027.1", uses=uses))


class Clinics(RuleBasedStateMachine):
    """Sessions with the same patients over the same images; after each, what may be used is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.memory = NOW, Memory()
        self.records: list[ConsentRecord] = []
        self.history: dict[str, list[Past]] = {}
        self.in_force: list[tuple[Moment, Rules]] = [(NOW, rules())]
        self.moments = [NOW]

    @initialize()
    def opens(self) -> None:
        clinics["clinics"] += 1

    @rule(days=DAYS)
    def time_passes(self, days: int) -> None:
        self.now = later(self.now, days=days, minutes=1)
        self.moments.append(self.now)

    @rule(back=st.booleans())
    def other_rules_are_taken_into_use(self, back: bool) -> None:
        self.time_passes(0)
        self.in_force.append((self.now, rules() if back else without_social_media()))

    @rule(
        who=st.sampled_from(sorted(PATIENTS)),
        images=st.sets(st.integers(1, 3), min_size=1, max_size=2),
        offered=USES,
        yes=st.sets(st.sampled_from(ALL_USES)),
        own=st.sampled_from(("agrees", "agrees", "no", "no to one")),
        outlet=st.sampled_from(JOURNALS),
        ends=st.sampled_from((20, 300, None)),
        alone=st.booleans(),
        correcting=st.integers(0, 5),
    )
    def a_session(
        self,
        who: str,
        images: set[int],
        offered: set[str],
        yes: set[str],
        own: str,
        outlet: Outlet,
        ends: int | None,
        alone: bool,
        correcting: int,
    ) -> None:
        self.time_passes(0)
        play = Play(self.now, corrects=self._correction(who, correcting))
        play.rules = self._rules(self.now)
        ground = "emancipated" if alone else ""
        play.identify(patient(PATIENTS[who], who), Circumstances(decides_alone=ground))
        play.offer(u for u in offered if u in {use.id for use in play.rules.pack.uses})
        for n in images:
            play.add(n + 10 * sorted(PATIENTS).index(who))
        if play.draft.offered:
            self._go_through(play, yes, own, outlet, ends)

    def _go_through(self, play: Play, yes: set[str], own: str, outlet: Outlet, ends: int | None) -> None:
        for part in PARTS:
            if part == "sign":
                self._own_word(play, own)
            do(play, part, yes, AssentState.AGREES)
            if part == "choose":
                _describe(play, outlet, ends)
        record = play.seal(record_id=f"record-{len(self.records) + 1}")
        assert record is not None, play.refusal
        clinics["records"] += 1
        self._keep(record, play.draft)

    def _own_word(self, play: Play, own: str) -> None:
        """The patient says something else than yes, where they have a say beside somebody else's."""
        if own == "agrees" or play.pathway not in (*ASKED_TOO, "young_minor"):
            return
        one = tuple(No(a.image, a.use) for a in play.draft.granted[:1])
        state = AssentState.DISSENTS if own == "no" else AssentState.AGREES
        play.assent(Assent(state, play.now, () if own == "no" else one))

    def _keep(self, record: ConsentRecord, draft: Draft) -> None:
        """What the rules remember is what was said; what the program remembers comes from the record."""
        said = {(a.image, a.use): (a.yes, a.outlet.name if a.outlet else "", a.expiry) for a in draft.answers}
        self.memory.keep(record, said)
        self.records.append(record)
        for d in record.decisions:
            by = d.by, d.outlet, d.expiry, record.patient.born
            past = Past(record.id, record.sealed_at, d.use, d.yes, d.effective, d.patient_said_no, *by)
            self.history.setdefault(d.image, []).append(past)
        if record.corrects is not None:
            for image, known in self.history.items():
                self.history[image] = [_corrected(past, record) for past in known]

    def _correction(self, who: str, back: int) -> Correction | None:
        """One of the patient's last records that nothing corrects yet; mostly none."""
        done = {r.corrects.record for r in self.records if r.corrects}
        own = [r for r in self.records if r.patient.id == who and r.id not in done]
        if not 1 <= back <= len(own):
            return None
        clinics["corrections"] += 1
        return Correction(own[-back].id, own[-back].code, "Another image was meant.")

    def _rules(self, at: Moment) -> Rules:
        return [held for since, held in self.in_force if since.utc <= at.utc][-1]

    @precondition(lambda self: self.history)
    @rule(data=st.data(), use=st.sampled_from((*ALL_USES, "research")), outlet=st.sampled_from(ASKED_FOR))
    def ask_of_one_day(self, data: st.DataObject, use: str, outlet: str) -> None:
        """One use of one image on any day so far, or a moment beside one (R39)."""
        image = data.draw(st.sampled_from([*sorted(self.history), "an image of nobody's"]))
        at = data.draw(st.sampled_from(self.moments))
        self._ask(image, use, outlet, later(at, minutes=data.draw(st.sampled_from((-1, 0, 1)))))

    @precondition(lambda self: self.history)
    @rule(outlet=st.sampled_from(ASKED_FOR), day=st.integers(0, 400))
    def ask_of_everything(self, outlet: str, day: int) -> None:
        """Every use of every image on a day soon, when some answers will have come to their end."""
        at = later(self.now, days=day)
        for image in self.history:
            for use in ALL_USES:
                self._ask(image, use, outlet, at)

    @precondition(lambda self: self.history)
    @rule(outlet=st.sampled_from(ASKED_FOR))
    def ask_at_the_ends(self, outlet: str) -> None:
        """Each answer on the last day that it can hold and on the day after: its own end, or a birthday."""
        for one in self.memory.said:
            for day in one.ends_before:
                for ask_on in (day - timedelta(days=1), day):
                    self._ask(one.image, one.use, outlet or one.named, noon(ask_on))

    def _ask(self, image: str, use: str, outlet: str, at: Moment) -> None:
        pack = self._rules(max(at, NOW)).pack
        known = self.history.get(image, ())
        verdict = permission.permitted(pack, pack.outlets, known, use, outlet, at)
        wanted = self.memory.reasons(image, use, outlet, at, {u.id for u in pack.uses})
        told = {problem.code for problem in verdict.reasons}
        last = self.memory.last(image, use, at)
        another = verdict.record != (last.record if last else "")
        rule = _rule_of(told ^ wanted) + ("; R2, R22: another answer counts" if another else "")
        assert told == wanted, f"{rule}: {told} instead of {wanted} for {use}, {outlet}, {at}"
        assert told or not another, f"{rule}: {verdict.record} instead of {last}"
        clinics.update(told or {"allowed"})


RULES = {
    "use_unknown": "R24",
    "not_asked": "R2",
    "corrected": "R22",
    "refused": "R24",
    "patient_said_no": "R8",
    "expired": "R24",
    "frozen_at_majority": "R14",
    "outlet_not_named": "R4",
    "outlet_not_covered": "R4",
}


def _rule_of(codes: set[str]) -> str:
    return "; ".join(RULES.get(code, code) for code in sorted(codes))


def _corrected(past: Past, by: ConsentRecord) -> Past:
    assert by.corrects is not None
    return replace(past, corrected_at=by.sealed_at) if past.record == by.corrects.record else past


def _describe(play: Play, outlet: Outlet, ends: int | None) -> None:
    expiry = Expiry(event="When the follow-up ends") if ends is None else _in_days(play.now, ends)
    for given in play.draft.granted:
        if given.use in PUBLISHING:
            play.outlet(given.image, given.use, FACEBOOK if given.use == "social_media" else outlet)
            play.limit(given.image, given.use, expiry)


def noon(day: date) -> Moment:
    return Moment.parse(f"{max(day, NOW.day)}T12:00:00-05:00")


def _in_days(now: Moment, days: int) -> Expiry:
    return Expiry(until=now.day + timedelta(days=days))
