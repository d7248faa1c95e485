"""The questions about the explanation, from the window to the sealed record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consentdesk.domain.draft import Step
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.understanding import questions_for, replies
from consentdesk.rehearsal.scenario import AnswerPart, Replying
from consentdesk.rehearsal.visit import Refused, Visit
from consentdesk.workflows.adopt_pack import adoption
from tests.helpers.packs import asking_before, new_version, pack_text
from tests.helpers.sessions import later
from tests.journeys.journey import MORNING, Journey, decided, play_to, scenario

Photographs = Callable[[int], list[Path]]
ADULT = date(1984, 7, 9)
ONLINE = ("medical_record", "online")
YES = AnswerPart("online", "yes", outlet="peer_reviewed_medical")
NO = AnswerPart("online", "no")


@pytest.fixture
def strict(journey: Journey) -> Journey:
    """A clinic whose pack has the questions answered before a yes to online publication."""
    text = new_version(asking_before(pack_text("us"), "online"))
    with journey.vault() as vault:
        for fact in adoption(parse_pack(text, "us.toml"), text):
            vault.append(fact, later(MORNING, hours=1), None)
    return journey


def attempts(journey: Journey) -> dict[str, list[bool]]:
    return {q.id: [a.right for a in q.attempts] for q in journey.record().asked}


def test_questions_that_nobody_asks_for_leave_no_trace(journey: Journey, photographs: Photographs) -> None:
    journey.play(scenario(ADULT), photographs(1))
    assert journey.record().asked == ()


def test_a_patient_may_ask_for_the_questions(journey: Journey, photographs: Photographs) -> None:
    journey.play(scenario(ADULT, questions=Replying.RIGHT), photographs(1))
    assert attempts(journey) == {id: [True] for id in ("Q1", "Q2", "Q3", "Q4")}


def test_a_yes_is_refused_until_the_questions_were_answered_and_every_attempt_is_in_the_record(
    strict: Journey, photographs: Photographs
) -> None:
    played, taken = scenario(ADULT, ONLINE, [YES], questions=Replying.SKIPPED), photographs(1)
    with pytest.raises(Refused) as refused:
        strict.play(played, taken)
    assert (refused.value.step, refused.value.codes) == ("choose", ("not_understood",))
    strict.play_on(replace(played, questions=Replying.WRONG_ONCE), taken)
    assert attempts(strict) == {"Q1": [False, True]} | {id: [True] for id in ("Q2", "Q3", "Q4", "Q5")}
    first = strict.record().asked[0]
    assert first.text == "You say no to a picture. What happens to the care?"
    assert [a.reply for a in first.attempts] == ["The care gets worse.", "The care stays the same."]
    assert decided(strict.record())[1, "online"] == (True, True)
    assert strict.is_sound()


def test_a_no_is_sealed_without_any_question(strict: Journey, photographs: Photographs) -> None:
    strict.play(scenario(ADULT, ONLINE, [NO], questions=Replying.SKIPPED), photographs(1))
    assert strict.record().asked == ()
    assert decided(strict.record())[1, "online"] == (False, False)


def test_a_session_left_in_the_middle_of_the_questions_goes_on_with_those_that_are_open(
    strict: Journey, photographs: Photographs
) -> None:
    played, taken = scenario(ADULT, ONLINE, [YES], questions=Replying.WRONG_ONCE), photographs(1)
    with strict.program() as on_stage:
        visit = on_stage.visit(played, taken)
        play_to(visit, Step.EXPLAIN)
        while visit.hands.sees("step_explain") and not visit.hands.sees("asked_Q1"):
            visit.go_on()
        wrong_then_stop(visit)
    assert [a.right for a in strict.draft().asked[0].attempts] == [False]
    strict.play_on(replace(played, questions=Replying.RIGHT), taken)
    assert attempts(strict)["Q1"] == [False, True]


def wrong_then_stop(visit: Visit) -> None:
    question = questions_for(visit.flow.rules, visit.draft)[0]
    visit.hands.click(f"reply_{replies(question).index(question.wrong[0]) + 1}")
    visit.hands.click("stop")
