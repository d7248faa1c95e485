"""The words patients read, in one language: statements, pages, names of uses, meanings of signatures, terms.

Authored per language as versioned data (`resources/statements/<language>.toml`), modelled on the
statements S1–S10 of R5. What was shown is frozen into the record (R41).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consentdesk.domain.codec import from_plain
from consentdesk.domain.pack import RulePack
from consentdesk.domain.people import Clinic
from consentdesk.domain.refusals import refuse

SIGNING_ROLES = (
    "patient",
    "representative",
    "second_representative",
    "assent",
    "interpreter",
    "witness",
    "explainer",
)
SCREEN_WORDS = (
    "back",
    "question",
    "stop",
    "smaller",
    "larger",
    "next_picture",
    "last_picture",
    "picture_number",
    "do_not_want",
    "take_away_question",
    "take_away_note",
    "take_away",
    "keep_it",
    "understand",
    "page_number",
    "yes",
    "no",
    "undo_stroke",
    "clear",
    "sign_here",
    "rather_not",
    "cannot_sign",
    "continue",
    "read_staff",
    "read_on",
    "draft_wording",
    "ask_me",
    "enough",
    "reply_right",
    "read_again",
    "ask_again",
    "may_be_used",
    "stands_alone",
    "signs",
    "agrees_too",
    "answers",
    "photographs",
    "answers_by_picture",
    "sign_again",
    "too_small",
    "mark_hint",
    "sign_as_usual",
    "witness",
    "witness_missing",
    "own_no_hint",
    "own_no",
    "own_no_picture",
    "own_no_all",
    "may_be_named",
    "rather_not_said",
    "nothing_used",
    "agree_after_all",
    "not_possible",
    "not_possible_said",
    "not_possible_reason",
    "ask_after_all",
    "says_no",
    "says_no_to",
    "says_aloud",
    "read_out",
    "said_aloud",
    "heard_by",
    "heard_by_hint",
    "heard_by_missing",
    "witness_is_concerned",
    "signed_in_ink",
    "as_on_paper",
)
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "ltr", "rtl"
_RLM, _END = "\u200f", "\u202c"
_STRONG = {"L": "\u202a", "R": "\u202b", "AL": "\u202b"}  # the embedding that begins with each
PLACES = ("contact", "ways", "clinic", "authority")  # what a statement's text leaves open, in braces
PLACE = re.compile(r"\{(.*?)\}")


@dataclass(frozen=True)
class Statement:
    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question about a statement, the right reply, and wrong ones that someone may well believe."""

    id: str
    statement: str
    text: str
    right: str
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A page of the explanation: the statements that stand together, one acknowledgement (R5).
    `picture` names the drawing beside it."""

    id: str
    heading: str
    statements: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True)
class UseWords:
    title: str
    short: str
    hint: str


@dataclass(frozen=True)
class Head:
    """`name` is what the language calls itself, `direction` "ltr" or "rtl". `reviewed_by` is empty while the
    wording is a draft that no one at the clinic has approved."""

    language: str
    name: str
    version: str
    reviewed_by: str = ""
    direction: str = LEFT_TO_RIGHT


@dataclass(frozen=True)
class Wording:
    """One language. `meanings` says what a signature of each role means (R17); `terms` has the words for
    roles, pathways, relationships and authorities, where a pathway's may use {name} and {age};
    `screen` has the words of the patient's own pages; `warnings` are what the clinician is shown about
    social media (R27)."""

    wording: Head
    statements: tuple[Statement, ...]
    pages: tuple[Page, ...]
    uses: dict[str, UseWords]
    meanings: dict[str, str]
    terms: dict[str, str]
    screen: dict[str, str]
    warnings: tuple[Statement, ...]
    questions: tuple[Question, ...] = ()

    @property
    def language(self) -> str:
        return self.wording.language

    @property
    def is_draft(self) -> bool:
        return not self.wording.reviewed_by

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.wording.direction == RIGHT_TO_LEFT

    def line(self, words: str) -> str:
        """A line that runs as this language does, also where it begins with a name in another script."""
        return f"{_RLM}{words}" if self.rtl else words


def parse_wording(text: str, file: str, pack: RulePack) -> Wording:
    """The wording in a TOML text, whole for the pack: each statement on exactly one page, a word for each
    use, role, pathway, relationship and authority. Raises Refusal `wording_malformed` with details file and
    reason."""
    try:
        wording = from_plain(Wording, tomllib.loads(text))
    except ValueError as wrong:  # TOMLDecodeError is one
        raise refuse("wording_malformed", file=file, reason=str(wrong)) from wrong
    require_words(wording, pack, file)
    return wording


def require_words(wording: Wording, pack: RulePack, file: str) -> None:
    """Raises Refusal `wording_malformed` unless a wording is whole for a pack."""
    reason = _gap(wording, pack)
    if reason:
        raise refuse("wording_malformed", file=file, reason=reason)


def _gap(wording: Wording, pack: RulePack) -> str:
    if wording.wording.direction not in (LEFT_TO_RIGHT, RIGHT_TO_LEFT):
        return f"direction must be {LEFT_TO_RIGHT} or {RIGHT_TO_LEFT}"
    worded = [s.id for s in wording.statements]
    placed = [id for page in wording.pages for id in page.statements]
    for id in pack.all_statements:
        if worded.count(id) != 1 or placed.count(id) != 1:
            return f"statement {id} must be worded once and stand on one page"
    for statement in wording.statements:
        for name in PLACE.findall(statement.text):
            if name not in PLACES:
                return f"statement {statement.id} has an unknown placeholder {{{name}}}"
    for id in pack.questions:
        found = [q for q in wording.questions if q.id == id]
        if len(found) != 1 or found[0].statement not in pack.all_statements or not found[0].wrong:
            return f"question {id} must be worded once, about a statement of the pack, with a wrong reply"
    unnamed = [f"{kind} {id}" for kind, id, words in _named(wording, pack) if not words.get(id)]
    return f"{unnamed[0]} has no words" if unnamed else ""


def _named(wording: Wording, pack: RulePack) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Everything that needs words: its kind, its id, and where its words must stand."""
    yield from (("use", use.id, wording.uses) for use in pack.uses)
    yield from (("meaning", role, wording.meanings) for role in SIGNING_ROLES)
    yield from (("term", role, wording.terms) for role in (*SIGNING_ROLES, "support"))
    for pathway in pack.pathways:
        codes = (pathway.id, *pathway.relationships, *pathway.authorities, *pathway.grounds)
        yield from (("term", code, wording.terms) for code in codes)
    classes = (outlet.id for outlet in pack.outlets if outlet.kind == "class")
    yield from (("term", id, wording.terms) for id in classes)
    yield from (("screen word", name, wording.screen) for name in SCREEN_WORDS)
    if any(use.staff_warnings for use in pack.uses):
        yield "list", "warnings", {"warnings": wording.warnings}


