"""The questions about what was explained: offered, or needed by a use; a wrong reply leads back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.question import AskedQuestion, Attempt
from consentdesk.domain.session import Rules
from consentdesk.domain.understanding import questions_for, replies, reply
from consentdesk.domain.wording import Question
from consentdesk.ui.words import understanding_words
from consentdesk.workflows.adopt_pack import adoption
from consentdesk.workflows.take_session import Act
from tests.helpers.packs import asking_before, new_version, pack_text
from tests.helpers.sessions import ALL_USES, LANGUAGES, NOW, later, rules
from tests.ui.session.conftest import Bedside
from tests.ui.session.standing import at_check, at_choose, at_explain
from tests.ui.session.test_explain import understand, words_on

IDS = ["Q1", "Q2", "Q3", "Q4", "Q5"]


def need_questions(bedside: Bedside, *uses: str) -> None:
    """Take a pack into use by which a yes to these uses waits for the questions."""
    text = new_version(asking_before(pack_text("us"), *uses))
    vault, after = bedside.desk.vault, later(hours=1)
    bedside.on_lane(lambda: [vault.append(f, after, None) for f in adoption(parse_pack(text, "us"), text)])


def read_to_the_last_page(bedside: Bedside) -> None:
    pages = len(bedside.flow.rules.pages(bedside.draft()))
    last = bedside.flow.rules.wording.screen["page_number"].format(number=pages, total=pages)
    while bedside.words("progress") != last:
        bedside.click("continue")


def ask(bedside: Bedside) -> None:
    read_to_the_last_page(bedside)
    while bedside.there("ask_me"):
        bedside.click("ask_me")


def in_sight(bedside: Bedside) -> Question:
    asked_here = questions_for(bedside.flow.rules, bedside.draft())
    return next(q for q in asked_here if bedside.there(f"asked_{q.id}"))


def press(bedside: Bedside, words: str) -> None:
    bedside.click(f"reply_{replies(in_sight(bedside)).index(words) + 1}")


def press_right(bedside: Bedside) -> None:
    press(bedside, in_sight(bedside).right)


def press_wrong(bedside: Bedside) -> None:
    press(bedside, in_sight(bedside).wrong[0])


def reply_rightly(bedside: Bedside) -> None:
    """To every question from here on."""
    while any(bedside.there(f"asked_{id}") for id in IDS):
        press_right(bedside)
        bedside.click("continue")


def attempts(draft: Draft) -> dict[str, list[bool]]:
    return {q.id: [attempt.right for attempt in q.attempts] for q in draft.asked}


def all_right(rules: Rules, draft: Draft, now: Moment) -> Draft:
    for question in questions_for(rules, draft):
        draft = reply(rules, draft, question.id, question.right, now)
    return draft


def nothing_asked(rules: Rules, draft: Draft, now: Moment) -> Draft:
    return draft


def test_the_questions_are_offered_on_the_last_page_only_and_cost_nobody_a_press(bedside: Bedside) -> None:
    at_explain(bedside)
    while bedside.words("progress") != "3 of 3":
        assert not bedside.there("ask_me")
        understand(bedside)
    assert bedside.find("ask_me").accessibleName() == "Ask me a few questions"
    understand(bedside)
    draft = bedside.draft()
    assert (draft.step, draft.asked) == (Step.CHOOSE, ())


def test_whoever_asks_for_the_questions_has_read_the_page(bedside: Bedside) -> None:
    at_explain(bedside, ALL_USES)
    ask(bedside)
    draft = bedside.draft()
    assert draft.explained[-1].id == "who" and draft.explained[-1].acknowledged_at is not None
    assert (bedside.words("heading"), bedside.words("progress")) == (in_sight(bedside).text, "1 of 5")


def test_a_right_reply_is_said_to_be_so_and_continue_leads_on(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    assert not bedside.there("continue") and bedside.words("said") == ""
    press_right(bedside)
    assert bedside.words("said") == "That is how it is."
    assert bedside.find("continue").hasFocus()
    bedside.click("continue")
    assert bedside.words("progress") == "2 of 4"
    reply_rightly(bedside)
    assert bedside.draft().step is Step.CHOOSE
    assert attempts(bedside.draft()) == {id: [True] for id in ("Q1", "Q2", "Q3", "Q4")}


def test_a_wrong_reply_leads_back_to_the_statement_and_then_to_the_question(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    question = in_sight(bedside)
    press_wrong(bedside)
    statement = next(s for s in rules().wording.statements if s.id == question.statement)
    assert bedside.words("lead") == "Let us read this once more."
    assert bedside.words("heading") == statement.title
    assert statement.text in words_on(bedside.window)
    assert bedside.words("continue") == "Ask me again"
    bedside.click("continue")
    assert in_sight(bedside) == question
    press_right(bedside)
    assert attempts(bedside.draft()) == {"Q1": [False, True]}


def test_an_open_question_shows_no_reply_as_chosen_and_a_closed_one_shows_its_own(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    press_wrong(bedside)
    bedside.click("continue")
    assert [bedside.find(f"reply_{n}").property("chosen") for n in (1, 2, 3)] == [False] * 3
    press_right(bedside)
    chosen = [bedside.find(f"reply_{n}").property("chosen") for n in (1, 2, 3)]
    assert chosen == [words == in_sight(bedside).right for words in replies(in_sight(bedside))]


def test_a_reply_pressed_twice_counts_once(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    wrong = bedside.find(f"reply_{replies(in_sight(bedside)).index(in_sight(bedside).wrong[0]) + 1}")
    for _press in range(2):
        bedside.qtbot.keyClick(wrong, Qt.Key.Key_Space)
    bedside.settle()
    assert attempts(bedside.draft()) == {"Q1": [False]}
    bedside.click("continue")
    for _press in range(2):
        press_right(bedside)
    assert attempts(bedside.draft()) == {"Q1": [False, True]}


def test_a_press_of_enter_too_many_gives_no_reply(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    focused = QApplication.focusWidget()
    assert focused is not None and focused.objectName() == "asked_Q1"
    bedside.qtbot.keyClick(focused, Qt.Key.Key_Return)
    bedside.settle()
    assert bedside.draft().asked == ()


def test_a_patient_who_has_had_enough_goes_on_and_keeps_what_was_replied(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    press_right(bedside)
    bedside.click("continue")
    bedside.click("enough")
    assert bedside.draft().step is Step.CHOOSE
    assert attempts(bedside.draft()) == {"Q1": [True]}


def test_back_walks_through_the_questions_to_the_last_page(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    press_right(bedside)
    bedside.click("continue")
    press_wrong(bedside)
    bedside.click("back")
    assert (in_sight(bedside).id, bedside.words("progress")) == ("Q2", "2 of 4")
    bedside.click("back")
    assert (in_sight(bedside).id, bedside.words("said")) == ("Q1", "That is how it is.")
    bedside.click("back")
    assert bedside.words("progress") == "3 of 3"
    assert bedside.words("continue") == "Continue"
    assert attempts(bedside.draft()) == {"Q1": [True], "Q2": [False]}


def test_a_question_of_the_patients_gets_its_calm_line_here_too(bedside: Bedside) -> None:
    at_explain(bedside)
    ask(bedside)
    bedside.click("question")
    assert "person with you" in bedside.words("help")
    press_right(bedside)
    assert not bedside.there("help")


def test_where_a_use_needs_them_the_questions_come_after_the_last_page(bedside: Bedside) -> None:
    need_questions(bedside, "teaching")
    at_explain(bedside)
    read_to_the_last_page(bedside)
    understand(bedside)
    assert in_sight(bedside).id == "Q1"
    reply_rightly(bedside)
    assert bedside.draft().step is Step.CHOOSE


def test_taken_up_again_in_the_middle_only_what_is_open_is_asked(bedside: Bedside) -> None:
    need_questions(bedside, "teaching")
    at_explain(bedside)
    ask(bedside)
    press_right(bedside)
    bedside.click("continue")
    press_wrong(bedside)
    bedside.resume(bedside.draft())
    bedside.click("continue")
    assert (in_sight(bedside).id, bedside.words("progress")) == ("Q2", "1 of 3")
    press_right(bedside)
    assert attempts(bedside.draft()) == {"Q1": [True], "Q2": [False, True]}


def test_in_another_language_the_pages_and_then_the_questions_come_again(bedside: Bedside) -> None:
    need_questions(bedside, "teaching")
    at_explain(bedside)
    ask(bedside)
    press_right(bedside)
    bedside.click("language")
    bedside.click("language_ar")
    assert bedside.find("step_explain").isRightToLeft()
    while not any(bedside.there(f"asked_{id}") for id in IDS):
        bedside.click("continue")
    assert in_sight(bedside).text == rules("ar").wording.questions[0].text
    reply_rightly(bedside)
    draft = bedside.draft()
    assert draft.step is Step.CHOOSE
    assert [q.id for q in draft.asked] == ["Q1", "Q1", "Q2", "Q3", "Q4"]


def test_a_yes_that_waits_for_the_questions_leads_to_them_and_straight_back(bedside: Bedside) -> None:
    need_questions(bedside, "teaching")
    at_choose(bedside)
    bedside.click("answer_1_medical_record_yes")
    assert not bedside.there("ask_medical_record") and not bedside.there("ask_teaching")
    bedside.click("answer_1_teaching_yes")
    bedside.click("continue")
    assert bedside.draft().step is Step.CHOOSE
    assert "Ask the questions about what was explained" in words_on(bedside.find("card_teaching"))
    bedside.click("ask_teaching")
    assert in_sight(bedside).id == "Q1"
    reply_rightly(bedside)
    assert bedside.draft().step is Step.CHOOSE and not bedside.there("ask_teaching")
    bedside.click("continue")
    assert bedside.draft().step is Step.CHECK


def test_a_yes_that_waits_for_the_questions_alone_is_otherwise_done(bedside: Bedside) -> None:
    need_questions(bedside, "teaching", "online")
    at_choose(bedside, 2, ("teaching", "online"))
    bedside.click("answer_1_teaching_yes")
    assert bedside.there("same_teaching")
    bedside.click("answer_1_online_yes")
    assert bedside.there("done_online")
    bedside.click("outlet_online_peer_reviewed_medical")
    assert not bedside.there("done_online") and bedside.there("ask_online")


def test_whoever_has_had_enough_comes_back_to_the_same_answers(bedside: Bedside) -> None:
    need_questions(bedside, "teaching")
    at_choose(bedside)
    bedside.click("answer_1_teaching_yes")
    bedside.click("ask_teaching")
    bedside.click("enough")
    assert bedside.draft().step is Step.CHOOSE
    assert bedside.there("ask_teaching") and bedside.find("answer_1_teaching_yes").property("chosen")


def test_a_no_is_never_kept_waiting(bedside: Bedside) -> None:
    need_questions(bedside, "teaching")
    at_choose(bedside)
    for use in ("medical_record", "teaching"):
        bedside.click(f"answer_1_{use}_no")
    assert not bedside.there("ask_teaching")
    bedside.click("continue")
    assert bedside.draft().step is Step.CHECK


@pytest.mark.parametrize(("last", "words"), [(nothing_asked, "Not asked"), (all_right, "4 of 4")])
def test_the_check_page_says_what_came_of_the_questions(bedside: Bedside, last: Act, words: str) -> None:
    at_check(bedside, last=last)
    assert words_on(bedside.find("questions_section")) == f"Questions answered {words}"
    assert bedside.fits()


def test_change_on_the_check_page_leads_through_the_questions_and_back(bedside: Bedside) -> None:
    at_check(bedside, last=all_right)
    bedside.click("change_questions")
    assert (bedside.words("said"), bedside.words("progress")) == ("That is how it is.", "1 of 4")
    press_wrong(bedside)
    bedside.click("continue")
    reply_rightly(bedside)
    assert bedside.draft().step is Step.CHECK
    assert "4 of 4, 1 after reading again" in words_on(bedside.find("questions_section"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_twice_as_large_the_pages_keep_their_width_and_each_reply_its_words(
    bedside: Bedside, language: str
) -> None:
    at_explain(bedside, ALL_USES)
    bedside.flow.speak_here(language)
    bedside.settle()
    for _press in range(4):
        bedside.click("larger")
    ask(bedside)
    for _question in IDS:
        question = in_sight(bedside)
        assert words_cut_off(bedside) == []
        press_wrong(bedside)
        while not bedside.there(f"asked_{question.id}"):
            assert bedside.window.minimumSizeHint().width() <= 1366
            bedside.click("continue")
        press_right(bedside)
        while bedside.there(f"asked_{question.id}"):
            bedside.click("continue")


def words_cut_off(bedside: Bedside) -> list[str]:
    buttons = [bedside.find(f"reply_{n}") for n in (1, 2, 3)]
    return [b.accessibleName() for b in buttons if b.height() + 1 < b.heightForWidth(b.width())]


@pytest.mark.parametrize(
    ("asked", "all_questions", "words"),
    [
        ((), 4, "Not asked"),
        ((("Q1", "en", [True]), ("Q2", "en", [False, True])), 4, "2 of 4, 1 after reading again"),
        ((("Q1", "en", [True]), ("Q2", "en", [False])), 0, "1 of 2"),
        ((("Q1", "en", [False]), ("Q1", "ar", [True])), 1, "1 of 1, 1 after reading again"),
        ((("Q1", "en", [True]), ("Q1", "ar", [False])), 1, "0 of 1"),
    ],
)
def test_what_came_of_the_questions_in_words(
    asked: tuple[tuple[str, str, list[bool]], ...], all_questions: int, words: str
) -> None:
    questions = [
        AskedQuestion(id, "S1", language, tuple(Attempt("", right, NOW) for right in given))
        for id, language, given in asked
    ]
    assert understanding_words(questions, all_questions) == words
