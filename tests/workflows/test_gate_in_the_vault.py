"""A real vault answers what the rules answer, for every past day and for now, in whatever order it learnt."""

from __future__ import annotations

import sys
from random import Random

import pytest

from consentdesk.workflows.desk import Desk
from tests.domain.gate_history import Erased, History, Question
from tests.domain.gate_oracle import Oracle
from tests.domain.gate_program import differs
from tests.domain.gate_questions import questions
from tests.domain.random_checks import about_last_checks, with_checks
from tests.domain.random_histories import EVERY_USE, Teller
from tests.helpers.sessions import NOW, later
from tests.workflows.gate_vault import ActingProgram, VaultProgram

CLINIC = ("grown 1", "grown 2", "nearly 1", "nearly 2", "small 1", "leapling 1")


def clinic(seed: int, acts: int = 60) -> History:
    return with_checks(Teller(seed, acts, CLINIC, later(NOW, minutes=1)).history, seed)


def past_questions(history: History, seed: int, number: int) -> list[Question]:
    asked = questions(history, Random(seed), number)
    return [Question(q.image, q.use, q.outlet, q.at) for q in asked]


def questions_now(history: History, seed: int) -> list[Question]:
    """Every use of every image at the end of what happened, and a year after."""
    ends = history.events[-1].at
    outlets = {(q.image, q.use): q.outlet for q in questions(history, Random(seed), 400)}
    cells = [(image, use) for image in history.images for use in EVERY_USE]
    everything = (
        Question(*cell, outlets.get(cell, "JAAD"), at, now=True)
        for at in (ends, later(ends, days=365))
        for cell in cells
    )
    return [*everything, *about_last_checks(history, Random(seed), 60)]


def all_right(program: VaultProgram, oracle: Oracle, asked: list[Question]) -> int:
    found = [difference for question in asked if (difference := differs(program, oracle, question))]
    assert found == []
    return len(asked)


def lists_are_right(program: VaultProgram, oracle: Oracle) -> None:
    """What lists say of each image and use is what counts at the end."""
    at, states = program.history.events[-1].at, program.states()
    for image in program.history.images:
        for use in EVERY_USE:
            counting = oracle.counting((image, use), at)
            record, state = states.get((image, use), ("", ""))
            assert record == (counting.said.record if counting else ""), (image, use)
            if counting is None:
                continue
            is_yes = counting.word.yes and not counting.word.own_no
            ends = oracle.ends(counting, Question(image, use, "", at)) & {"withdrawn", "suspended"}
            assert state in (ends or {"yes"} if is_yes else {"no"}), (image, use, state, ends)


def examined(program: VaultProgram, seed: int, number: int) -> int:
    """How many questions had the right answer, after everything and from rebuilt views again."""
    history, oracle, vault = program.history, Oracle(program.history), program.vault
    count = all_right(program, oracle, past_questions(history, seed, number))
    count += all_right(program, oracle, questions_now(history, seed))
    lists_are_right(program, oracle)
    vault.rebuild()
    lists_are_right(program, oracle)
    return count + all_right(program, oracle, past_questions(history, seed + 1, number // 3))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_vault_answers_by_the_rules(desk: Desk, seed: int) -> None:
    program = VaultProgram(desk, clinic(seed))
    program.tell(program.history.events)
    sys.stdout.write(f"\n{examined(program, seed, 300)} questions\n")


@pytest.mark.parametrize("seed", [3])
def test_a_vault_answers_by_the_rules_whatever_it_learnt_first(desk: Desk, seed: int) -> None:
    program = VaultProgram(desk, clinic(seed))
    events = [e for e in program.history.events if not isinstance(e, Erased)]
    program.tell(Random(seed).sample(events, len(events)))
    program.tell(e for e in program.history.events if isinstance(e, Erased))
    sys.stdout.write(f"\n{examined(program, seed, 300)} questions\n")


@pytest.mark.parametrize("seed", [4, 5])
def test_withdrawing_at_the_desk_is_what_the_rules_say(desk: Desk, seed: int) -> None:
    program = ActingProgram(desk, clinic(seed))
    program.tell(program.history.events)
    sys.stdout.write(f"\n{examined(program, seed, 300)} questions\n")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 115))
def test_many_vaults_answer_by_the_rules(desk: Desk, seed: int) -> None:
    program = ActingProgram(desk, clinic(seed, acts=90))
    program.tell(program.history.events)
    sys.stdout.write(f"\n{examined(program, seed, 800)} questions\n")
