"""Everything that the page of a paper shows around the paper itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.workflows.give_paper import Document


@dataclass(frozen=True)
class PaperState:
    """`document` is the paper, None before it is there. `draft`: nobody has approved it as it is;
    `can_approve` is whether it is of a kind that is approved at all."""

    title: str = ""
    document: Document | None = None
    draft: bool = False
    can_approve: bool = False
    trouble: str = field(default="", repr=False)
