"""The program's decisions held against the tables: every difference as a sentence that names its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.pathway import departs
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.record import seal, seal_problems
from tests.domain import decision_tables as tables
from tests.domain.decision_cases import Person, adults_problems, patient_page, rules_of
from tests.domain.decision_seals import Case, session, signature
from tests.helpers.sessions import NOW, attested

ROLES = ("patient", "representative", "second_representative", "assent")


def who_differs(someone: Person) -> Iterator[str]:
    """Where the program lets other people agree than the tables, or departs from the rules unsaid."""
    facts, rules = someone.facts, rules_of(someone.pack)
    row = tables.PATHWAYS.first(pack=someone.pack, pathway=facts["pathway"])
    draft, day = patient_page(someone, "-", "-"), someone.birthday.at.day
    path = rules.pathway(draft, day)
    assert path is not None
    found = (path.id, path.decides, str(path.representatives), tables.MEANT[path.assent.value])
    wanted = (facts["pathway"], row["decides"], row["how_many"], row["own_word"])
    if found != wanted:
        yield f"{facts['rule']}: {found} instead of {wanted} for {someone}"
    departing = departs(rules.pack, someone.birthday.born, someone.circumstances, day)
    if departing is not (facts["departs"] == "yes"):
        yield f"R15: departing from the rules is {departing} for {someone}"


def patient_page_differs(someone: Person, first: str, second: str) -> Iterator[str]:
    """Where the program finds other problems on the patient page than the tables."""
    draft, rules = patient_page(someone, first, second), rules_of(someone.pack)
    found = {p.code for p in problems_at(rules, draft, Step.PATIENT, someone.birthday.at)}
    wanted = someone.problems
    wanted |= adults_problems(someone.pack, someone.facts["pathway"], first, second, "patient")
    if found != wanted.keys():
        named = " ".join(sorted(set(wanted.values()))) or someone.facts["rule"]
        yield f"{named}: {sorted(found)} instead of {sorted(wanted)} for {someone}, {first}, {second}"


def seal_differs(case: Case) -> Iterator[str]:
    """Where the program seals what the tables forbid or the other way round, leaves a problem unsaid, or lets
    another answer be effective."""
    draft, wanted = session(case), case.problems
    found = {p.code for p in seal_problems(rules_of(case.pack), draft, attested(draft), NOW)}
    if not wanted and not found:
        yield from _record_differs(case, draft)
    elif not wanted or wanted.keys() - found:
        named = " ".join(sorted(set(wanted.values()))) or f"{case.path['rule']} R6"
        yield f"{named}: {sorted(found)} instead of {sorted(wanted)} for {case}"


def _record_differs(case: Case, draft: Draft) -> Iterator[str]:
    record = seal(rules_of(case.pack), draft, attested(draft), "record-1", "code", NOW)
    effective = {d.use: d.effective for d in record.decisions}
    if effective != case.effective:
        yield f"R8 R9 R10: {effective} instead of {case.effective} for {case}"
    if record.images[0].kept is not any(case.effective.values()):
        yield f"R6: the picture is kept: {record.images[0].kept}, for {case}"
    if record.pathway != case.pathway:
        yield f"{case.path['rule']}: {record.pathway} is on the record of {case}"


def signers_differ(case: Case) -> Iterator[str]:
    """Where a seal does not ask for exactly the signatures that the tables name, or a record holds others:
    tried with each set of signatures that could stand there."""
    whole, wanted, rules = session(case), set(case.signers), rules_of(case.pack)
    for roles in chain.from_iterable(combinations(ROLES, n) for n in range(len(ROLES) + 1)):
        signed = replace(whole, signatures=tuple(signature(whole, role) for role in roles))
        sealed = not seal_problems(rules, signed, attested(signed), NOW)
        if sealed is not (wanted <= set(roles)):
            yield f"{case.path['rule']} R17: sealed is {sealed} with {roles} under {case}"
        elif sealed:
            record = seal(rules, signed, attested(signed), "record-1", "code", NOW)
            if {s.role for s in record.signatures} != wanted:
                yield f"{case.path['rule']} R17: {roles} stand under {case}"


def shown_differs(case: Case) -> Iterator[str]:
    """Where a seal does without somebody having seen the image or read the explanation who has to: whoever
    decides both, the patient who agrees too the image."""
    skipped = [("showings", who) for who in case.viewers] + [("explained", who) for who in case.deciders]
    for what, left_out in skipped:
        draft = _unseen_by(session(case), left_out, what)
        signed = replace(draft, signatures=tuple(signature(draft, role) for role in case.signers))
        if not seal_problems(rules_of(case.pack), signed, attested(signed), NOW):
            rule = "R5" if what == "explained" else "R3 R8"
            yield f"{rule}: sealed with {what} of nothing to the {left_out} under {case}"


def _unseen_by(draft: Draft, person: str, what: str) -> Draft:
    def without(to: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(who for who in to if who != person)

    if what == "showings":
        return replace(draft, showings=tuple(replace(s, to=without(s.to)) for s in draft.showings))
    return replace(draft, explained=tuple(replace(p, to=without(p.to)) for p in draft.explained))


def all_of(differences: Iterable[Iterator[str]]) -> tuple[int, list[str]]:
    """How many were compared, and every difference."""
    count, found = 0, []
    for one in differences:
        count += 1
        found += one
    return count, found
