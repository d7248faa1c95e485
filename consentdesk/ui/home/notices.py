"""What waits about the vault, in words."""

from __future__ import annotations

from consentdesk.ui.home.state import NoticeRow
from consentdesk.ui.words import _
from consentdesk.workflows.notices import Notice


def notice_row(notice: Notice) -> NoticeRow:
    """An unknown code is a bug and raises KeyError."""
    words, action = {
        "gap": (
            _("This vault was brought back from a backup. What may have happened since is to be reviewed"),
            _("Review"),
        ),
    }[notice.code]
    return NoticeRow(notice.code, words.format(**notice.details), action, notice.room)
