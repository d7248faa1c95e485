"""Clinics told at random: sessions, corrections, withdrawals, birthdays, other rules.

The same seed tells the same history. Moments coincide often: what holds at one and the same time is a rule,
too. Where the rules leave open which of two words of one moment counts, nobody says both.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import TypeAlias

from consentdesk.domain.moment import Moment
from tests.domain.gate_history import (
    Asked,
    Cell,
    Erased,
    Event,
    Gap,
    History,
    Lifted,
    OutletNoted,
    RulesChanged,
    Said,
    VaultChecked,
    Word,
    ancestors,
)
from tests.domain.gate_oracle import HIDES_ANYTHING
from tests.domain.gate_rules import JOURNALS, OWN, PACKS, PLATFORMS, PUBLISHING
from tests.helpers.sessions import later

BEGINS = Moment.parse("2026-01-05T09:00:00.000-05:00")
BORN = {
    "grown": date(1980, 5, 17),
    "nearly": date(2008, 3, 20),
    "leapling": date(2008, 2, 29),
    "small": date(2015, 1, 9),
}
ELAPSING = (
    *(("milliseconds", 0), ("milliseconds", 0), ("milliseconds", 1), ("minutes", 7)),
    *(("days", 1), ("days", 1), ("days", 3), ("days", 9), ("days", 30), ("days", 90)),
)
EVERY_USE = sorted({use for pack in PACKS.values() for use in pack.uses})
WAITS = tuple(timedelta(**{unit: n}) for unit, n in ELAPSING)
Answers: TypeAlias = dict[Cell, Word]
LIMITS = (None, None, 0, 1, 30, 300)
ACTS = {
    "session": 12,
    "correction": 4,
    "moved": 2,
    "withdrawal": 8,
    "suspension": 4,
    "lifted": 3,
    "rules": 3,
    "outlet": 3,
    "gap": 1,
    "erased": 1,
    "death": 1,
    "checked": 2,
}


class Teller:
    """Tells one history act by act. `crops` are made from an image and from one another."""

    def __init__(
        self, seed: int, acts: int = 30, patients: tuple[str, ...] = tuple(BORN), begins: Moment = BEGINS
    ) -> None:
        self.dice, self.now, self.number = Random(seed), begins, count(1)
        self.born = {patient: BORN[patient.partition(" ")[0]] for patient in patients}
        self.owner = {f"{p}'s {what}": p for p in patients for what in ("face", "arm", "crop", "mask")}
        self.first_owner, self.made_from = dict(self.owner), dict[str, str]()
        for p in patients:
            self.made_from |= {f"{p}'s crop": f"{p}'s face", f"{p}'s mask": f"{p}'s crop"}
        self.events: list[Event] = []
        for act in self.dice.choices(list(ACTS), list(ACTS.values()), k=acts):
            self._wait()
            getattr(self, f"_{act}")()

    @property
    def history(self) -> History:
        return History(self.born, self.made_from, self.events)

    def _wait(self) -> None:
        self.now = Moment(self.now.utc + self.dice.choice(WAITS), self.now.offset_minutes)

    def _on_its_own(self) -> None:
        """What comes next happens at a moment of its own."""
        self.now = later(self.now, milliseconds=1)

    def _new(self, what: str) -> str:
        """Ids in no order of time."""
        return f"{what}-{self.dice.randrange(1000)}-{next(self.number)}"

    def _session(self, corrects: str = "", who: str = "", died: bool = False) -> None:
        patient = who or self.dice.choice(list(self.born))
        images = [image for image, owner in self.owner.items() if owner == patient]
        if images:
            chosen = self.dice.sample(images, self.dice.randint((len(images) + 1) // 2, len(images)))
            known = {*chosen, *self._seen_of(patient)}
            whole = [i for i in chosen if {*ancestors(self.made_from, i)} & {*self.owner} <= known]
            self._sealed(patient, whole, corrects, died)

    def _sealed(self, patient: str, images: list[str], corrects: str, died: bool = False) -> None:
        of_age = self.now.day >= date(self.born[patient].year + 18, 3, 20)
        died = died or any(isinstance(e, Said) and e.died and e.patient == patient for e in self.events)
        by_another = died or self.dice.random() < (0.15 if of_age else 0.85)
        uses = self.dice.sample(EVERY_USE, self.dice.randint(3, len(EVERY_USE)))
        answers = {(image, use): self._word(use, by_another) for image in images for use in uses}
        answers = self._unlike_at_once(patient, answers)
        named = self._new("record")
        if answers:
            self.events.append(Said(self.now, named, patient, by_another, answers, corrects, died))

    def _unlike_at_once(self, patient: str, answers: Answers) -> Answers:
        """What was said of the same at this very moment gets a plain no beside its yes, or nothing."""
        at_once = [e for e in self.events if isinstance(e, Said) and (e.at, e.patient) == (self.now, patient)]
        said = [(cell, word) for e in at_once for cell, word in e.answers.items()]
        times = Counter(cell for cell, _ in said)
        noes = {cell: Word(False) for cell, w in said if w.yes and not w.own_no and times[cell] == 1}
        free = {cell: word for cell, word in answers.items() if cell not in times}
        return free | {cell: no for cell, no in noes.items() if cell in answers}

    def _word(self, use: str, by_another: bool) -> Word:
        yes, limit = self.dice.random() < 0.75, self.dice.choice(LIMITS)
        own_no = yes and by_another and self.dice.random() < 0.15
        outlet = self.dice.choice(PLATFORMS if use == "social_media" else JOURNALS)
        until = None if limit is None else self.now.day + timedelta(days=limit)
        limited = yes and (use in PUBLISHING or self.dice.random() < 0.2)
        return Word(yes, own_no, outlet if yes and use in PUBLISHING else None, until if limited else None)

    def _correction(self) -> None:
        old = self._uncorrected()
        if old is not None:
            self._on_its_own()
            self._session(old.record, old.patient)
            self._on_its_own()

    def _moved(self) -> None:
        """A session turns out to have been another patient's, its images too (R22)."""
        old = self._uncorrected()
        if old is None:
            return
        self._on_its_own()
        right = self.dice.choice([p for p in self.born if p != old.patient])
        own = {i for i, owner in self.owner.items() if owner == old.patient == self.first_owner[i]}
        images = sorted(old.images & own)
        family = {i for i in self._seen_of(old.patient) if {i, *ancestors(self.made_from, i)} & {*images}}
        if images and family == {*images}:
            self.owner |= dict.fromkeys(images, right)
            self._sealed(right, images, old.record)
            self._on_its_own()

    def _uncorrected(self) -> Said | None:
        done = {e.corrects for e in self.events if isinstance(e, Said)}
        open_yet = [e for e in self.events if isinstance(e, Said) and e.record not in done and not e.died]
        return self.dice.choice(open_yet) if open_yet else None

    def _withdrawal(self) -> None:
        self._ended(suspends=False)

    def _suspension(self) -> None:
        self._ended(suspends=True)

    def _ended(self, suspends: bool) -> None:
        patient = self.dice.choice(list(self.born))
        own = self._seen_of(patient)
        if not own:
            return
        images = tuple(self.dice.sample(own, self.dice.choice((0, 1, 1, min(2, len(own))))))
        known = PACKS["usual"].uses | {use for _, use in self._asked_about(own)}
        uses = tuple(self.dice.sample(sorted(known), self.dice.choice((0, 1, 1, 1, 2))))
        kept = () if suspends else self._kept(own, images)
        self.events.append(Asked(self.now, self._new("ending"), patient, images, uses, kept, suspends))

    def _settled(self) -> None:
        """Whoever asked for a suspension was entitled: a withdrawal follows, and lifts it."""
        held = self._held()
        if held is None or not {*held.images} <= {*(own := self._seen_of(held.patient))} or not own:
            return
        kept = self._kept(own, held.images)
        of = held.patient, held.images, held.uses, kept
        self.events.append(Asked(self.now, self._new("ending"), *of, settles=held.id))
        self.events.append(Lifted(self.now, held.id))

    def _kept(self, own: list[str], images: tuple[str, ...]) -> tuple[str, ...]:
        """Some of what was made from these images, or from any, and is not named itself."""
        sources = {*(images or own)}
        made = [i for i in own if i not in images and sources & {*ancestors(self.made_from, i)}]
        return tuple(image for image in made if self.dice.random() < 0.3)

    def _seen_of(self, patient: str) -> list[str]:
        """A patient's images that a session spoke of."""
        seen = {image for e in self.events if isinstance(e, Said) for image in e.images}
        return sorted(image for image, owner in self.owner.items() if owner == patient and image in seen)

    def _asked_about(self, images: list[str]) -> set[Cell]:
        return {c for e in self.events if isinstance(e, Said) for c in e.answers if c[0] in images}

    def _lifted(self) -> None:
        if held := self._held():
            self.events.append(Lifted(self.now, held.id))

    def _held(self) -> Asked | None:
        lifted = {e.suspension for e in self.events if isinstance(e, Lifted)}
        held = [e for e in self.events if isinstance(e, Asked) and e.suspends and e.id not in lifted]
        return self.dice.choice(held) if held else None

    def _rules(self) -> None:
        self._on_its_own()
        self.events.append(RulesChanged(self.now, self.dice.choice(list(PACKS))))

    def _outlet(self) -> None:
        """An outlet is entered; the next time it is renamed."""
        self._on_its_own()
        known = [e.entry.id for e in self.events if isinstance(e, OutletNoted)]
        id = self.dice.choice(list(OWN))
        self.events.append(OutletNoted(self.now, OWN[id][min(known.count(id), 1)]))

    def _gap(self) -> None:
        self._on_its_own()
        gaps = [e for e in self.events if isinstance(e, Gap)]
        self.events.append(Gap(self.now, opens=not (gaps and gaps[-1].opens)))

    def _erased(self) -> None:
        """A mask goes for good, and no session asks about it again."""
        self._on_its_own()
        masks = [image for image in self.owner if image.endswith("mask")]
        asked = {image for e in self.events if isinstance(e, Said) for image in e.images}
        if gone := [image for image in masks if image in asked]:
            self.owner.pop(gone[0])
            self.events.append(Erased(self.now, gone[0]))

    def _checked(self) -> None:
        """Most often nothing is found, or what has no bearing on any image."""
        self._on_its_own()
        image = self.dice.choice(list(self.owner))
        harmless = ("", "", "draft_unreadable", "slots_unreadable")
        found = (*harmless, "blob_damaged", "blob_missing", *HIDES_ANYTHING)
        code = self.dice.choice(found)
        about = image if code.startswith("blob") else ""
        self.events.append(VaultChecked(self.now, ((code, about),) if code else ()))

    def _death(self) -> None:
        self._session(who=self.dice.choice(list(self.born)), died=True)
