"""The uses of a rulebook: added from the catalogue or of the clinic's own, changed, split, taken away."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from consentdesk.domain.pack import RECORD_USE, OutletKind
from consentdesk.domain.refusals import refuse
from consentdesk.domain.wording import UseWords
from consentdesk.workflows.edit_rules.book import OWN, WITH_SOURCES, Rulebook, Tables

AUTHORISED = "S10"  # what is explained of uses that need an authorisation (R5)
WORLDWIDE = "S3"  # what is explained of the internet (R5)
LONGEST_ID = 40
PRINT, ONLINE, SOCIAL_MEDIA = "print", "online", "social_media"
TEACHING, INHOUSE, OUTSIDE = "teaching", "teaching_inhouse", "teaching_outside"


@dataclass(frozen=True)
class Needs:
    """What a yes for a use needs. `outlet` is the value of an OutletKind; with `teach_back` it counts only
    after the questions were answered rightly. With `second_person` an image leaves only once somebody else
    agreed to its check, where it appears somewhere (R27)."""

    statements: tuple[str, ...]
    outlet: str = OutletKind.NONE.value
    authorisation: bool = False
    expiry: bool = False
    teach_back: bool = False
    second_person: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Uses that a pack can be given, as rows of its `uses` with the packs they fit, and their sources."""

    uses: tuple[Tables, ...] = ()
    sources: tuple[Tables, ...] = ()


def read_catalogue(text: str) -> Catalogue:
    """The catalogue in a TOML text (`resources/uses/catalogue.toml`); an empty text holds nothing."""
    top = tomllib.loads(text)
    return Catalogue(tuple(top.get("uses", ())), tuple(top.get("sources", ())))


def use_ids(book: Rulebook) -> tuple[str, ...]:
    return tuple(use["id"] for use in book.pack["uses"])


def needs_of(book: Rulebook, id: str) -> Needs:
    """What a use needs. Raises Refusal `use_unknown`."""
    row = _row(book, id)
    authorisation: bool = row.get("authorisation", False)
    return Needs(
        tuple(row["statements"]),
        row.get("outlet", OutletKind.NONE.value),
        authorisation,
        row.get("expiry", authorisation),
        row.get("teach_back", False),
        row.get("second_person", False),
    )


def has_questions(book: Rulebook) -> bool:
    """Whether the pack has questions to the patient, so that a use can need right answers."""
    return bool(book.pack.get("teach_back", {}).get("questions"))


def always_explained(book: Rulebook) -> tuple[str, ...]:
    """The statements that every use of the pack calls for."""
    called = [set(use["statements"]) for use in book.pack["uses"]]
    return tuple(id for id in book.pack["statements"]["ids"] if all(id in ids for ids in called))


def always_explained_of(id: str) -> tuple[str, ...]:
    """The statements that a use calls for whatever a clinic decides (R5)."""
    return (WORLDWIDE,) if id in (ONLINE, SOCIAL_MEDIA) else ()


def outlets_of(id: str) -> tuple[str, ...]:
    """What a yes for a use can be made to name, the least of it first (R4)."""
    every = tuple(kind.value for kind in (OutletKind.NONE, OutletKind.OUTLET, OutletKind.PLATFORM))
    return {PRINT: every[1:], ONLINE: every[1:], SOCIAL_MEDIA: every[2:]}.get(id, every)


