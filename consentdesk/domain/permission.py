"""Was this use of this image permitted at that moment? An answer for every past moment (R14, R24, R29, R39).

It fails closed: what is not known to be a yes is a no, with every reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.draft import Expiry, Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import covers
from consentdesk.domain.pack import RECORD_USE, Ages, OutletEntry, OutletKind, RulePack
from consentdesk.domain.people import birthday
from consentdesk.domain.refusals import Problem
from consentdesk.domain.withdrawal import Ending


@dataclass(frozen=True)
class Past:
    """One decision of the past for an image and a use, as the views keep it. `born` is the patient's, None
    where the patient had died (R11): nobody comes of age then; `died` is when a record first said so, were it
    a later one. `corrected_at` is when another record took this one's place (R22); `patient` is whose facts
    say so."""

    record: str
    sealed_at: Moment
    use: str
    yes: bool
    effective: bool
    patient_said_no: bool
    by: str
    outlet: Outlet | None
    expiry: Expiry | None
    born: date | None
    corrected_at: Moment | None = None
    patient: str = ""
    died: Moment | None = None

    def corrected(self, at: Moment) -> bool:
        return self.corrected_at is not None and self.corrected_at.utc <= at.utc


@dataclass(frozen=True)
class Verdict:
    """`reasons` is empty exactly when it is allowed; `until` is the last day of a yes that ends by itself;
    `check` is the one that it rests on beside the yes, where a use now needs one (R26)."""

    reasons: tuple[Problem, ...]
    record: str = ""
    until: date | None = None
    check: str = ""

    @property
    def allowed(self) -> bool:
        return not self.reasons


def permitted(
    pack: RulePack,
    register: Sequence[OutletEntry],
    history: Sequence[Past],
    use: str,
    outlet: str,
    at: Moment,
    endings: Sequence[Ending] = (),
) -> Verdict:
    """The verdict for one image and one use at a moment, from that image's decisions and from the withdrawals
    and suspensions that reach it. The latest decision counts; a no wins over a yes given at the same time;
    what a corrected record says counts no more. `register`: the outlets known here."""
    if use not in pack.uses_by_id:
        return Verdict((Problem("use_unknown", details={"use": use}),))
    last = last_word(history, use, at)
    if last is None:
        asked = any(d.use == use and d.sealed_at.utc <= at.utc for d in history)
        return Verdict((Problem("corrected" if asked else "not_asked", details={"use": use}),))
    reasons = _refused(last) or [
        *withdrawn(last, endings, at),
        *ended(pack, last, at),
        *_outside(pack, register, last, outlet),
    ]
    return Verdict(tuple(reasons), last.record, last.expiry.until if last.expiry else None)


def with_gap(verdict: Verdict, use: str) -> Verdict:
    """The verdict in a vault that was restored, while nobody has reviewed what may be missing: a withdrawal
    may be. Uses outside the record are refused."""
    if use == RECORD_USE:
        return verdict
    return replace(verdict, reasons=(*verdict.reasons, Problem("restored_gap_not_reviewed")))


def once_erased(verdict: Verdict, erased_at: Moment) -> Verdict:
    """The verdict since an image was erased: there is nothing left to use (R40)."""
    erased = Problem("image_erased", details={"day": erased_at.day.isoformat()})
    return replace(verdict, reasons=(*verdict.reasons, erased))


def last_word(history: Sequence[Past], use: str, at: Moment) -> Past | None:
    """The decision that counts for a use at a moment; None where nobody was asked, or nothing counts any
    more."""
    known = [d for d in history if d.use == use and d.sealed_at.utc <= at.utc and not d.corrected(at)]
    return max(known, key=lambda d: (d.sealed_at.utc, not d.effective), default=None)


def all_said(now: Moment, history: Iterable[Past], endings: Iterable[Ending]) -> Moment:
    """Now, or when the last was said of an image where the clock was set back since: what was said with a
    clock that ran ahead is known all the same, and nothing withdrawn is free again."""
    said = [moment for past in history for moment in (past.sealed_at, past.corrected_at) if moment]
    said += [moment for ending in endings for moment in (ending.at, ending.lifted_at) if moment]
    return max((now, *said), key=lambda moment: moment.utc)


def _refused(last: Past) -> list[Problem]:
    if last.patient_said_no:
        return [Problem("patient_said_no")]
    return [] if last.effective else [Problem("refused")]


def withdrawn(last: Past, endings: Sequence[Ending], at: Moment) -> list[Problem]:
    """Why a yes holds no longer by somebody's word: `withdrawn` at or after it, or `suspended` (R29), each
    with its day and whose words they were (the id of the ending)."""
    reaching = [e for e in endings if e.patient == last.patient and e.reaches(last.use) and e.holds(at)]
    ended_it = [e for e in reaching if not e.suspends and e.at.utc >= last.sealed_at.utc]
    held_back = [e for e in reaching if e.suspends]
    found = (("withdrawn", ended_it), ("suspended", held_back))
    return [_by_word(code, min(some, key=lambda e: e.at.utc)) for code, some in found if some]


def _by_word(code: str, ending: Ending) -> Problem:
    return Problem(code, details={"day": ending.at.day.isoformat(), "ending": ending.id})


def ended(pack: RulePack, last: Past, at: Moment) -> list[Problem]:
    """Why a yes holds no longer by itself: `expired` or `frozen_at_majority` (R14), each with its day."""
    found = []
    if last.expiry is not None and last.expiry.until is not None and at.day > last.expiry.until:
        found.append(Problem("expired", details={"day": last.expiry.until.isoformat()}))
    others_agreed = last.by == "representative" and last.use != RECORD_USE
    if others_agreed and (grown_up_on := _grown_up(pack, last, at)):
        found.append(Problem("frozen_at_majority", details={"day": grown_up_on.isoformat()}))
    return found


def _grown_up(pack: RulePack, last: Past, at: Moment) -> date | None:
    """The day since the decision on which it became the patient's own to decide, if they lived to see it."""
    lived = min(at.day, last.died.day) if last.died else at.day
    return came_of_age(pack.ages, last.born, last.sealed_at.day, lived) if last.born else None


def came_of_age(ages: Ages, born: date, since: date, by: date) -> date | None:
    """The first day after one and up to another on which what others agreed to became the patient's own to
    decide (R14)."""
    turns = (birthday(born, age, ages.leap_birthday) for age in ages.turning_points)
    return next((day for day in turns if since < day <= by), None)


def _outside(pack: RulePack, register: Sequence[OutletEntry], last: Past, outlet: str) -> list[Problem]:
    """A yes that named an outlet reaches no further since other rules ask for none (R4)."""
    has_to_name = pack.use(last.use).outlet is not OutletKind.NONE
    if last.outlet is None and not has_to_name:
        return []
    if has_to_name and not outlet:
        return [Problem("outlet_not_named")]
    if last.outlet is not None and covers(last.outlet, outlet, register):
        return []
    return [Problem("outlet_not_covered", details={"named": last.outlet.name if last.outlet else ""})]
