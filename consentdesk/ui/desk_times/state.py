"""Everything the page about the desk's times shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DeskTimesState:
    """`cover` and `lock` are minutes as somebody typed them; `problems` are (field, words); `trouble` are
    words for a bar; `done`: what stands here counts from now on, as somebody just said."""

    cover: str = ""
    lock: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    done: bool = False