def on_offer(book: Rulebook, catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of the uses that the catalogue has for this pack and the pack has not."""
    return tuple(row["id"] for row in _fitting(book, catalogue) if row["id"] not in use_ids(book))


def add_from_catalogue(book: Rulebook, catalogue: Catalogue, id: str) -> Rulebook:
    """Add a use with what it needs and its source. Raises Refusal `use_unknown` where the catalogue has none
    for this pack, and `use_there_already`."""
    row = next((row for row in _fitting(book, catalogue) if row["id"] == id), None)
    if row is None:
        raise refuse("use_unknown", use=id)
    known = {source["id"] for source in book.pack.get("sources", ())}
    if row["source"] not in known and book.pack["pack"].get("format", 1) >= WITH_SOURCES:
        cited = [source for source in catalogue.sources if source["id"] == row["source"]]
        book = book.with_pack(sources=[*book.pack["sources"], *cited])
    return _with_row(book, {key: value for key, value in row.items() if key != "packs"})


def add_own_use(book: Rulebook, title: str, language: str, ever: frozenset[str] = frozenset()) -> Rulebook:
    """Add a use of the clinic's own, called `title` in one language, last in the list. It begins with the
    statements that every use calls for. Its id is made from the title and is none of `ever`: a yes to a use
    that was taken away is no yes to this one. Raises Refusal `use_title_missing`."""
    title = " ".join(title.split())
    if not title:
        raise refuse("use_title_missing", "own_use")
    id = _id_from(
        title, {*ever, *use_ids(book), *(id for words in book.words.values() for id in words["uses"])}
    )
    row = {"id": id, "statements": list(always_explained(book)), "source": OWN}
    return word_use(_with_row(book, row), id, language, UseWords(title, title, ""))


def change_use(book: Rulebook, since: Rulebook, id: str, needs: Needs) -> Rulebook:
    """Let a use need something else, which makes it the clinic's own rule; where that is what `since` says of
    it, it is so word for word. What every use calls for stays, what R5 asks of an authorisation and of the
    internet, and that a publication names where it appears, social media the platform (R4)."""
    settled = _settled(book, id, needs)
    if id in use_ids(since) and needs_of(since, id) == settled:
        row = _row(since, id)
    else:
        row = {**_row(book, id), **asdict(settled), "statements": list(settled.statements), "source": OWN}
    return book.with_pack(uses=[row if use["id"] == id else use for use in book.pack["uses"]])


def remove_use(book: Rulebook, id: str) -> Rulebook:
    """Take a use out of the pack; records that speak of it stay as they are. Raises Refusal `use_must_stay`
    for the medical record (R33), and `use_unknown`."""
    if id == RECORD_USE:
        raise refuse("use_must_stay", use=id)
    return _renamed(book, _row(book, id), ())


def split_teaching(book: Rulebook) -> Rulebook:
    """Ask about teaching here and teaching elsewhere apart, each with the needs that teaching has. Raises
    Refusal `use_unknown` where teaching is not one of the uses."""
    row = _row(book, TEACHING)
    return _renamed(book, row, ({**row, "id": INHOUSE}, {**row, "id": OUTSIDE}))


def can_split_teaching(book: Rulebook) -> bool:
    return TEACHING in use_ids(book) and not {INHOUSE, OUTSIDE} & set(use_ids(book))


def choose_usual(book: Rulebook, uses: Iterable[str]) -> Rulebook:
    """Say which uses sessions usually ask about, in the order of the pack."""
    chosen = set(uses)
    return replace(book, usual=tuple(id for id in use_ids(book) if id in chosen))


def word_use(book: Rulebook, id: str, language: str, words: UseWords) -> Rulebook:
    """Call a use something else in a language; without a title it has no words there any more. A missing
    short name is the title."""
    uses, settled = dict(book.words[language]["uses"]), settled_words(words)
    if settled.title:
        uses[id] = asdict(settled)
    else:
        uses.pop(id, None)
    return book if uses == book.words[language]["uses"] else book.with_words(language, uses=uses)


def settled_words(words: UseWords) -> UseWords:
    """What is kept of words that were typed for a use: nothing where there is no title."""
    title = words.title.strip()
    if not title:
        return UseWords("", "", "")
    return UseWords(title, words.short.strip() or title, words.hint.strip())


def words_of_use(book: Rulebook, id: str, language: str) -> UseWords:
    """What a use is called in a language; empty where it has no words."""
    words = book.words[language]["uses"].get(id)
    return UseWords(**words) if words else UseWords("", "", "")


def unworded(book: Rulebook, language: str) -> tuple[str, ...]:
    """The uses that a language has no words for: it is not offered to patients until they are there."""
    return tuple(id for id in use_ids(book) if not words_of_use(book, id, language).title)


def _row(book: Rulebook, id: str) -> Tables:
    for row in book.pack["uses"]:
        if row["id"] == id:
            return row  # type: ignore[no-any-return]
    raise refuse("use_unknown", use=id)


def _with_row(book: Rulebook, row: Tables) -> Rulebook:
    if row["id"] in use_ids(book):
        raise refuse("use_there_already", use=row["id"])
    return book.with_pack(uses=[*book.pack["uses"], row])


def _fitting(book: Rulebook, catalogue: Catalogue) -> list[Tables]:
    return [row for row in catalogue.uses if book.pack["pack"]["id"] in row["packs"]]


def _settled(book: Rulebook, id: str, needs: Needs) -> Needs:
    called = {*needs.statements, *always_explained(book), *always_explained_of(id)} - {AUTHORISED}
    called |= {AUTHORISED} if needs.authorisation else set()
    outlet = needs.outlet if needs.outlet in outlets_of(id) else outlets_of(id)[0]
    return replace(
        needs,
        statements=tuple(each for each in book.pack["statements"]["ids"] if each in called),
        outlet=outlet,
        expiry=needs.expiry or needs.authorisation,
        second_person=needs.second_person and outlet != OutletKind.NONE,
    )


def _renamed(book: Rulebook, row: Tables, others: Sequence[Tables]) -> Rulebook:
    """The book with other rows in the place of one, also where it was named; where a use is only one of
    several that are usual or can be had, the first takes its place."""
    old, new = row["id"], [other["id"] for other in others]
    head, uses = book.pack["pack"], book.pack["uses"]
    parts: dict[str, Any] = {
        "pack": {**head, "default_uses": _in_place(head["default_uses"], old, new[:1])},
        "uses": [each for use in uses for each in (others if use["id"] == old else (use,))],
        "outlets": [
            {**outlet, "uses": _in_place(outlet["uses"], old, new)} for outlet in book.pack.get("outlets", ())
        ],
    }
    return replace(book.with_pack(**parts), usual=tuple(_in_place(book.usual, old, new[:1])))


def _in_place(ids: Iterable[str], old: str, new: Sequence[str]) -> list[str]:
    return [each for id in ids for each in (new if id == old else (id,))]


def _id_from(title: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_ID] or "own_use"
    names = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
