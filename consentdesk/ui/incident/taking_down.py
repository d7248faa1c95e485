"""What an incident sets going at once: the places of its pictures have to be left (R34)."""

from __future__ import annotations

from consentdesk.domain.access import Act
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.workflows.access import may
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident_work import take_down


def leave_places(desk: Desk, file: IncidentFile) -> None:
    """Open the take-downs, as soon as it is known which pictures of ours it is about and what for; nothing
    where whoever sits here sees to no take-downs. Asked on the lane."""
    told = file.incident
    if told.images and told.use and Act.TAKE_DOWN in may(desk):
        take_down(desk, told.id)
