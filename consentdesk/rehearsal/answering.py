"""Plays the pages on which the patient sees, hears and decides: show, explain and choose."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from consentdesk.domain.draft import Draft, Expiry, Outlet, Step
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.session import page_is_acknowledged
from consentdesk.domain.understanding import questions_for, replies
from consentdesk.domain.wording import Question
from consentdesk.rehearsal.scenario import AnswerPart, Replying
from consentdesk.rehearsal.visit import Visit
from consentdesk.ui.kit.dates import typed_day

MOST_PAGES = 200
ASKS_FOR_THEM = (Replying.RIGHT, Replying.WRONG_ONCE)


def play_show(visit: Visit) -> None:
    """Show every picture; what is not wanted is taken out."""
    hands, numbers = visit.hands, [image.number for image in visit.draft.images]
    visit.picture("show")
    hands.click("continue")
    unwanted = {n for n, part in enumerate(visit.scenario.images, start=1) if not part.wanted}
    for number in numbers:
        if not hands.sees("do_not_want"):
            continue
        visit.picture(f"show-{number}")
        if number in unwanted:
            hands.click("do_not_want")
            hands.click("take_away")
        else:
            visit.go_on()
    while visit.draft.step is Step.SHOW:
        visit.go_on()


def play_explain(visit: Visit) -> None:
    """Read every page to its end and acknowledge it, and reply to the questions."""
    for _ in range(MOST_PAGES):
        if visit.draft.step is not Step.EXPLAIN:
            return
        if (question := _question_in_sight(visit)) is not None:
            _reply(visit, question)
            continue
        if not visit.hands.find("continue").property("reading"):
            visit.picture(f"explain-{_open_page(visit)}")
        if visit.hands.sees("ask_me") and visit.scenario.questions in ASKS_FOR_THEM:
            visit.hands.click("ask_me")
        else:
            visit.go_on()


def play_choose(visit: Visit) -> None:
    """Answer for every picture and use, and say what a yes needs besides; to the questions where one waits
    for them."""
    visit.picture("choose")
    for number in [image.number for image in visit.draft.images]:
        if _asks_about(visit, number):
            _answer_all(visit, number)
    waiting = [f"ask_{use}" for use in visit.draft.offered if visit.hands.sees(f"ask_{use}")]
    if waiting and visit.scenario.questions is not Replying.SKIPPED:
        visit.hands.click(waiting[0])
    else:
        _leave(visit)


def _open_page(visit: Visit) -> str:
    pages = visit.flow.rules.pages(visit.draft)
    return next((p.id for p in pages if not page_is_acknowledged(visit.draft, p)), "last")


def _question_in_sight(visit: Visit) -> Question | None:
    asked_here = questions_for(visit.flow.rules, visit.draft)
    return next((q for q in asked_here if visit.hands.sees(f"asked_{q.id}")), None)


def _reply(visit: Visit, question: Question) -> None:
    """One press; then on from what was understood, or to what is to be read again."""
    visit.picture(f"explain-asked-{question.id}")
    if visit.scenario.questions is Replying.SKIPPED:
        visit.hands.click("enough")
        return
    errs = visit.scenario.questions is Replying.WRONG_ONCE and not visit.draft.asked
    given = question.wrong[0] if errs else question.right
    visit.hands.click(f"reply_{replies(question).index(given) + 1}")
    visit.picture(f"explain-replied-{question.id}")
    visit.go_on()


def _asks_about(visit: Visit, number: int) -> bool:
    """Whether a picture is in sight, or still has something open."""
    flow = visit.flow
    open_places = [p.where for p in problems_at(flow.rules, flow.draft, Step.CHOOSE, flow.now())]
    return _shows(visit, number) or any(p.startswith(f"answer:{number}:") for p in open_places)


def _answer_all(visit: Visit, number: int) -> None:
    if not _shows(visit, number):
        _turn_to(visit, number)
    for use in visit.draft.offered:
        _answer(visit, number, use)
    visit.picture(f"choose-{number}")


def _turn_to(visit: Visit, number: int) -> None:
    """To the next picture: by the primary button, which leads there when this one is done."""
    visit.hands.click("continue")
    if not _shows(visit, number):
        visit.hands.click(f"pictures_{number}")


def _shows(visit: Visit, number: int) -> bool:
    return any(visit.hands.sees(f"answer_{number}_{use}_yes") for use in visit.draft.offered)


def _answer(visit: Visit, number: int, use: str) -> None:
    part = visit.scenario.answer(number, use)
    image = next(i for i in visit.draft.images if i.number == number).source_sha256
    if part is None or part.answer == "none":
        return
    if visit.draft.answer(image, use) is None:
        visit.hands.click(f"answer_{number}_{use}_{part.answer}")
    if part.answer == "yes":
        _grant(visit, use, part, image)
    if part.image == 0 and visit.hands.sees(f"same_{use}"):
        visit.hands.click(f"same_{use}")


def _grant(visit: Visit, use: str, part: AnswerPart, image: str) -> None:
    """Say where a yes reaches and until when, as far as the page does not say it already."""
    hands = visit.hands
    if hands.sees("warnings_read"):
        visit.picture(f"choose-warnings-{use}")
        hands.click("warnings_read")
    if part.outlet and _outlet(visit.draft, image, use) is None:
        _name_outlet(visit, use, part.outlet)
    if (part.until or part.event) and not _lasts_as(part, _expiry(visit.draft, image, use)):
        _limit(visit, use, part)


def _lasts_as(part: AnswerPart, expiry: Expiry) -> bool:
    return (part.until, part.event) == (str(expiry.until or ""), expiry.event)


def _limit(visit: Visit, use: str, part: AnswerPart) -> None:
    """Until when; a yes that lacks nothing has folded its fields away."""
    if not visit.hands.sees(f"until_{use}"):
        visit.hands.click(f"change_{use}")
    if part.until:
        visit.hands.type(f"until_{use}", typed_day(date.fromisoformat(part.until), visit.day_order))
    if part.event:
        visit.hands.type(f"event_{use}", part.event)


def _name_outlet(visit: Visit, use: str, outlet: str) -> None:
    if visit.hands.sees(f"outlet_{use}_{outlet}"):
        visit.hands.click(f"outlet_{use}_{outlet}")
    else:
        visit.hands.type(f"outlet_{use}", outlet, counted=False)
        visit.hands.press_in(f"outlet_{use}", Qt.Key.Key_Return)


def _outlet(draft: Draft, image: str, use: str) -> Outlet | None:
    given = draft.answer(image, use)
    return given.outlet if given else None


def _expiry(draft: Draft, image: str, use: str) -> Expiry:
    given = draft.answer(image, use)
    return (given.expiry if given else None) or Expiry()


def _leave(visit: Visit) -> None:
    """On from the last picture. What the page keeps because it lacks something is a refusal too; where the
    draft lacks nothing, it is a last day that has passed: the page never saves one."""
    visit.go_on()
    if visit.draft.step is Step.CHOOSE:
        flow = visit.flow
        missing = problems_at(flow.rules, flow.draft, Step.CHOOSE, flow.now())
        visit.refuse("choose", tuple(p.code for p in missing) or ("expiry_not_in_future",))
