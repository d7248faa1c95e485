"""Where each step of an incident is done."""

from __future__ import annotations

from consentdesk.domain.incident import IncidentStep
from consentdesk.workflows.incident_files import Situation


def page_of(known: Situation, step: IncidentStep) -> str:
    """The page of a step; of the risk the first factor that nobody has written of, else the conclusion."""
    incident = known.file.incident.id
    if step is IncidentStep.EVIDENCE:
        return f"evidence:{incident}"
    if step is not IncidentStep.FACTORS:
        return f"step:{incident}/{step.value}"
    missing = known.factors
    return f"factor:{incident}/{missing[0]}" if missing else f"conclusion:{incident}"
