"""Which findings say much together that say little each, and why (R26).

Each rule has an id, for which the interface has a sentence:

date_place        "A day and a place: whoever was there then may know who this is."
date_place_rare   "A day, a place and something rare: few people, perhaps one, can be meant."
age_place         "An exact or very high age and a place: in a small town that may be one person."
age_place_date    "An age, a place and a day: neighbours, family and the news can tell who this is."
age_rare          "An age and something rare: those who know the illness may know the patient."
rare_place        "Something rare and a place: there may be only one such patient there."
unique_place      "Said to be the first or the only one, and where: that can be looked up."
unique_date       "Said to be the first or the only one, and when: that can be looked up."
role_place        "What somebody is or does, and where: there may be only one."
role_date         "What somebody is or does, and when: colleagues and the news can tell who this is."
relative_place    "A relative and a place: the family can be found."
relative_rare     "A relative and something rare: the illness points to the family."
clinician_date    "Somebody's name and a day: a list of that day's patients is short."
mark_place        "A mark that people know and a place: whoever has seen it there knows who this is."
mark_date         "A mark that people know and a day: whoever was there then knows who this is."
eyes_place        "The eyes are seen, and a place is named: people there can recognise them."
surroundings      "Clothing or the room, and a day or a place: whoever was there may recognise them."
posted_day        "Posted at once, with words that say when: it tells the day the patient was at this clinic."
date_clinic       "A day in the words, and the author's clinic: it tells when the patient was there."
posted_rare       "Something rare, and the author's clinic: the two point to few people."
posted_claim      "A role or a claim to be the only one, and the author's clinic: it can be looked up."
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from consentdesk.domain.reidentification.identifier import Combination, Grade, Identifier, Kind, Remedy, Where

_OUTLETS = (Where.OUTLET,)
_SAID = (Where.CAPTION, Where.TITLE, Where.MARK, Where.PICTURE)
_PLACES = frozenset({Kind.PLACE, Kind.INSTITUTION, Kind.ADDRESS})
_AGES = frozenset({Kind.EXACT_AGE, Kind.AGE_OVER_89, Kind.BIRTH_DATE})
_DATES = frozenset({Kind.DATE})
_RARE = frozenset({Kind.RARE_DIAGNOSIS, Kind.PEDIGREE})
_CLAIMS = frozenset({Kind.UNIQUENESS_CLAIM, Kind.OCCUPATION_OR_ROLE})
_MARKS = frozenset({Kind.TATTOO, Kind.SCAR, Kind.BIRTHMARK, Kind.JEWELLERY, Kind.OTHER_MARK})
_AROUND = frozenset({Kind.CLOTHING, Kind.ROOM})


class _Part(NamedTuple):
    """One thing that a rule needs: of one of these kinds, found in one of these places."""

    kinds: frozenset[Kind]
    places: tuple[Where, ...] = _SAID


class _Rule(NamedTuple):
    id: str
    grade: Grade
    parts: tuple[_Part, ...]


def _rule(id: str, grade: Grade, *kinds: frozenset[Kind] | _Part) -> _Rule:
    return _Rule(id, grade, tuple(k if isinstance(k, _Part) else _Part(k) for k in kinds))


def _only(kind: Kind) -> frozenset[Kind]:
    return frozenset({kind})


_CLINIC = _Part(_only(Kind.INSTITUTION), _OUTLETS)
_RULES = (
    _rule("date_place_rare", Grade.ONE, _DATES, _PLACES, _RARE | _only(Kind.UNIQUENESS_CLAIM)),
    _rule("age_place_date", Grade.ONE, _AGES, _PLACES, _DATES),
    _rule("unique_place", Grade.ONE, _only(Kind.UNIQUENESS_CLAIM), _PLACES),
    _rule("role_place", Grade.ONE, _only(Kind.OCCUPATION_OR_ROLE), _PLACES),
    _rule("relative_place", Grade.ONE, _only(Kind.RELATIVE), _PLACES),
    _rule("relative_rare", Grade.ONE, _only(Kind.RELATIVE), _RARE),
    _rule("rare_place", Grade.ONE, _RARE, _PLACES),
    _rule("mark_place", Grade.ONE, _MARKS, _PLACES),
    _rule("date_place", Grade.FEW, _DATES, _PLACES),
    _rule("age_place", Grade.FEW, _AGES, _PLACES),
    _rule("age_rare", Grade.FEW, _AGES, _RARE),
    _rule("unique_date", Grade.FEW, _only(Kind.UNIQUENESS_CLAIM), _DATES),
    _rule("role_date", Grade.FEW, _only(Kind.OCCUPATION_OR_ROLE), _DATES),
    _rule("clinician_date", Grade.FEW, _only(Kind.NAME), _DATES),
    _rule("mark_date", Grade.FEW, _MARKS, _DATES),
    _rule("eyes_place", Grade.FEW, _only(Kind.EYES), _PLACES),
    _rule("surroundings", Grade.FEW, _AROUND, _PLACES | _DATES),
    _rule("posted_day", Grade.FEW, _Part(_DATES, _OUTLETS), _CLINIC, _DATES),
    _rule("date_clinic", Grade.FEW, _CLINIC, _DATES),
    _rule("posted_rare", Grade.ONE, _CLINIC, _RARE),
    _rule("posted_claim", Grade.ONE, _CLINIC, _CLAIMS),
)

COMBINATIONS = tuple(rule.id for rule in _RULES)
"""Every id that a combination can have."""


def together(found: Sequence[Identifier]) -> tuple[Combination, ...]:
    """Every combination of what was found, the strongest first, and none whose parts all stand in another
    that points as strongly. What a release takes out by itself combines with nothing."""
    staying = [one for one in found if Remedy.STRIPPED not in one.remedies]
    whole = [made for rule in _RULES if (made := _combined(rule, staying)) is not None]
    whole.sort(key=lambda made: (made.grade is not Grade.ONE, -len(made.of)))
    return tuple(made for n, made in enumerate(whole) if not _told_before(made, whole[:n]))


def _combined(rule: _Rule, found: Sequence[Identifier]) -> Combination | None:
    parts = [[one.key for one in found if _fits(one, part)] for part in rule.parts]
    if not all(parts):
        return None
    return Combination(rule.id, rule.grade, tuple(dict.fromkeys(key for part in parts for key in part)))


def _fits(one: Identifier, part: _Part) -> bool:
    return one.kind in part.kinds and one.where in part.places


def _told_before(made: Combination, stronger: Sequence[Combination]) -> bool:
    return any(set(made.of) <= set(other.of) for other in stronger)
