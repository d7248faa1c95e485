"""A page that asks something about an incident, as data: every step has its words, none its own screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consentdesk.ui.kit.bar import Mood


@dataclass(frozen=True)
class Ask:
    """One thing that is asked. With `options` (value, words) it is chosen, else typed in so many `lines`.
    `name` is its field's, without the prefix. `when` is (name, values): it is asked only while the answer to
    that is one of these. It is `short`, or as wide as there is room; `beside` what was asked before it, else
    below."""

    name: str
    label: str
    hint: str = ""
    lines: int = 1
    options: tuple[tuple[str, str], ...] = ()
    when: tuple[str, tuple[str, ...]] | None = None
    short: bool = False
    beside: bool = False

    def wanted(self, entries: Mapping[str, str]) -> bool:
        """Whether it is asked, with what was entered so far."""
        return self.when is None or entries.get(self.when[0], "") in self.when[1]


@dataclass(frozen=True)
class Said:
    """Something that is known already. `badge` is a word or two for it, `above` stands small over it; `page`
    is where more of it is, `room` in which part of the window where that is another one."""

    words: str = field(repr=False)
    badge: str = ""
    mood: Mood = "info"
    page: str = ""
    leads: str = ""
    room: str = ""
    above: str = field(default="", repr=False)


@dataclass(frozen=True)
class Page:
    """What a page asks and says, before anything is entered: `points` are what to do, one after the other;
    `entered` is what stands in its fields. Without a `primary` nothing can be entered here by whoever is at
    the desk, and `closed_to` says why."""

    title: str
    lead: str = ""
    points: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    asks: tuple[Ask, ...] = ()
    entered: Mapping[str, str] = field(default_factory=dict)
    primary: str = ""
    closed_to: str = ""


NO_PAGE = Page("")


@dataclass(frozen=True)
class SheetState:
    """A page and what was entered on it. `problems` are (field, words); each of the `tried` leads to the
    first."""

    page: Page = NO_PAGE
    entries: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What is asked, with what was entered so far."""
        return tuple(ask for ask in self.page.asks if ask.wanted(self.entries)) if self.page.primary else ()