@dataclass(frozen=True)
class FilledPage:
    """A page as it is shown: only the statements called for, with the clinic's own contact and the pack's
    authority filled in."""

    id: str
    heading: str
    statements: tuple[Statement, ...]
    picture: str = ""


def pages_for(
    wording: Wording, pack: RulePack, uses: Iterable[str], clinic: Clinic
) -> tuple[FilledPage, ...]:
    """The pages that the offered uses call for, in order (R5)."""
    called = {id for use in uses for id in pack.use(use).statements}
    values = _values(pack, clinic, wording.rtl)
    words = {s.id: _filled(s, values) for s in wording.statements}
    pages = (
        FilledPage(
            page.id,
            page.heading,
            tuple(words[id] for id in page.statements if id in called),
            page.picture,
        )
        for page in wording.pages
    )
    return tuple(page for page in pages if page.statements)


def _values(pack: RulePack, clinic: Clinic, rtl: bool) -> dict[str, str]:
    """What the places of a statement are filled with."""
    contact = clinic.contact
    ways = [way for way in (contact.telephone, contact.email, contact.post) if way]
    return {
        "contact": _kept_in_order(contact.name, rtl),
        "ways": ", ".join(_kept_in_order(way, rtl) for way in ways),
        "clinic": _kept_in_order(clinic.name, rtl),
        "authority": _kept_in_order(pack.duties.authority, rtl),
    }


def _kept_in_order(value: str, rtl: bool) -> str:
    """A value as it reads by itself, also amid words that run from the right: there the two halves of a
    telephone number would else change places."""
    if not rtl:
        return value
    directions = (unicodedata.bidirectional(character) for character in value)
    first = next((direction for direction in directions if direction in _STRONG), "L")
    return f"{_RLM}{_STRONG[first]}{value}{_END}{_RLM}"


def _filled(statement: Statement, values: Mapping[str, str]) -> Statement:
    text = statement.text
    for place, value in values.items():
        text = text.replace(f"{{{place}}}", value)
    return Statement(statement.id, statement.title, text)
