"""Take-down tasks as the views hold them: the same in any order of arrival, and asked for without walking."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain import facts
from consentdesk.domain.facts import Body, Fact, Header
from consentdesk.domain.placement import Outcome, PlaceKind, Placement, Removal
from consentdesk.domain.take_down import RemovalPlace, Which
from consentdesk.domain.withdrawal import Scope
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables
from tests.helpers.sessions import later
from tests.storage.consents import consent
from tests.storage.plans import heard, plans_of, walks
from tests.storage.test_rebuild import views_of

DUE = date(2026, 3, 9)
few = st.integers(1, 2)


def task(n: int, ending: int, level: int) -> facts.RemovalOpened:
    return facts.RemovalOpened(Removal(f"r{n}", f"p{n}", f"w{ending}", "m", DUE, level))


of_tasks = st.one_of(
    st.builds(task, few, few, few),
    st.builds(lambda n, outcome: facts.RemovalReported(f"r{n}", outcome), few, st.sampled_from(Outcome)),
    st.builds(lambda n, outcome: facts.PlacementEnded(f"p{n}", outcome), few, st.sampled_from(Outcome)),
    st.builds(
        lambda n, title: facts.PlacementNoted(Placement(f"p{n}", "i", "teaching", PlaceKind.DISPLAY, title)),
        *(few, st.sampled_from(["Poster", "Door"])),
    ),
)


@given(st.lists(st.tuples(st.integers(0, 3), of_tasks), max_size=14), st.randoms(use_true_random=False))
def test_tasks_do_not_depend_on_the_order_of_arrival(
    said: list[tuple[int, Body]], shuffled: random.Random
) -> None:
    made = [fact(n, minute, body) for n, (minute, body) in enumerate(said)]
    expected = tables.fingerprint(views_of(made))
    shuffled.shuffle(made)
    assert tables.fingerprint(views_of(made)) == expected


def fact(n: int, minute: int, body: Body) -> Fact:
    header = Header(f"{n:04}", f"desk-{n % 2}", n // 2, later(minutes=minute), "m", body.KIND, 1, "patient-1")
    return Fact(header, body, f"{n:064x}")


def test_no_question_about_tasks_walks_a_whole_table(vault: OpenVault) -> None:
    consent(vault)
    place = Placement("p1", vault.images_of("patient-1")[0].source_sha256, "teaching", PlaceKind.DISPLAY, "A")
    for body in (facts.PlacementNoted(place), task(1, 1, 0)):
        vault.append(body, later(), "patient-1")
    with heard(vault) as asked:
        for which in Which:
            vault.removals(which, "m")
            vault.removals(which, "m", RemovalPlace("5", "r"))
        vault.removal_counts("m", DUE)
        vault.removals_beside(vault.removal("r1"))
        vault.removals_of("w1")
        vault.removals_at("p1")
        vault.letters_of("r1")
        (reached,) = vault.placements_reached("patient-1", Scope())
        vault.released_to(reached)
    questions = plans_of(vault, asked)
    counted = {sql: plan for sql, plan in questions.items() if "count(*)" not in sql}
    assert len(questions) > 10 and {sql: plan for sql, plan in counted.items() if walks(plan)} == {}
