"""How well what is found in captions is what somebody wrote down as expected, and where it is not."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from consentdesk.domain.reidentification.identifier import Identifier, Where, WhoIsShown

CAPTIONS = Path(__file__).with_name("captions.toml")
WHERE = {
    "caption": Where.CAPTION,
    "post": Where.CAPTION,
    "title": Where.TITLE,
    "file_name": Where.FILE_NAME,
}
NOBODY = WhoIsShown("", "", None, "")
Look = Callable[[str, Where, WhoIsShown], Sequence[Identifier]]


@dataclass(frozen=True)
class Expected:
    words: str
    type: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True)
class Caption:
    id: str
    language: str
    text: str
    where: Where
    who: WhoIsShown
    expected: tuple[Expected, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the half whose misses nobody reads: by the hash of its id, once for all."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


@dataclass
class Score:
    """Counts of one group. A finding is right when it overlaps expected words and has their type; `exact`
    are those with the same edges."""

    found: int = 0
    right: int = 0
    expected: int = 0
    met: int = 0
    exact: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.met / self.expected if self.expected else 1.0


@dataclass
class Scores:
    """The whole, by type and by language, with what was missed and what was found wrongly, by caption."""

    captions: int = 0
    whole: Score = field(default_factory=Score)
    by_type: dict[str, Score] = field(default_factory=dict)
    by_language: dict[str, Score] = field(default_factory=dict)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)


def read_captions() -> tuple[Caption, ...]:
    data = tomllib.loads(CAPTIONS.read_text("utf-8"))
    people = {name: _who(record) for name, record in data["records"].items()}
    return tuple(_caption(entry, people) for entry in data["caption"])


def _who(record: dict[str, str | date]) -> WhoIsShown:
    born = record.get("born")
    said = {key: str(record.get(key, "")) for key in ("given_name", "family_name", "record_number")}
    clinic = tuple(str(record[key]) for key in ("clinic", "town") if record.get(key))
    return WhoIsShown(**said, born=born if isinstance(born, date) else None, clinic=clinic)


def _caption(entry: dict, people: dict[str, WhoIsShown]) -> Caption:  # type: ignore[type-arg]
    text = entry["text"]
    expected = (Expected(e["words"], e["type"], text.index(e["words"])) for e in entry["expected"])
    who = people.get(entry.get("record", ""), NOBODY)
    return Caption(entry["id"], entry["language"], text, WHERE[entry["kind"]], who, tuple(expected))


def score(captions: Iterable[Caption], look: Look) -> Scores:
    """What `look` finds in captions against what is expected of them."""
    scores = Scores()
    for caption in captions:
        scores.captions += 1
        _count(scores, caption, look(caption.text, caption.where, caption.who))
    return scores


def _count(scores: Scores, caption: Caption, found: Sequence[Identifier]) -> None:
    for one in found:
        right = any(_meets(one, wanted) for wanted in caption.expected)
        for group in _groups(scores, one.kind.value, caption.language):
            group.found += 1
            group.right += right
        if not right:
            scores.wrong.append((caption.id, one.kind.value, one.words))
    for wanted in caption.expected:
        met = any(_meets(one, wanted) for one in found)
        exact = any(one.kind.value == wanted.type and one.words == wanted.words for one in found)
        for group in _groups(scores, wanted.type, caption.language):
            group.expected += 1
            group.met += met
            group.exact += exact
        if not met:
            scores.missed.append((caption.id, wanted.type, wanted.words))


def _meets(one: Identifier, wanted: Expected) -> bool:
    overlaps = one.start < wanted.end and wanted.start < one.start + len(one.words)
    return overlaps and one.kind.value == wanted.type


def _groups(scores: Scores, type: str, language: str) -> tuple[Score, Score, Score]:
    by_type = scores.by_type.setdefault(type, Score())
    return scores.whole, by_type, scores.by_language.setdefault(language, Score())


def report(name: str, scores: Scores) -> str:
    """The figures in lines: the whole, then each language and each type."""
    lines = [_line(f"{name}, {scores.captions} captions", scores.whole)]
    lines += [_line(f"  {language}", score) for language, score in sorted(scores.by_language.items())]
    lines += [_line(f"  {kind}", score) for kind, score in sorted(scores.by_type.items())]
    return "\n".join(lines)


def _line(name: str, score: Score) -> str:
    return (
        f"{name:34} n {score.expected:4}  found {score.found:4}  precision {score.precision:.3f}  "
        f"recall {score.recall:.3f}  same edges {score.exact / max(1, score.met):.2f}"
    )


def wrong_share(scores: Scores) -> Counter[str]:
    """How many findings of each type were wrong."""
    return Counter(kind for _, kind, _ in scores.wrong)
