"""Incidents as the views hold them: the same in any order of arrival, asked for without walking, and whole
whatever is erased (R34, R40)."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain import facts
from consentdesk.domain.facts import Body, Fact, Header
from consentdesk.domain.incident import (
    Affected,
    Assessment,
    Conclusion,
    FoundAs,
    FoundRisk,
    Incident,
    IncidentPaper,
    IncidentStep,
    IncidentTask,
    InState,
    PermissionThen,
    StepNote,
    StepState,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables
from tests.helpers.sessions import NOW, later
from tests.storage.consents import codes, consent, forget
from tests.storage.plans import heard, plans_of, walks
from tests.storage.test_rebuild import views_of

few = st.integers(1, 2)


def told(n: int = 1, minute: int = 0, image: int = 1) -> facts.IncidentOpened:
    found = Incident(
        f"i{n}", FoundAs.LINK, PlaceKind.WEBSITE, later(minutes=minute - 60), "A page", "Sam", "l"
    )
    return facts.IncidentOpened(replace(found, images=(f"s{image}",)))


def noted(n: int, step: IncidentStep, state: StepState = StepState.DONE) -> facts.IncidentStepNoted:
    return facts.IncidentStepNoted(f"i{n}", StepNote(step, state, NOW, "Kim"))


def asked(n: int, refused: bool, named: bool) -> facts.UsesAsked:
    images = (f"s{n}",)
    return facts.UsesAsked(
        images, "teaching", "", NOW.day, 1 - refused, 0, "window", images if refused and named else ()
    )


of_incidents = st.one_of(
    st.builds(told, few, st.integers(0, 3), few),
    st.builds(noted, few, st.sampled_from(IncidentStep), st.sampled_from(StepState)),
    st.builds(lambda n: facts.IncidentClosed(f"i{n}"), few),
    st.builds(
        lambda n, risk: facts.RiskConcluded(f"i{n}", Conclusion(risk, "So.")), few, st.sampled_from(FoundRisk)
    ),
    st.builds(lambda n, people: facts.PeopleCounted(f"i{n}", Affected(people)), few, few),
    st.builds(asked, few, st.booleans(), st.booleans()),
)


def fact(n: int, minute: int, body: Body) -> Fact:
    patient = "patient-1" if n % 3 and isinstance(body, facts.UsesAsked) else None
    header = Header(f"{n:04}", f"desk-{n % 2}", n // 2, later(minutes=minute), "m", body.KIND, 1, patient)
    return Fact(header, body, f"{n:064x}")


@given(st.lists(st.tuples(st.integers(0, 3), of_incidents), max_size=14), st.randoms(use_true_random=False))
def test_incidents_do_not_depend_on_the_order_of_arrival(
    said: list[tuple[int, Body]], shuffled: random.Random
) -> None:
    made = [fact(n, minute, body) for n, (minute, body) in enumerate(said)]
    expected = tables.fingerprint(views_of(made))
    shuffled.shuffle(made)
    assert tables.fingerprint(views_of(made)) == expected


EVERYTHING: tuple[Body, ...] = (
    told(1),
    facts.PermissionRead(
        "i1", (PermissionThen("s1", "online", "", NOW.day, False, ("not_asked",), "", NOW),)
    ),
    noted(1, IncidentStep.TAKE_DOWN),
    facts.FactorAssessed("i1", Assessment("actually_seen", "Yes.")),
    facts.RiskConcluded("i1", Conclusion(FoundRisk.HIGH, "So.")),
    facts.PeopleCounted("i1", Affected(2, (InState("Ohio", 2),))),
    facts.IncidentTaskSet("i1", IncidentTask("t", "Write", "m", NOW.day)),
    facts.IncidentTaskSet("i1", IncidentTask("t", "Write", "m", NOW.day, done=True)),
    facts.LetterApproved("i1", IncidentPaper.TO_MEDIA, "i1/ab"),
    facts.DocumentSealed(IncidentPaper.TO_MEDIA, "i1/ab", "d" * 64, "A4"),
    facts.DocumentGiven(IncidentPaper.TO_MEDIA, "i1/ab", "printed"),
)


def tell(vault: OpenVault, *bodies: Body) -> None:
    for n, body in enumerate(bodies):
        vault.append(body, later(minutes=n))


def test_an_incident_is_read_back_as_it_was_told(vault: OpenVault) -> None:
    tell(vault, *EVERYTHING)
    file = vault.incident_file("i1")
    assert file.notes == (StepNote(IncidentStep.TAKE_DOWN, StepState.DONE, NOW, "Kim"),)
    assert file.conclusion and file.affected and file.assessment("actually_seen") and file.told_before
    assert [task.done for task in file.tasks] == [True] and file.approved == ("i1/ab",)
    (paper,) = file.papers
    assert (paper.kind, paper.given, paper.given_at) == (IncidentPaper.TO_MEDIA, "printed", later(minutes=10))
    (line,) = vault.incidents(open=True)
    assert line.taken_down and line.risk is FoundRisk.HIGH and line.affected == file.affected
    tell(vault, facts.IncidentClosed("i1"))
    assert vault.incidents(open=True) == () and vault.incidents(open=False)[0].closed_at == NOW
    assert codes(vault.check()) == set()


def test_the_last_word_tells_what_an_incident_is_and_the_first_who_opened_it(vault: OpenVault) -> None:
    tell(vault, told(1), told(1, minute=-5, image=2))
    (line,) = vault.incidents(open=True)
    assert line.opened_at == NOW and line.discovered_at == later(minutes=-65)
    assert vault.incidents_with("s2") == (line,)
    assert vault.incidents_with("s1") == (), "a picture that was taken out again is not in it"


def test_a_page_begins_behind_the_last_line_of_the_one_before(vault: OpenVault) -> None:
    tell(vault, *(told(n, minute=n % 3) for n in range(7)))
    for open in (True, False):
        lines = vault.incidents(open)
        first = vault.incidents(open, limit=3)
        assert (*first, *vault.incidents(open, first[-1].place)) == lines and len(lines) == 7
        tell(vault, *(facts.IncidentClosed(f"i{n}") for n in range(7)))


def test_who_was_told_no_first_is_known_until_the_patient_is_erased(vault: OpenVault) -> None:
    consent(vault)
    source = vault.images_of("patient-1")[0].source_sha256
    for minute, refused in ((1, ()), (2, (source,)), (3, (source,))):
        body = facts.UsesAsked((source,), "online", "", NOW.day, int(not refused), 0, "window", refused)
        vault.append(body, later(minutes=minute), "patient-1")
    assert vault.told_no(source, "online") == later(minutes=2) and vault.told_no(source, "print") is None
    tell(vault, told(1))
    with vault.erasing():
        vault.erase_patient("patient-1", NOW)
    before = tables.fingerprint(vault._db)
    assert vault.told_no(source, "online") is None and vault.incidents(open=True)
    vault.rebuild()
    assert tables.fingerprint(vault._db) == before


def test_facts_that_do_not_name_the_refused_count_where_all_were(vault: OpenVault) -> None:
    for images, allowed in ((("s1", "s2"), 1), (("s3", "s4"), 0)):
        vault.append(facts.UsesAsked(images, "online", "", NOW.day, allowed, 0, "files"), NOW)
    said: list[Moment | None] = [vault.told_no(f"s{n}", "online") for n in range(1, 5)]
    assert said == [None, None, NOW, NOW]


def test_nothing_of_an_incident_is_folded_or_asked_by_walking_a_table(vault: OpenVault) -> None:
    with heard(vault) as asked_for:
        tell(vault, *EVERYTHING, asked(1, refused=True, named=True))
        vault.incident_file("i1"), vault.incidents_with("s1"), vault.told_no("s1", "teaching")
        vault.incidents(open=True), vault.incidents(open=False)
    plans = plans_of(vault, asked_for)
    assert len(plans) > 9 and [sql for sql, plan in plans.items() if walks(plan)] == []


def test_an_incident_outlives_every_patient(vault: OpenVault) -> None:
    consent(vault)
    tell(vault, *EVERYTHING)
    before = vault.incident_file("i1")
    forget(vault, "patient-1")
    vault.rebuild()
    assert vault.incident_file("i1") == before
