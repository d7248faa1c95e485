"""Leave a session for later."""

from __future__ import annotations

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Draft
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_session import discard_session


@needs(Act.TAKE_CONSENT)
def put_aside(desk: Desk, draft_id: str) -> None:
    """The session waits as it was saved. One in which nothing was entered yet is given up instead; one that
    is no longer open stays as it is."""
    if not any(line.id == draft_id for line in desk.vault.drafts()):
        return
    draft = desk.vault.draft(draft_id)
    if draft == Draft(draft.id, draft.started_at, draft.started_by, language=draft.language):
        discard_session(desk, draft_id)
