"""Everything that stands around the pages of the room."""

from __future__ import annotations

from dataclasses import dataclass

OVERVIEW = "overview"


@dataclass(frozen=True)
class RulesState:
    """`place` is "overview", "contact", "uses", "use:<id>[:<language>]", "words:<language>[:<statement>]",
    "approve:<language>", "packs", "template:<pack>" or "history". `unpublished` says what is not published,
    `notice` what was just done, `trouble` what went wrong; `problems` are (where, words). `leaving` asks what
    is to become of unpublished changes; `focus` names the field to go to. Every one of the `turns` makes the
    page anew."""

    place: str = OVERVIEW
    title: str = ""
    turns: int = 0
    unpublished: str = ""
    leaving: bool = False
    notice: str = ""
    trouble: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    focus: str = ""
