"""What is asked about incidents (R34)."""

from __future__ import annotations

from typing import Protocol

from consentdesk.domain.incident_file import IncidentFile, IncidentLine, IncidentPlace
from consentdesk.domain.moment import Moment


class Incidents(Protocol):
    """What was found where an image should not be, and what was done since."""

    def incidents(
        self, open: bool, after: IncidentPlace | None = None, limit: int = 50
    ) -> tuple[IncidentLine, ...]:
        """A page of incidents: open ones from the first discovered on, closed ones from the last."""
        ...

    def incidents_with(self, source_sha256: str) -> tuple[IncidentLine, ...]:
        """Every incident that an image is in, as they are told now, by their discovery."""
        ...

    def incident_file(self, id: str) -> IncidentFile:
        """All that is known of an incident. Raises Refusal `incident_unknown`."""
        ...

    def told_no(self, source_sha256: str, use: str) -> Moment | None:
        """When somebody asked first whether an image may be used for that, and was told no."""
        ...
