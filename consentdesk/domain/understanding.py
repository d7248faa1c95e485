"""Teach-back: a few questions that show whether what was explained was understood.

Asking is optional; a use can make it a condition of a yes (`Use.teach_back`). A wrong reply is kept, leads
back to the statement, and is no mark against anyone.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from consentdesk.domain.draft import Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.question import AskedQuestion, Attempt
from consentdesk.domain.refusals import refuse
from consentdesk.domain.session import Rules, deciders, unexplained
from consentdesk.domain.wording import Question


def questions_for(rules: Rules, draft: Draft) -> tuple[Question, ...]:
    """The pack's questions about the statements that the offered uses call for, in the pack's order."""
    called = {s.id for page in rules.pages(draft) for s in page.statements}
    worded = {q.id: q for q in rules.wording.questions}
    return tuple(worded[id] for id in rules.pack.questions if worded[id].statement in called)


def replies(question: Question) -> tuple[str, ...]:
    """What can be replied, in an order that is always the same for a question and tells nothing."""

    def place(reply: str) -> str:
        return hashlib.sha256(f"{question.id}{reply}".encode()).hexdigest()

    return tuple(sorted((question.right, *question.wrong), key=place))


def reply(rules: Rules, draft: Draft, question_id: str, given: str, now: Moment) -> Draft:
    """Record a reply of whoever decides; what was replied before stays, also to the question in another
    language's words. Refused before everything was explained to them (`not_explained`), for a question that
    this session does not ask (`question_unknown`), and for words that do not stand there
    (`reply_unknown`)."""
    question = next((q for q in questions_for(rules, draft) if q.id == question_id), None)
    if question is None:
        raise refuse("question_unknown", question=question_id)
    if given not in (question.right, *question.wrong):
        raise refuse("reply_unknown", question=question_id)
    path = rules.pathway(draft, now.day)
    if path is None:
        raise refuse("patient_missing", "patient")
    if missing := unexplained(rules, draft, *deciders(path, draft)):
        raise refuse("not_explained", "explain", pages=len(missing))
    before = asked(draft, question)
    attempts = before.attempts if before else ()
    now_asked = AskedQuestion(
        question.id,
        question.statement,
        question.text,
        (*attempts, Attempt(given, given == question.right, now)),
        path.decides,
    )
    return replace(draft, asked=(*(a for a in draft.asked if a != before), now_asked))


def asked(draft: Draft, question: Question) -> AskedQuestion | None:
    """What was replied to exactly these words so far."""
    return next((a for a in draft.asked if (a.id, a.text) == (question.id, question.text)), None)


def open_questions(rules: Rules, draft: Draft) -> tuple[Question, ...]:
    """The questions that were not asked yet, or whose last reply was wrong."""
    return tuple(
        q for q in questions_for(rules, draft) if (found := asked(draft, q)) is None or not found.understood
    )


def must_ask(rules: Rules, draft: Draft) -> bool:
    """Whether an offered use makes right replies a condition of a yes."""
    return any(rules.pack.use(use).teach_back for use in draft.offered)
