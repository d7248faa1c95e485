"""The program asked what its oracle is asked: the domain, with values as the views would keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import Protocol, TypeVar

from consentdesk.domain import gate, standing
from consentdesk.domain.draft import Expiry
from consentdesk.domain.gate import House, KnownImage
from consentdesk.domain.lines import Finding, ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import find_outlet
from consentdesk.domain.pack import OutletEntry, RulePack
from consentdesk.domain.permission import Past, Verdict
from consentdesk.domain.reidentification.check import Checked
from consentdesk.domain.standing import Fate
from consentdesk.domain.withdrawal import Ending, Scope
from tests.domain.gate_history import (
    Asked,
    Cell,
    Erased,
    Gap,
    History,
    Left,
    Lifted,
    LookedThrough,
    OutletNoted,
    Question,
    RulesChanged,
    Said,
    SecondSaid,
    VaultChecked,
    Word,
)
from tests.domain.gate_oracle import Oracle
from tests.domain.gate_rules import parsed
from tests.domain.random_histories import BEGINS

RULE_OF = {
    **dict.fromkeys(("not_asked", "use_unknown", "image_unknown"), "R2"),
    **dict.fromkeys(("refused", "expired", "image_may_be_damaged", "restored_gap_not_reviewed"), "R24"),
    **dict.fromkeys(("outlet_not_named", "outlet_not_covered"), "R4"),
    **dict.fromkeys(("second_person_missing", "second_person_declined"), "R27"),
    **dict.fromkeys(("reidentification_check_old", "words_not_checked"), "R26"),
    "corrected": "R22",
    "patient_said_no": "R8",
    "frozen_at_majority": "R14",
    "image_erased": "R40",
    "withdrawn": "R29",
    "suspended": "R29",
    "reidentification_not_checked": "R26",
}
FATES = {
    "withdrawn": Fate.WITHDRAWN,
    "suspended": Fate.SUSPENDED,
    "expired": Fate.EXPIRED,
    "frozen_at_majority": Fate.FROZEN,
}
T = TypeVar("T")


class Program(Protocol):
    def verdict(self, asked: Question) -> Verdict: ...


class DomainProgram:
    """The domain's own functions over one history, whose parts come in no order."""

    def __init__(self, history: History) -> None:
        self.history, dice = history, Random(len(history.events))
        self.pasts = {image: _shuffled(self._pasts(image), dice) for image in history.images}
        self.endings = {image: _shuffled(self._endings(image), dice) for image in history.images}

    def verdict(self, asked: Question) -> Verdict:
        pack, register = self.rules(asked.at)
        house = House(pack, register, asked.at, self._gap(asked.at), self._findings(asked.at))
        pasts, endings = self.pasts[asked.image], self.endings[asked.image]
        known = KnownImage(self._line(asked.image), tuple(pasts), tuple(endings))
        if not asked.now:
            return gate.was_allowed(house, known, asked.use, asked.outlet)
        checks = tuple(_shuffled(self._checks(asked), Random(asked.image)))
        return gate.is_allowed(house, replace(known, checks=checks), asked.use, asked.outlet, asked.words)

    def rules(self, at: Moment) -> tuple[RulePack, tuple[OutletEntry, ...]]:
        return rules_at(self.history, at)

    def _gap(self, at: Moment) -> bool:
        gaps = [event for event in self._until(at) if isinstance(event, Gap)]
        return bool(gaps) and gaps[-1].opens

    def _findings(self, at: Moment) -> tuple[Finding, ...]:
        checks = [event for event in self._until(at) if isinstance(event, VaultChecked)]
        return tuple(Finding(code, about) for code, about in checks[-1].findings) if checks else ()

    def _line(self, image: str) -> ImageLine:
        erased = next((e.at for e in self.history.events if isinstance(e, Erased) and e.image == image), None)
        hashes = (image, f"pixels of {image}", f"view of {image}", f"thumbnail of {image}")
        return ImageLine(*hashes, "", "JPEG", 4000, 3000, "", erased is None, BEGINS, erased)

    def _checks(self, asked: Question) -> Iterator[Checked]:
        """Every check of an image there ever was or will be, as the views would have it at a moment."""
        now = self.history.owner(asked.image, asked.at)
        for made in self.history.events:
            if isinstance(made, LookedThrough) and made.image == asked.image:
                entry = find_outlet(made.outlet, self.rules(made.at)[1])
                said = second_words(self.history, made, asked.at)
                particulars = self.history.particulars(made.patient, made.at)
                yield Checked(
                    *(made.id, made.use, entry.name if entry else made.outlet.strip(), made.at, made.by),
                    words=made.words,
                    agreed_by=tuple(who for who, agrees in said.items() if agrees),
                    declined_by=tuple(who for who, agrees in said.items() if not agrees),
                    outlet_id=entry.id if entry else "",
                    same_patient=(now, self.history.particulars(now, asked.at))
                    == (made.patient, particulars),
                )

    def _until(self, at: Moment) -> Iterator[object]:
        return (event for event in self.history.events if event.at.utc <= at.utc)

    def _pasts(self, image: str) -> Iterator[Past]:
        corrected = {s.corrects: s.at for s in self.history.sessions if s.corrects}
        for said in self.history.sessions:
            left = self._left(image, said)
            ends = [at for at in (corrected.get(said.record), left) if at is not None]
            for (of, use), word in words_of(self.history, said).items():
                if of == image:
                    yield self._past(said, use, word, min(ends, default=None))

    def _left(self, image: str, said: Said) -> Moment | None:
        """Since when the image is another patient's."""
        others = (s for s in self.history.sessions if s.patient != said.patient and s.at.utc > said.at.utc)
        return next((s.at for s in others if image in s.images), None)

    def _past(self, said: Said, use: str, word: Word, corrected_at: Moment | None) -> Past:
        by = "representative" if said.by_another else "patient"
        born = None if said.died else self.history.born[said.patient]
        effective = word.yes and not word.own_no
        expiry = Expiry(until=word.until) if word.until else None
        decided = (said.record, said.at, use, word.yes, effective, word.own_no, by, word.outlet, expiry)
        died = next((s.at for s in self.history.sessions if s.died and s.patient == said.patient), None)
        return Past(*decided, born, corrected_at, said.patient, died)

    def _endings(self, image: str) -> Iterator[Ending]:
        lifted = {e.suspension: e.at for e in self.history.events if isinstance(e, Lifted)}
        for asked in self.history.events:
            if isinstance(asked, Asked) and image not in asked.kept:
                scope = Scope(_with_made(self.history, asked), asked.uses).whole
                if not scope.images or image in scope.images:
                    for use in scope.uses or ("",):
                        held = asked.suspends, lifted.get(asked.id)
                        yield Ending(asked.id, asked.patient, use, asked.at, *held)


