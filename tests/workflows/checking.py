"""Images looked through at a desk, with everything that was found left in for a reason."""

from __future__ import annotations

from consentdesk.domain.reidentification.check import CHECKLIST, Check, LeftIn, Looked, Seen
from consentdesk.domain.reidentification.identifier import Saying
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.reidentify import finish_check, look_through

NOTHING_THERE = tuple(Looked(kind, Seen.NO) for kind in CHECKLIST)
REASON = "the patient wants it said"


def checked(desk: Desk, image: str, use: str, outlet: str, title: str = "", caption: str = "") -> Check:
    """The finished check of an image for a use at an outlet, in these words."""
    asked = (desk, image, use, outlet, Saying(caption, title), None, NOTHING_THERE)
    left_in = [LeftIn(found.key, REASON) for found in look_through(*asked).found]
    return finish_check(*asked, left_in)
