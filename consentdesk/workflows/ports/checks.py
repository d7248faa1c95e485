"""Checks for what identifies a patient, and who agreed to them (R26, R27)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from consentdesk.domain.reidentification.check import Checked


class Checks(Protocol):
    def checks_on(self, sources: Sequence[str]) -> dict[str, tuple[Checked, ...]]:
        """Every check of these images (source hashes), oldest first; images without one are left out."""
        ...
