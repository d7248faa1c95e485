"""Faults put into the views of a real vault: the rules' text catches each."""

from __future__ import annotations

from typing import Any

import pytest

from consentdesk.domain.permission import Past
from consentdesk.storage.views import asked, checked, inherited, questions, standings, uses
from consentdesk.workflows import may_use
from consentdesk.workflows.desk import Desk
from tests.domain.gate_oracle import Oracle
from tests.workflows.gate_vault import ActingProgram, VaultProgram
from tests.workflows.test_gate_in_the_vault import (
    all_right,
    clinic,
    lists_are_right,
    past_questions,
    questions_now,
)

USUAL, SHOWS_CHECKS = 4, 24
TOLD_BY = {  # the clinic in which a fault shows, where it does not in the usual one
    "lists: what was said of a moved image counts (R22)": 12,
    "lists: a withdrawal ends no answer of its own moment (R30)": 25,
    "lists: a suspension closes the record (R29)": 12,
    "lists: a suspension is never lifted (R29)": 5,
    "lists: nothing is brought up to date (R30)": 11,
    "a suspension does not reach what is made later (R28)": 28,
    "a suspension is never lifted (R29)": 5,
    "the dead come of age (R14)": 19,
    "the rules of today judge every day (R39)": 5,
}
HONEST, PACK_AT = questions.past, Desk.pack_at


def sql(room: Any, name: str, words: str, instead: str) -> tuple[Any, str, Any]:
    written: str = getattr(room, name)
    assert words in written
    return room, name, written.replace(words, instead)


def past_with(**change: Any) -> Any:
    def past(row: Any) -> Past:
        found = HONEST(row)
        return Past(**{**{f: getattr(found, f) for f in Past.__dataclass_fields__}, **change})

    return past


def renewed(words: str, instead: str) -> list[tuple[Any, str, Any]]:
    return [sql(standings, name, words, instead) for name in ("OF_IMAGE", "OF_ALL")]


FAULTS: dict[str, list[tuple[Any, str, Any]]] = {
    "lists: the first answer counts (R24)": renewed("d.sealed_ms DESC", "d.sealed_ms"),
    "lists: a corrected record counts (R22)": renewed(
        "AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.record = d.record)", ""
    ),
    "lists: what was said of a moved image counts (R22)": renewed("o.at_ms > d.sealed_ms", "0"),
    "lists: a withdrawal ends later answers (R29)": renewed("AND e.at_ms >= l.sealed_ms", ""),
    "lists: a withdrawal ends no answer of its own moment (R30)": renewed(
        "e.at_ms >= l.sealed_ms", "e.at_ms > l.sealed_ms"
    ),
    "lists: nothing is withdrawn for every image (R29)": renewed(
        "e.image IN ('', l.image)", "e.image = l.image"
    ),
    "lists: nothing is withdrawn for every use (R29)": renewed("e.use IN ('', l.use)", "e.use = l.use"),
    "lists: a suspension closes the record (R29)": renewed("l.use <> 'medical_record' AND", ""),
    "lists: a suspension is never lifted (R29)": renewed(
        "AND NOT EXISTS (SELECT 1 FROM endings_lifted WHERE ending = e.id)", ""
    ),
    "lists: a child's no is not heard (R8)": renewed("NOT l.effective", "0"),
    "lists: nothing is brought up to date (R30)": [(standings, "reached", lambda *_: set())],
    "a suspension does not reach what is made later (R28)": [(inherited, "hold_back", lambda *_: set())],
    "a withdrawal of everything reaches no image (R29)": [
        sql(room, "ENDING", "e.image IN ('', i.source_sha256)", "e.image = i.source_sha256")
        for room in (uses, asked)
    ],
    "a suspension is never lifted (R29)": [
        sql(room, "ENDING", "(SELECT at FROM endings_lifted WHERE ending = e.id)", "NULL")
        for room in (uses, asked)
    ],
    "no record was ever corrected (R22)": [(asked, "past", past_with(corrected_at=None))],
    "the dead come of age (R14)": [(asked, "past", past_with(died=None))],
    "everybody's words count for everybody's images (R24)": [(asked, "past", past_with(patient="grown 1"))],
    "the rules of today judge every day (R39)": [(Desk, "pack_at", lambda desk, moment=None: PACK_AT(desk))],
    "the outlets of today were known ever since (R4, R39)": [
        (may_use, "known_outlets", lambda pack, own: ())
    ],
}

OF_CHECKS: dict[str, list[tuple[Any, str, Any]]] = {
    "checks: whoever is shown, a check is of them (R22, R26)": [(checked, "_is_same", lambda *_: True)],
    "checks: whoever left may still agree (R27)": [
        sql(checked, "CHECKED", "AND NOT EXISTS (SELECT 1 FROM comings", "AND NOT (SELECT 0 FROM comings")
    ],
    "checks: nobody ever declined (R27)": [sql(checked, "CHECKED", "a.declines = 1", "a.declines = 2")],
    "checks: nobody ever agreed (R27)": [sql(checked, "CHECKED", "a.declines = 0", "a.declines = 2")],
    "checks: they are not asked for (R26)": [
        (may_use, "_with_checks", lambda desk, pack, known, questions: known)
    ],
}


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_views_is_caught(fault: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for room, name, wrong in FAULTS[fault]:
        monkeypatch.setattr(room, name, wrong)
    seed = TOLD_BY.get(fault, USUAL)
    program = ActingProgram(desk, clinic(seed))
    program.tell(program.history.events)
    oracle = Oracle(program.history)
    with pytest.raises(AssertionError):
        lists_are_right(program, oracle)
        all_right(program, oracle, past_questions(program.history, seed, 400))


@pytest.mark.long
@pytest.mark.parametrize("fault", OF_CHECKS)
def test_a_fault_in_what_is_known_of_checks_is_caught(
    fault: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room, name, wrong in OF_CHECKS[fault]:
        monkeypatch.setattr(room, name, wrong)
    program = VaultProgram(desk, clinic(SHOWS_CHECKS))
    program.tell(program.history.events)
    with pytest.raises(AssertionError):
        all_right(program, Oracle(program.history), questions_now(program.history, SHOWS_CHECKS))
