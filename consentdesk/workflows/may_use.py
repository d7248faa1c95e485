"""May I use it? One question, one answer: yes, or no with every reason (R24, R39)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Signature
from consentdesk.domain.facts import UsesAsked, VaultChecked
from consentdesk.domain.gate import House, KnownImage, is_allowed, needs_check, now_for, was_allowed
from consentdesk.domain.lines import Finding, ImageLine
from consentdesk.domain.moment import Moment, last_moment_on
from consentdesk.domain.outlets import known_outlets
from consentdesk.domain.pack import RulePack
from consentdesk.domain.permission import Verdict
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk


@dataclass(frozen=True)
class Question:
    """Whether an image (its source hash) may be used for that, there; with these words (their hash), where
    it is known already what will be said with it."""

    image: str
    use: str
    outlet: str = ""
    words: str = ""


@dataclass(frozen=True)
class Answer:
    """`line` is None for an image that is not known here."""

    question: Question
    line: ImageLine | None
    verdict: Verdict

    @property
    def allowed(self) -> bool:
        return self.verdict.allowed


@needs(Act.ASK_USE)
def may_use(desk: Desk, questions: Sequence[Question], on: Moment | None = None) -> tuple[Answer, ...]:
    """An answer to each question: now, through the gate (R24), or whether it was permitted at a moment, by
    the rules of that moment (R39). Raises Refusal `day_to_come`."""
    house = _house(desk, on)
    known = desk.vault.known_images([question.image for question in questions])
    if on is not None:
        return tuple(_past_answer(house, known.get(q.image), q) for q in questions)
    known = _with_checks(desk, house.pack, known, questions)
    houses = {source: now_for(house, image) for source, image in known.items()}
    return tuple(_answer(houses.get(q.image, house), known.get(q.image), q) for q in questions)


@needs(Act.ASK_USE)
def was_permitted(desk: Desk, source_sha256: str, use: str, outlet: str, at: Moment) -> Verdict:
    """Whether a use of an image was permitted at a moment, by the rules of that moment, with every reason why
    not (R39). Raises Refusal `image_unknown`."""
    known = desk.vault.known_images([source_sha256]).get(source_sha256)
    if known is None:
        raise refuse("image_unknown")
    return was_allowed(_house_at(desk, at), known, use, outlet)


@needs(Act.ASK_USE)
def note_asked(
    desk: Desk, answers: Sequence[Answer], use: str, outlet: str, day: date, how: str, unknown: int = 0
) -> None:
    """Note that somebody asked this of images, once it was answered (R38). `how` is "window", "files" or
    "command"; `unknown` counts pictures that are none of ours."""
    lines = {answer.line.source_sha256: answer.line for answer in answers if answer.line}
    patients = {line.patient for line in lines.values()}
    allowed = sum(answer.allowed for answer in answers)
    refused = tuple(dict.fromkeys(a.line.source_sha256 for a in answers if a.line and not a.allowed))
    asked = UsesAsked(tuple(lines), use, outlet, day, allowed, unknown, how, refused)
    desk.note(asked, patients.pop() if len(patients) == 1 else None)


@needs(Act.ASK_USE)
def moment_of(desk: Desk, day: date) -> Moment | None:
    """The moment that a question about a day is about: None for today, which means now; of a day that is
    over its last moment. Raises Refusal `day_to_come`: nobody knows what will be withdrawn by then."""
    now = desk.now()
    if day > now.day:
        raise refuse("day_to_come", "day", day=day.isoformat())
    return None if day == now.day else last_moment_on(day, desk.clock.wall)


@needs(Act.LOOK)
def who_signed(desk: Desk, record: str) -> tuple[Signature, ...]:
    """Whose signatures a yes rests on. Raises Refusal `record_unknown`, `record_erased`."""
    return desk.vault.record(record).record.signatures


def _answer(house: House, image: KnownImage | None, q: Question) -> Answer:
    return Answer(q, image.line if image else None, is_allowed(house, image, q.use, q.outlet, q.words))


def _past_answer(house: House, image: KnownImage | None, q: Question) -> Answer:
    return Answer(q, image.line if image else None, was_allowed(house, image, q.use, q.outlet))


def _with_checks(
    desk: Desk, pack: RulePack, known: dict[str, KnownImage], questions: Sequence[Question]
) -> dict[str, KnownImage]:
    """The same with the checks of those images that are asked about for a use that needs one."""
    needed = [q.image for q in questions if q.image in known and needs_check(pack, q.use)]
    checks = desk.vault.checks_on(needed) if needed else {}
    return known | {image: replace(known[image], checks=made) for image, made in checks.items()}


def _house(desk: Desk, on: Moment | None) -> House:
    if on is not None:
        return _house_at(desk, on)
    gap = desk.vault.gap_since() is not None
    return replace(_house_at(desk, desk.now()), gap=gap, findings=_findings(desk))


def _house_at(desk: Desk, at: Moment) -> House:
    pack = desk.pack_at(at)
    register = known_outlets(pack.outlets, desk.vault.registered_outlets(at))
    return House(pack, register, at, desk.vault.restored_with_gap(at))


def _findings(desk: Desk) -> tuple[Finding, ...]:
    last = desk.vault.last_check()
    if last is None:
        return ()
    assert isinstance(last.body, VaultChecked)
    return last.body.findings
