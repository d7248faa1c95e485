"""Checks for what identifies a patient, and what second persons said to them (R26, R27)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from consentdesk.domain.moment import Moment
from consentdesk.domain.reidentification.check import Check, Checked, CheckLine


class Checks(Protocol):
    def checks_on(self, sources: Sequence[str]) -> dict[str, tuple[Checked, ...]]:
        """Every check of these images (source hashes), oldest first; images without one are left out."""
        ...

    def finished_check(self, id: str) -> Check:
        """A check, word for word. Raises Refusal `check_unknown`."""
        ...

    def check_line(self, id: str) -> CheckLine:
        """A check with what second persons said to it. Raises Refusal `check_unknown`."""
        ...

    def checks_waiting(
        self, uses: Sequence[str], since: Moment, member: str, limit: int
    ) -> tuple[CheckLine, ...]:
        """Checks for these uses, made at a moment or later, to which nobody else said anything and that are
        not the member's own, oldest first; the last alone of an image, use and outlet, of images that are
        still there."""
        ...
