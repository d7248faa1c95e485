"""What the page of a second person asks of the vault; on the lane."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from consentdesk.domain.refusals import refuse
from consentdesk.ui.agreeing.state import Posting
from consentdesk.ui.agreeing.told import (
    checked_words,
    going_words,
    left_in_rows,
    said_words,
    together_rows,
)
from consentdesk.ui.record.viewing import whole_view
from consentdesk.ui.reidentification.told import ran_words
from consentdesk.ui.release.reading import note_of
from consentdesk.ui.release.told import outlet_note_words
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import note_image_opened
from consentdesk.workflows.register import pictures_of
from consentdesk.workflows.second_person import to_agree


def read(desk: Desk, id: str, day: Callable[[date], str]) -> Posting:
    """The picture as a check has it; that somebody looks at it is noted (R38). Raises Refusal
    `check_unknown`, `image_unknown`, and as `whole_view` does."""
    known = to_agree(desk, id)
    check = known.check
    shown = next(iter(pictures_of(desk, [check.image])), None)
    if shown is None or not shown.kept:
        raise refuse("image_unknown")
    words, warned = desk.staff_wording, desk.pack.use(check.use).staff_warnings
    view = whole_view(desk, shown.view_sha256)
    note_image_opened(desk, check.image)
    note = note_of(desk, check.outlet)
    return Posting(
        picture=view,
        words=shown.label,
        going=going_words(words.uses[check.use].short, check.outlet),
        checked=checked_words(known, day),
        title=check.saying.title.strip(),
        caption=check.saying.caption.strip(),
        mark=check.saying.mark.strip(),
        left_in=left_in_rows(check),
        together=together_rows(check),
        ran=ran_words(check.ran),
        note=outlet_note_words(note) if note else "",
        warnings=words.warnings if warned else (),
        said=said_words(known, day),
    )
