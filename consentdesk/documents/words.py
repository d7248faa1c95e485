"""The copy's own words in one language, read from `resources/copy/<language>.toml`, and how days and times
are written there. Names for roles and relationships come from the statements of that language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from consentdesk.documents.press.direction import isolated
from consentdesk.domain.moment import Moment

FALLBACK = "en"
FEWEST_IN_A_RUN = 3


@dataclass(frozen=True)
class Words:
    """`templates` maps "section.name" to a sentence with `{places}` and `**bold**`; `terms` has the words for
    relationships and authorities; `language_name` is what the language calls itself."""

    language: str
    rtl: bool
    months: tuple[str, ...]
    templates: dict[str, str]
    terms: dict[str, str]
    language_name: str

    def __getitem__(self, key: str) -> str:
        return self.templates[key]

    def fill(self, key: str, **values: str) -> str:
        """The sentence with its places filled."""
        return self.templates[key].format_map({k: isolated(v, self.rtl) for k, v in values.items()})

    def day(self, day: date) -> str:
        return self.fill("form.date", day=str(day.day), month=self.months[day.month - 1], year=str(day.year))

    def time(self, moment: Moment) -> str:
        return f"{moment.local:%H:%M}"

    def moment(self, moment: Moment) -> str:
        """Day, time and offset (R17)."""
        offset = f"{moment.local:%z}"
        written = f"{offset[:3]}:{offset[3:5]}"
        return self.fill("form.moment", date=self.day(moment.day), time=self.time(moment), offset=written)

    def listed(self, items: Sequence[str]) -> str:
        """ "1", "1 and 2", "1, 2 and 3"."""
        if len(items) < 2:
            return "".join(items)
        return self.fill("form.joined", some=self["form.comma"].join(items[:-1]), last=items[-1])

    def numbers(self, sorted_numbers: Sequence[int]) -> str:
        """Numbers with their runs closed up: "1 to 4, 7 and 9"."""
        runs = [
            list(run) for _, run in groupby(enumerate(sorted_numbers), key=lambda pair: pair[1] - pair[0])
        ]
        return self.listed([part for run in runs for part in self._run(run[0][1], run[-1][1])])

    def _run(self, first: int, last: int) -> list[str]:
        if last - first < FEWEST_IN_A_RUN - 1:
            return [str(number) for number in range(first, last + 1)]
        return [self.fill("form.run", first=str(first), last=str(last))]

    def term(self, code: str) -> str:
        """The word for a relationship or an authority; what is not a known code is told as it stands."""
        return self.terms.get(code, code)


def read_words(copy_dir: Path, statements_dir: Path, language: str) -> Words:
    """The words for a language, in English where the copy has not been worded in it yet."""
    chosen = language if (copy_dir / f"{language}.toml").is_file() else FALLBACK
    top = _table(copy_dir / f"{chosen}.toml")
    statements = _table(statements_dir / f"{chosen}.toml")
    sections = {name: section for name, section in top.items() if isinstance(section, dict)}
    return Words(
        language=chosen,
        rtl=top["direction"] == "rtl",
        months=tuple(top["months"]),
        templates={
            f"{name}.{key}": text for name, section in sections.items() for key, text in section.items()
        },
        terms=statements["terms"],
        language_name=statements["wording"]["name"],
    )


def _table(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))
