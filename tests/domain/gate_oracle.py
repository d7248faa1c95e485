"""May this image be used for this, there, on that day? Answered from the rules' text alone.

Nothing here calls the domain's own checks, nor was it written with them in sight. R2: each image and use on
its own. R4: only where the yes names. R8: the patient's own no blocks. R14: what others decided for a minor
freezes on the day of coming of age, for those who live to see it. R22: a corrected record counts no more, and
silence undoes no no. R24: the latest answer counts, and what is not known to be a yes is a no, with every
reason. R26: what appears somewhere leaves only after a check of it for that use and place, under whatever
name the place has, of the patient as known now, in the same words, of the last thirty days. R27: and after
somebody else agreed, where the pack asks for that; a no of anybody counts. R28: a withdrawal of the source
reaches what was made from it. R29, R30: it holds from that second. R33: withdrawing the medical record stops
every other use. R39: also for past days, by the rules of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from consentdesk.domain.draft import Outlet
from consentdesk.domain.moment import Moment
from tests.domain.gate_history import (
    Asked,
    Cell,
    Erased,
    Event,
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
from tests.domain.gate_rules import MEDICAL_JOURNALS, PACKS, SPELLINGS, OutletRule, PackRule

RECORD = "medical_record"
HIDES_ANYTHING = (  # a fact or a list that cannot be relied on may be the one that says no
    *("fact_hash_wrong", "fact_link_broken", "fact_body_unreadable", "fact_signature_wrong"),
    *("anchor_not_found", "view_differs", "page_damaged", "vault_damaged"),
)


@dataclass(frozen=True)
class Counting:
    """The word that counts for an image and a use, and the session in which it was said."""

    word: Word
    said: Said


class Oracle:
    """What the rules say about one history. Every moment that was asked for is remembered."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._until: dict[Moment, tuple[Event, ...]] = {}

    def why_not(self, asked: Question) -> set[str]:
        """Every reason against, empty where it may be used."""
        pack, found = self._pack(asked.at), self._of_the_vault(asked) | self._at_the_door(asked)
        if asked.use not in pack.uses:
            return found | {"use_unknown"}
        counting = self.counting((asked.image, asked.use), asked.at)
        if counting is None:
            return found | {self._silence((asked.image, asked.use), asked.at)}
        if not counting.word.yes:
            return found | {"refused"}
        if counting.word.own_no:
            return found | {"patient_said_no"}
        return found | self.ends(counting, asked) | self._elsewhere(pack, counting.word, asked)

    def counting(self, cell: Cell, at: Moment) -> Counting | None:
        """The last word on an image and a use: a no before a yes of the same time. None where nobody was
        asked, or nothing counts any more."""
        sessions = [s for s in self._sessions(at) if s.patient == self.history.owner(cell[0], at)]
        corrected = {s.corrects for s in self._sessions(at)}
        words = ((self._word(s, cell), s) for s in sessions if s.record not in corrected)
        known = [Counting(word, said) for word, said in words if word is not None]
        return max(known, key=lambda c: (c.said.at.utc, _is_no(c.word), c.said.record), default=None)

    def ends(self, counting: Counting, asked: Question) -> set[str]:
        """Why a yes holds no longer."""
        ends = {
            "expired": counting.word.until is not None and counting.word.until < asked.at.day,
            "frozen_at_majority": asked.use != RECORD and self._came_of_age(counting.said, asked.at),
            "withdrawn": any(self._ended_by(counting.said, asked)),
            "suspended": asked.use != RECORD and any(self._held_back_by(counting.said, asked)),
        }
        return {reason for reason, true in ends.items() if true}

    def was_corrected(self, said: Said, at: Moment) -> bool:
        return any(s.corrects == said.record for s in self._sessions(at))

    def _events(self, at: Moment) -> tuple[Event, ...]:
        if at not in self._until:
            self._until[at] = tuple(e for e in self.history.events if e.at.utc <= at.utc)
        return self._until[at]

    def _sessions(self, at: Moment) -> list[Said]:
        return [e for e in self._events(at) if isinstance(e, Said)]

    def _pack(self, at: Moment) -> PackRule:
        changed = [e for e in self._events(at) if isinstance(e, RulesChanged)]
        return PACKS[max(changed, key=_when).pack if changed else "usual"]

    def _of_the_vault(self, asked: Question) -> set[str]:
        gaps = [e for e in self._events(asked.at) if isinstance(e, Gap)]
        missing = bool(gaps) and max(gaps, key=_when).opens and asked.use != RECORD
        erased = any(isinstance(e, Erased) and e.image == asked.image for e in self._events(asked.at))
        return ({"restored_gap_not_reviewed"} if missing else set()) | ({"image_erased"} if erased else set())

    def _at_the_door(self, asked: Question) -> set[str]:
        """What counts for a use now and says nothing of the past: damage, and a check not run (R24, R26)."""
        checks = [e for e in self._events(asked.at) if isinstance(e, VaultChecked)]
        findings = max(checks, key=_when).findings if checks else ()
        doubtful = any(code in HIDES_ANYTHING or image == asked.image for code, image in findings)
        if not asked.now:
            return set()
        lacking = self.rests_on(asked)[1] if asked.use in self._pack(asked.at).naming else set()
        return lacking | ({"image_may_be_damaged"} if doubtful else set())

    def check_for(self, asked: Question) -> str:
        """The check that an allowed use rests on; "" where it needs none."""
        return self.rests_on(asked)[0] if asked.now and asked.use in self._pack(asked.at).naming else ""

    def rests_on(self, asked: Question) -> tuple[str, set[str]]:
        """The check that a use rests on, the last that will do, or what all of them lack (R26, R27)."""
        made = [e for e in self._events(asked.at) if isinstance(e, LookedThrough) and self._is_of(e, asked)]
        month_ago = asked.at.utc - timedelta(days=30)
        young = [check for check in made if check.at.utc >= month_ago]
        fitting = [check for check in young if not asked.words or check.words == asked.words]
        unopposed = [check for check in fitting if False not in self._second_words(check, asked.at).values()]
        seconded = [check for check in unopposed if self._is_seconded(check, asked)]
        for reason, found in (
            ("reidentification_not_checked", made),
            ("reidentification_check_old", young),
            ("words_not_checked", fitting),
            ("second_person_declined", unopposed),
            ("second_person_missing", seconded),
        ):
            if not found:
                return "", {reason}
        return max(seconded, key=lambda check: (check.at.utc, check.id)).id, set()

    def _is_of(self, check: LookedThrough, asked: Question) -> bool:
        """Whether it looked for the patient whose image it is now, as known now, and for this use, there."""
        now, then = (self.history.owner(asked.image, asked.at), asked.at), (check.patient, check.at)
        same_person = now[0] == then[0] and self.history.particulars(*now) == self.history.particulars(*then)
        same_cell = (check.image, check.use) == (asked.image, asked.use)
        return same_cell and same_person and self._is_there(check, asked)

    def _is_there(self, check: LookedThrough, asked: Question) -> bool:
        """Whether its outlet, which had a name then, is the one that is asked about by a name of now (R4)."""
        typed, wanted = (SPELLINGS.get(name, name).strip() for name in (check.outlet, asked.outlet))
        then, now = self._registered(typed, check.at), self._registered(wanted, asked.at)
        if then is None:
            return typed == wanted
        return then.spelled[0] == wanted or (now is not None and now.id == then.id)

    def _registered(self, name: str, at: Moment) -> OutletRule | None:
        return next((o for o in self._outlets(self._pack(at), at) if name in o.spelled), None)

    def _second_words(self, check: LookedThrough, at: Moment) -> dict[str, bool]:
        """What each said last, if they worked here then; at one and the same time a no counts."""
        left = {e.who: e.at.utc for e in self.history.events if isinstance(e, Left)}
        said = [e for e in self._events(at) if isinstance(e, SecondSaid) and e.check == check.id]
        last = {e.by: e for e in sorted(said, key=lambda e: (e.at.utc, not e.agrees))}
        return {who: e.agrees for who, e in last.items() if who not in left or e.at.utc < left[who]}

    def _is_seconded(self, check: LookedThrough, asked: Question) -> bool:
        if asked.use not in self._pack(asked.at).second:
            return True
        return bool({who for who, yes in self._second_words(check, asked.at).items() if yes} - {check.by})

    def _word(self, said: Said, cell: Cell) -> Word | None:
        """What a session says: a no of the session that it corrects stays where it is silent (R22)."""
        own = said.answers.get(cell)
        if own is not None or not said.corrects:
            return own
        corrected = next(s for s in self.history.sessions if s.record == said.corrects)
        before = self._word(corrected, cell) if corrected.patient == said.patient else None
        return before if before is not None and _is_no(before) else None

    def _silence(self, cell: Cell, at: Moment) -> str:
        told = any(self._word(s, cell) is not None for s in self._sessions(at))
        return "corrected" if told else "not_asked"

    def _came_of_age(self, said: Said, at: Moment) -> bool:
        pack, born = self._pack(at), self.history.born[said.patient]
        day = birthday(born, pack.of_age, pack.leap_birthday)
        died = any(s.died and s.patient == said.patient and s.at.day < day for s in self._sessions(at))
        return said.by_another and said.at.day < day <= at.day and not died

    def _ended_by(self, said: Said, asked: Question) -> Iterator[Asked]:
        """The withdrawals that came with the yes or after it."""
        for end in self._reaching(said, asked):
            if not end.suspends and end.at.utc >= said.at.utc:
                yield end

    def _held_back_by(self, said: Said, asked: Question) -> Iterator[Asked]:
        lifted = {e.suspension for e in self._events(asked.at) if isinstance(e, Lifted)}
        for end in self._reaching(said, asked):
            if end.suspends and end.id not in lifted:
                yield end

    def _reaching(self, said: Said, asked: Question) -> Iterator[Asked]:
        sources = {asked.image, *self.history.sources(asked.image)}
        for end in self._events(asked.at):
            if not isinstance(end, Asked) or end.patient != said.patient:
                continue
            of_image = not end.images or sources & set(end.images)
            of_use = not end.uses or asked.use in end.uses or RECORD in end.uses
            if of_image and of_use and asked.image not in end.kept:
                yield end

    def _elsewhere(self, pack: PackRule, word: Word, asked: Question) -> set[str]:
        if asked.use not in pack.naming and word.outlet is None:
            return set()
        if asked.use in pack.naming and not asked.outlet:
            return {"outlet_not_named"}
        known = self._outlets(pack, asked.at)
        covered = word.outlet is not None and reaches(word.outlet, asked.outlet, known)
        return set() if covered else {"outlet_not_covered"}

    def _outlets(self, pack: PackRule, at: Moment) -> tuple[OutletRule, ...]:
        own: dict[str, OutletRule] = {}
        for noted in sorted((e for e in self._events(at) if isinstance(e, OutletNoted)), key=_when):
            entry = noted.entry
            own[entry.id] = OutletRule(entry.id, (entry.name, *entry.aliases), entry.classes)
        return (*pack.outlets, *own.values())


def reaches(named: Outlet, asked: str, known: tuple[OutletRule, ...]) -> bool:
    """Whether a yes that names an outlet, or a class, reaches another name (R4)."""
    spelled = SPELLINGS.get(asked, asked)
    outlet = next((o for o in known if spelled in o.spelled), None)
    if named.kind == "class":
        return outlet is not None and named.id == MEDICAL_JOURNALS and named.id in outlet.classes
    same = outlet is not None and (named.id == outlet.id or named.name in outlet.spelled)
    return same or named.name == spelled


def birthday(born: date, years: int, leap: tuple[int, int]) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, *leap)


def _is_no(word: Word) -> bool:
    return not word.yes or word.own_no


def _when(event: Event) -> datetime:
    return event.at.utc
