"""Teach-back: which questions are asked, what is kept of the replies, and when a yes waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import Rules, identify, offer, speak
from consentdesk.domain.understanding import (
    asked,
    must_ask,
    open_questions,
    questions_for,
    replies,
    reply,
)
from consentdesk.domain.wording import Question
from tests.helpers.packs import asking_before, pack_text
from tests.helpers.sessions import (
    ALL_USES,
    NOW,
    answered,
    explained,
    later,
    patient,
    prepared,
    rules,
    sealed,
    signed,
)

RECORD_AND_TEACHING = ("medical_record", "teaching")
HELD_TO = {language: rules(language) for language in ("en", "ar")}


def compulsory(*uses: str) -> Rules:
    """The default rules, where a yes to these uses waits for the questions."""
    return replace(rules(), pack=parse_pack(asking_before(pack_text("us"), *uses), "us.toml"))


def replied(draft: Draft, right: bool = True, held_to: Rules = HELD_TO["en"]) -> Draft:
    """A reply to every question that the session asks."""
    for question in questions_for(held_to, draft):
        text = question.right if right else question.wrong[0]
        draft = reply(held_to, draft, question.id, text, NOW)
    return draft


def not_understood(held_to: Rules, draft: Draft) -> list[str]:
    found = problems_at(held_to, draft, Step.CHOOSE, NOW)
    return [p.where for p in found if p.code == "not_understood"]


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        (("medical_record",), ["Q1", "Q2", "Q3"]),
        (RECORD_AND_TEACHING, ["Q1", "Q2", "Q3", "Q4"]),
        (ALL_USES, ["Q1", "Q2", "Q3", "Q4", "Q5"]),
    ],
)
def test_only_what_was_explained_is_asked_about(uses: tuple[str, ...], expected: list[str]) -> None:
    draft = prepared(uses=uses)
    assert [q.id for q in questions_for(rules(), draft)] == expected
    assert [q.id for q in open_questions(rules(), draft)] == expected


def test_a_pack_without_questions_asks_none() -> None:
    held_to = replace(rules(), pack=replace(rules().pack, questions=()))
    assert questions_for(held_to, prepared()) == ()


@pytest.mark.parametrize("language", HELD_TO)
def test_replies_stand_in_the_same_order_whenever_they_are_asked_for(language: str) -> None:
    for question in HELD_TO[language].wording.questions:
        shuffled = replace(question, right=question.wrong[0], wrong=(question.right, *question.wrong[1:]))
        assert sorted(replies(question)) == sorted((question.right, *question.wrong))
        assert replies(question) == replies(shuffled)


def test_a_right_reply_closes_its_question_only() -> None:
    draft = reply(rules(), prepared(), "Q1", "The care stays the same.", NOW)
    assert [q.id for q in open_questions(rules(), draft)] == ["Q2", "Q3", "Q4"]
    (kept,) = draft.asked
    assert (kept.id, kept.statement, kept.text) == (
        "Q1",
        "S1",
        "You say no to a picture. What happens to the care?",
    )
    assert [(a.reply, a.right, a.at) for a in kept.attempts] == [("The care stays the same.", True, NOW)]


def test_a_wrong_reply_is_kept_and_leaves_the_question_open_until_a_right_one() -> None:
    draft = reply(rules(), prepared(), "Q1", "The care gets worse.", NOW)
    assert "Q1" in [q.id for q in open_questions(rules(), draft)]
    draft = reply(rules(), draft, "Q1", "The care stays the same.", later(seconds=20))
    assert "Q1" not in [q.id for q in open_questions(rules(), draft)]
    (kept,) = draft.asked
    assert [(a.reply, a.right) for a in kept.attempts] == [
        ("The care gets worse.", False),
        ("The care stays the same.", True),
    ]


def test_the_last_reply_says_whether_it_was_understood() -> None:
    draft = reply(rules(), replied(prepared()), "Q1", "The care gets worse.", NOW)
    assert [q.id for q in open_questions(rules(), draft)] == ["Q1"]


@pytest.mark.parametrize(
    ("question", "given_reply", "code"),
    [
        ("Q5", "No. It can stay there for good.", "question_unknown"),
        ("Q9", "Yes", "question_unknown"),
        ("Q1", "It is too late by then.", "reply_unknown"),
        ("Q1", "", "reply_unknown"),
    ],
)
def test_what_was_not_asked_cannot_be_replied_to(question: str, given_reply: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        reply(rules(), prepared(), question, given_reply, NOW)


def test_nothing_is_asked_before_everything_was_explained() -> None:
    draft = replace(prepared(), explained=prepared().explained[:-1])
    with pytest.raises(Refusal, match="not_explained"):
        reply(rules(), draft, "Q1", "The care stays the same.", NOW)


def test_in_another_language_everything_is_asked_again_and_the_earlier_replies_stay() -> None:
    draft = speak(HELD_TO["ar"], replied(prepared()))
    assert [q.id for q in open_questions(HELD_TO["ar"], draft)] == ["Q1", "Q2", "Q3", "Q4"]
    draft = replied(explained(draft), held_to=HELD_TO["ar"])
    assert open_questions(HELD_TO["ar"], draft) == ()
    assert [q.id for q in draft.asked] == ["Q1", "Q2", "Q3", "Q4"] * 2
    assert draft.asked[0].text != draft.asked[4].text


def test_another_patient_is_asked_anew() -> None:
    draft = replied(prepared())
    other = identify(rules(), draft, patient(id="patient-2"), draft.circumstances, NOW)
    assert other.asked == ()


@pytest.mark.parametrize(("uses", "must"), [(RECORD_AND_TEACHING, False), (ALL_USES, True)])
def test_asking_is_compulsory_only_where_an_offered_use_makes_it_so(
    uses: tuple[str, ...], must: bool
) -> None:
    assert must_ask(compulsory("online"), prepared(uses=uses)) is must


def test_a_yes_waits_for_the_questions_where_its_use_asks_for_them() -> None:
    draft, held_to = answered(prepared(uses=ALL_USES)), compulsory("online", "social_media")
    assert not_understood(held_to, draft) == ["answer:1:online", "answer:1:social_media"]
    assert not_understood(held_to, replied(draft, right=False)) == [
        "answer:1:online",
        "answer:1:social_media",
    ]
    assert not_understood(held_to, replied(draft)) == []
    assert not_understood(rules(), draft) == []


def test_a_no_never_waits_for_the_questions() -> None:
    draft = answered(prepared(uses=ALL_USES), refused=("online",))
    assert not_understood(compulsory("online"), draft) == []


def test_where_nothing_needs_them_a_session_is_sealed_with_wrong_replies_or_none() -> None:
    draft = answered(prepared())
    assert sealed(signed(draft)).asked == ()
    record = sealed(signed(replied(draft, right=False)))
    assert [(q.id, q.understood) for q in record.asked] == [
        ("Q1", False),
        ("Q2", False),
        ("Q3", False),
        ("Q4", False),
    ]


def test_a_reply_after_signing_voids_the_signature() -> None:
    draft = reply(rules(), signed(answered(prepared())), "Q1", "The care stays the same.", NOW)
    with pytest.raises(Refusal, match="signature_voided"):
        sealed(draft)


Said = tuple[str, str, int]  # a language, a question, and which of its replies

ANYTHING_SAID = st.lists(
    st.tuples(st.sampled_from(["en", "ar"]), st.sampled_from(["Q1", "Q2", "Q3", "Q4"]), st.integers(0, 2))
)


def said_in(draft: Draft, said: Said) -> Draft:
    language, id, which = said
    held_to = HELD_TO[language]
    if draft.language != language:
        draft = explained(speak(held_to, draft))
    return reply(held_to, draft, id, replies(worded(held_to, id))[which], NOW)


def worded(held_to: Rules, id: str) -> Question:
    return next(q for q in held_to.wording.questions if q.id == id)


def understood_by(said: Sequence[Said], language: str, id: str) -> bool:
    """Whether the last reply to a question in a language was the right one."""
    given_then = [which for spoken, asked_then, which in said if (spoken, asked_then) == (language, id)]
    question = worded(HELD_TO[language], id)
    return bool(given_then) and replies(question)[given_then[-1]] == question.right


@given(ANYTHING_SAID)
def test_whatever_is_replied_every_attempt_is_kept_and_the_last_one_counts(said: list[Said]) -> None:
    draft = prepared()
    for one in said:
        draft = said_in(draft, one)
    kept = [attempt for question in draft.asked for attempt in question.attempts]
    assert len(kept) == len(said)
    assert len({(q.id, q.text) for q in draft.asked}) == len(draft.asked)
    held_to = HELD_TO[draft.language]
    for question in questions_for(held_to, draft):
        found = asked(draft, question)
        right = understood_by(said, draft.language, question.id)
        assert (found is not None and found.understood) is right
        assert (question not in open_questions(held_to, draft)) is right


@given(ANYTHING_SAID, st.sets(st.sampled_from(ALL_USES), min_size=1))
def test_whatever_uses_are_offered_what_was_replied_stays(said: list[Said], uses: set[str]) -> None:
    draft = prepared()
    for one in said:
        draft = said_in(draft, one)
    assert offer(HELD_TO[draft.language], draft, tuple(uses)).asked == draft.asked


@pytest.mark.parametrize(("pathway", "by"), [("adult", "patient"), ("minor", "representative")])
def test_a_reply_is_of_whoever_decides(pathway: str, by: str) -> None:
    assert {question.by for question in replied(prepared(pathway)).asked} == {by}


def test_nothing_is_asked_about_what_one_of_two_parents_was_not_told() -> None:
    draft = prepared("stillborn")
    to_one = tuple(replace(page, to=("representative",)) for page in draft.explained)
    with pytest.raises(Refusal, match="not_explained"):
        replied(replace(draft, explained=to_one))
