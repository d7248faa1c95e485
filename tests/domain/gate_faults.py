"""Faults that are put into the gate on purpose, each with the rule that it breaks. All are to be caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from consentdesk.domain import gate, outlets, permission
from consentdesk.domain.moment import Moment
from consentdesk.domain.permission import Past, Verdict
from consentdesk.domain.withdrawal import Ending, Scope
from tests.domain.gate_faults_of_checks import CHECKS

Patch: TypeAlias = tuple[Any, str, Any]

honest_withdrawn, honest_ended = permission.withdrawn, permission.ended
honest_last_word, honest_came_of_age = permission.last_word, permission.came_of_age
honest_permitted, honest_covers = permission.permitted, permission.covers
honest_reaches, honest_holds = Ending.reaches, Ending.holds
A_DAY, A_MOMENT = timedelta(days=1), timedelta(milliseconds=1)


def without(code: str) -> Callable[..., list[Any]]:
    """Why a yes holds no longer, but for one reason."""

    def ends(*given: Any) -> list[Any]:
        return [p for p in honest_withdrawn(*given) if p.code != code]

    return ends


def never_ends_by_itself(code: str) -> Callable[..., list[Any]]:
    return lambda *given: [p for p in honest_ended(*given) if p.code != code]


def holds_a_moment_late(last: Past, endings: Any, at: Moment) -> list[Any]:
    """What was withdrawn at the moment of a yes does not reach it."""
    later = [e if e.suspends else replace(e, at=_moved(e.at, -A_MOMENT)) for e in endings]
    return honest_withdrawn(last, later, at)


def ends_later_answers_too(last: Past, endings: Any, at: Moment) -> list[Any]:
    early = replace(last, sealed_at=Moment.parse("2000-01-01T00:00:00+00:00"))
    return honest_withdrawn(early, endings, at)


def holds_back_earlier_answers_alone(last: Past, endings: Any, at: Moment) -> list[Any]:
    said = [e for e in endings if not e.suspends or e.at.utc >= last.sealed_at.utc]
    return honest_withdrawn(last, said, at)


def reaches_every_patient(last: Past, endings: Any, at: Moment) -> list[Any]:
    return honest_withdrawn(last, [replace(e, patient=last.patient) for e in endings], at)


def the_newest_alone(last: Past, endings: Any, at: Moment) -> list[Any]:
    """A suspension that was lifted hides the withdrawal before it."""
    return honest_withdrawn(last, sorted(endings, key=lambda e: e.at.utc)[-1:], at)


def reaches_the_record(ending: Ending, use: str) -> bool:
    return ending.use in ("", use)


def reaches_named_uses_alone(ending: Ending, use: str) -> bool:
    return ending.use == use and honest_reaches(ending, use)


def was_lifted_from_the_start(ending: Ending, at: Moment) -> bool:
    return ending.lifted_at is None and honest_holds(ending, at)


def holds_before_it_was_said(ending: Ending, at: Moment) -> bool:
    return honest_holds(ending, max(at, ending.at))


def is_never_lifted(ending: Ending, at: Moment) -> bool:
    return honest_holds(replace(ending, lifted_at=None), at)


def expires(days: int) -> Callable[..., list[Any]]:
    """A yes ends so many days early."""
    return lambda pack, last, at: honest_ended(pack, last, _moved(at, days * A_DAY))


def freezes_the_record_too(pack: Any, last: Past, at: Moment) -> list[Any]:
    return honest_ended(pack, replace(last, use="teaching"), at)


def freezes_what_patients_gave(pack: Any, last: Past, at: Moment) -> list[Any]:
    return honest_ended(pack, replace(last, by="representative"), at)


def the_dead_come_of_age(pack: Any, last: Past, at: Moment) -> list[Any]:
    return honest_ended(pack, replace(last, died=None), at)


def death_undoes_birthdays(pack: Any, last: Past, at: Moment) -> list[Any]:
    return honest_ended(pack, replace(last, born=None) if last.died else last, at)


def at_eighteen_in_every_pack(ages: Any, born: date, since: date, by: date) -> date | None:
    return honest_came_of_age(
        replace(ages, adult_with_capacity_from=18, majority=18, leap_birthday=(3, 1)), born, since, by
    )


def on_the_last_of_february(ages: Any, born: date, since: date, by: date) -> date | None:
    return honest_came_of_age(replace(ages, leap_birthday=(2, 28)), born, since, by)


def said(change: Callable[[Past], Past]) -> Callable[..., Past | None]:
    """The last word of a history in which every decision was changed."""
    return lambda history, use, at: honest_last_word([change(p) for p in history], use, at)


def the_first_counts(history: Any, use: str, at: Moment) -> Past | None:
    known = [p for p in history if p.use == use and p.sealed_at.utc <= at.utc and not p.corrected(at)]
    return min(known, key=lambda p: (p.sealed_at.utc, p.effective), default=None)


def a_yes_wins(history: Any, use: str, at: Moment) -> Past | None:
    known = [p for p in history if p.use == use and p.sealed_at.utc <= at.utc and not p.corrected(at)]
    return max(known, key=lambda p: (p.sealed_at.utc, p.effective), default=None)


def noes_are_forgotten(history: Any, use: str, at: Moment) -> Past | None:
    yes = [p for p in history if p.effective]
    return honest_last_word(yes, use, at) or honest_last_word(history, use, at)


def the_future_counts(history: Any, use: str, at: Moment) -> Past | None:
    return honest_last_word(history, use, max([at, *(p.sealed_at for p in history)]))


def the_first_reason_alone(*given: Any) -> Verdict:
    verdict = honest_permitted(*given)
    return replace(verdict, reasons=verdict.reasons[:1])


def what_the_day_before_knew(pack: Any, register: Any, history: Any, *rest: Any) -> Verdict:
    use, outlet, at, endings = rest
    return honest_permitted(pack, register, history, use, outlet, _moved(at, -A_DAY), endings)


def the_same_name_alone(granted: Any, asked: str, register: Any) -> bool:
    return outlets.folded(granted.name) == outlets.folded(asked) and granted.kind != "class"


def no_classes(granted: Any, asked: str, register: Any) -> bool:
    return granted.kind != "class" and honest_covers(granted, asked, register)


def any_registered_journal(granted: Any, asked: str, register: Any) -> bool:
    entry = outlets.find_outlet(asked, register)
    member = granted.kind == "class" and entry is not None and entry.kind == "outlet"
    return member or honest_covers(granted, asked, register)


def letter_by_letter(name: str) -> str:
    return name


def _moved(at: Moment, by: timedelta) -> Moment:
    return Moment(at.utc + by, at.offset_minutes)


def untouched(verdict: Verdict, *_: object) -> Verdict:
    return verdict


def closes_the_record_too(verdict: Verdict, use: str) -> Verdict:
    return permission.with_gap(verdict, "teaching")


WITHDRAWN: dict[str, Any] = {
    "a withdrawal does not count (R29)": without("withdrawn"),
    "a suspension does not count (R29)": without("suspended"),
    "a withdrawal holds a moment late (R29, R30)": holds_a_moment_late,
    "a withdrawal ends what is agreed to later (R29)": ends_later_answers_too,
    "a suspension spares what is agreed to later (R29)": holds_back_earlier_answers_alone,
    "one patient's withdrawal ends another's yes (R29)": reaches_every_patient,
    "only the last that was asked for counts (R29)": the_newest_alone,
}
LAST_WORD: dict[str, Any] = {
    "the first answer counts (R2)": the_first_counts,
    "a yes wins over a no of the same time (R24)": a_yes_wins,
    "one yes is for ever (R24)": noes_are_forgotten,
    "what is said later counted already (R2, R39)": the_future_counts,
    "a corrected record still counts (R22)": said(lambda p: replace(p, corrected_at=None)),
    "a corrected record never counted (R22, R39)": said(
        lambda p: replace(p, corrected_at=p.sealed_at if p.corrected_at else None)
    ),
    "a yes to one use is one to another (R2)": lambda history, use, at: honest_last_word(
        [replace(p, use=use) for p in history], use, at
    ),
    "a child's no is not heard (R8)": said(lambda p: replace(p, patient_said_no=False, effective=p.yes)),
}
ENDED: dict[str, Any] = {
    "a yes outlives its last day (R24)": never_ends_by_itself("expired"),
    "a yes ends a day early (R24)": expires(days=1),
    "a yes ends a day late (R24)": expires(days=-1),
    "coming of age freezes nothing (R14)": never_ends_by_itself("frozen_at_majority"),
    "the medical record freezes too (R14)": freezes_the_record_too,
    "what patients gave themselves freezes (R14)": freezes_what_patients_gave,
    "the dead come of age (R14)": the_dead_come_of_age,
    "a death undoes the birthdays before it (R14)": death_undoes_birthdays,
}
COVERS: dict[str, Any] = {
    "any outlet will do (R4)": lambda *_: True,
    "another name of an outlet is another outlet (R4)": the_same_name_alone,
    "a class has no members (R4)": no_classes,
    "every journal is a member of every class (R4)": any_registered_journal,
}
FAULTS: dict[str, list[Patch]] = {
    **{name: [(permission, "withdrawn", wrong)] for name, wrong in WITHDRAWN.items()},
    **{name: [(permission, "last_word", wrong)] for name, wrong in LAST_WORD.items()},
    **{name: [(permission, "ended", wrong)] for name, wrong in ENDED.items()},
    **{name: [(permission, "covers", wrong)] for name, wrong in COVERS.items()},
    **CHECKS,
    "a withdrawal of one use ends all (R29)": [(Ending, "reaches", lambda *_: True)],
    "a suspension closes the medical record (R29)": [(Ending, "reaches", reaches_the_record)],
    "what is withdrawn for every use ends none (R29)": [(Ending, "reaches", reaches_named_uses_alone)],
    "a lifted suspension never held (R29, R39)": [(Ending, "holds", was_lifted_from_the_start)],
    "a suspension is never lifted (R29)": [(Ending, "holds", is_never_lifted)],
    "a withdrawal held before it was said (R29, R39)": [(Ending, "holds", holds_before_it_was_said)],
    "without the medical record the rest goes on (R29, R33)": [(Scope, "whole", property(lambda s: s))],
    "adulthood begins at 18 in every pack (R14)": [(permission, "came_of_age", at_eighteen_in_every_pack)],
    "29 February is had on the 28th (R13, R14)": [(permission, "came_of_age", on_the_last_of_february)],
    "capitals and stops make another outlet (R4)": [
        (outlets, "folded", letter_by_letter),
        (outlets, "names_of", lambda entry: frozenset({entry.name, *entry.aliases})),
    ],
    "only one reason is said (R24)": [(gate, "permitted", the_first_reason_alone)],
    "the gate knows what was known a day ago (R29, R30)": [(gate, "permitted", what_the_day_before_knew)],
    "a gap keeps nothing back (R24)": [(gate, "with_gap", untouched)],
    "a gap keeps the medical record back (R24)": [(gate, "with_gap", closes_the_record_too)],
    "what was erased may be used (R40)": [(gate, "once_erased", untouched)],
    "publication needs no check (R26)": [(gate, "needs_check", lambda *_: False)],
    "teaching needs a check of publications (R26)": [
        (gate, "needs_check", lambda pack, use: use in pack.uses_by_id)
    ],
    "damage has no bearing (R24)": [(gate, "hits", lambda *_: False)],
    "any damage closes everything (R24)": [(gate, "hits", lambda *_: True)],
    "damage to one image alone closes it (R24)": [(gate, "_HURTS_ALL", ())],
}
