"""How much a file may hold: kept across everything that is nested in it."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.refusals import refuse
from consentdesk.imaging.limits import Limits

MAX_RATIO = 200  # of what was packed; photographs hardly shrink at all
SMALL_BYTES = 1 << 20  # below that a ratio says nothing


@dataclass
class Budget:
    """What is left of it."""

    limits: Limits
    parts: int = 0
    pictures: int = 0
    bytes: int = 0

    def take_parts(self, count: int) -> None:
        """Raises Refusal `document_has_too_many_parts` (details limit)."""
        self.parts += count
        if self.parts > self.limits.document_parts:
            raise refuse("document_has_too_many_parts", limit=self.limits.document_parts)

    def take_picture(self) -> None:
        """Raises Refusal `document_has_too_many_pictures` (details limit)."""
        self.pictures += 1
        if self.pictures > self.limits.document_pictures:
            raise refuse("document_has_too_many_pictures", limit=self.limits.document_pictures)

    def take_bytes(self, unpacked: int, packed: int) -> None:
        """Raises Refusal `document_unpacks_too_large` (details limit in megabytes)."""
        self.bytes += unpacked
        bomb = unpacked > SMALL_BYTES and unpacked > MAX_RATIO * max(packed, 1)
        if bomb or self.bytes > self.limits.document_bytes:
            raise refuse("document_unpacks_too_large", limit=self.limits.document_bytes // 1_000_000)
