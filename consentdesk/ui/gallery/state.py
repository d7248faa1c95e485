"""Everything the gallery shows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tile:
    """One picture: whose it is, what it shows, the day of the last consent, and how it stands for the use
    that is asked about, in words. `thumbnail` is the hash of its small picture, empty where it is gone."""

    image: str
    thumbnail: str
    name: str = field(repr=False)
    shows: str = field(repr=False)
    day: str
    status: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.name, self.shows, self.day, self.status) if part)

    @property
    def foot(self) -> str:
        return " · ".join(part for part in (self.status, self.day) if part)


@dataclass(frozen=True)
class Asked:
    """What is looked for, as it was chosen and typed."""

    use: str = ""
    status: str = ""
    site: str = field(default="", repr=False)
    photographer: str = ""
    first_day: str = ""
    last_day: str = ""


NOTHING_ASKED = Asked()


@dataclass(frozen=True)
class GalleryState:
    """Choices are (value, words). `list` is the id of the one of `lists` that is shown. `unfolded` is "more",
    "lists" or nothing. `turn` counts what was looked for; `looking` while pages come, `older` where there are
    more. `problems` are words by the name of a field."""

    asked: Asked = NOTHING_ASKED
    uses: tuple[tuple[str, str], ...] = ()
    photographers: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, str], ...] = ()
    list: str = ""
    unfolded: str = ""
    tiles: tuple[Tile, ...] = ()
    turn: int = 0
    looking: bool = True
    older: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""

    def problem(self, name: str) -> str:
        """What is wrong with a field, in words."""
        return dict(self.problems).get(name, "")