def rules_at(history: History, at: Moment) -> tuple[RulePack, tuple[OutletEntry, ...]]:
    """The rules and the outlets that counted at a moment."""
    name, own = "usual", {}
    for event in history.events:
        if event.at.utc > at.utc:
            break
        if isinstance(event, RulesChanged):
            name = event.pack
        elif isinstance(event, OutletNoted):
            own[event.entry.id] = event.entry
    return parsed(name), (*parsed(name).outlets, *own.values())


def second_words(history: History, made: LookedThrough, at: Moment) -> dict[str, bool]:
    """What each member said last to a check until a moment, as long as they worked here."""
    gone = {e.who: e.at.utc for e in history.events if isinstance(e, Left)}
    said: dict[str, SecondSaid] = {}
    for event in history.events:
        if isinstance(event, SecondSaid) and event.check == made.id and event.at.utc <= at.utc:
            before = said.get(event.by)
            if before is None or before.at.utc < event.at.utc or before.agrees:
                said[event.by] = event
    return {who: e.agrees for who, e in said.items() if who not in gone or e.at.utc < gone[who]}


def words_of(history: History, said: Said) -> dict[Cell, Word]:
    """What a record decides, with what the one that it corrects refused and it does not ask about: of images
    that are the patient's still."""
    old = next((s for s in history.sessions if said.corrects and s.record == said.corrects), None)
    words = words_of(history, old) if old is not None and old.patient == said.patient else {}
    noes = {cell: word for cell, word in words.items() if word.own_no or not word.yes}
    own = {cell: word for cell, word in noes.items() if history.owner(cell[0], said.at) == said.patient}
    return {**own, **said.answers}


def _with_made(history: History, asked: Asked) -> tuple[str, ...]:
    made = [image for image in history.images if {*history.sources(image)} & {*asked.images}]
    return tuple({*asked.images, *made})


def _shuffled(items: Iterable[T], dice: Random) -> list[T]:
    ordered = list(items)
    return dice.sample(ordered, len(ordered))


def differs(program: Program, oracle: Oracle, asked: Question) -> str:
    """In which way the program says something else than the rules, by their numbers; "" where it does not."""
    verdict, wanted = program.verdict(asked), oracle.why_not(asked)
    told = {problem.code for problem in verdict.reasons}
    if told != wanted:
        rules = ", ".join(sorted({RULE_OF[code] for code in told ^ wanted}))
        return f"{rules}: {sorted(told)} instead of {sorted(wanted)} for {asked}"
    counting = oracle.counting((asked.image, asked.use), asked.at)
    if wanted or counting is None:
        return ""
    found, right = (verdict.record, verdict.until), (counting.said.record, counting.word.until)
    if found != right:
        return f"R2, R22: it rests on {found} instead of {right} for {asked}"
    check = oracle.check_for(asked)
    return (
        "" if verdict.check == check else f"R26: it rests on {verdict.check} instead of {check} for {asked}"
    )


def standing_differs(history: History, oracle: Oracle) -> Iterator[str]:
    """Where what became of an answer is told otherwise than by the rules: after each event, of each answer
    of an image that is its patient's still."""
    program = DomainProgram(history)
    for at in sorted({event.at for event in history.events}):
        for said in history.sessions:
            if said.at.utc <= at.utc:
                yield from _fates_differ(program, oracle, said, at)


def _fates_differ(program: DomainProgram, oracle: Oracle, said: Said, at: Moment) -> Iterator[str]:
    pack, _ = program.rules(at)
    for image, use in said.answers:
        if program.history.owner(image, at) != said.patient:
            continue
        known, ends = program.pasts[image], program.endings[image]
        own = next(p for p in known if (p.record, p.use) == (said.record, use))
        found = standing.standing(pack, known, own, at, ends)
        wanted = fates(oracle, said, Question(image, use, "", at))
        if (found.fate, found.later) not in wanted:
            yield f"{found} instead of {wanted} for {said.record}, {image}, {use} at {at}"


def fates(oracle: Oracle, said: Said, asked: Question) -> set[tuple[Fate, str]]:
    """What may be said of an answer: where several ends came, any of them."""
    if oracle.was_corrected(said, asked.at):
        return {(Fate.CORRECTED, "")}
    counting = oracle.counting((asked.image, asked.use), asked.at)
    if counting is None or counting.said is not said:
        return {(Fate.SUPERSEDED, counting.said.record if counting else "")}
    is_yes = counting.word.yes and not counting.word.own_no
    ends = oracle.ends(counting, asked) if is_yes else set()
    return {(FATES[end], "") for end in ends} or {(Fate.STANDS, "")}
