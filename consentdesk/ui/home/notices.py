"""What waits about the vault, in words."""

from __future__ import annotations

from consentdesk.ui.home.state import NoticeRow
from consentdesk.ui.words import _, ngettext
from consentdesk.workflows.notices import Notice


def notice_row(notice: Notice) -> NoticeRow:
    """An unknown code is a bug and raises KeyError."""
    count = int(notice.details.get("count", 1))
    words, action = {
        "damage": (
            ngettext(
                "The last check found {count} thing damaged in the vault",
                "The last check found {count} things damaged in the vault",
                count,
            ),
            _("See what, and mend it"),
        ),
        "damage_seen": (
            _("Something in the vault is damaged. Tell a privacy officer or an administrator"),
            _("See what"),
        ),
        "emergency": (
            ngettext(
                "Somebody looked at records in an emergency, {count} time in the last 7 days",
                "Somebody looked at records in an emergency, {count} times in the last 7 days",
                count,
            ),
            _("See the ledger"),
        ),
        "key_due": (
            _("Somebody left, and the vault still lies under the key that they knew"),
            _("Change the key"),
        ),
        "recovery_code_used": (
            _("Somebody came in with the recovery code, and may have kept it. Make a new one"),
            _("Make a new one"),
        ),
        "recovery_code_known": (
            _("An administrator left, who may have kept the recovery code. Make a new one"),
            _("Make a new one"),
        ),
        "erasures": (
            ngettext(
                "{count} proposal to erase for good waits for an answer",
                "{count} proposals to erase for good wait for an answer",
                count,
            ),
            ngettext("See it", "See them", count),
        ),
        "removals_overdue": (
            ngettext(
                "{count} picture should have left its place by now",
                "{count} pictures should have left their places by now",
                count,
            ),
            ngettext("See it", "See them", count),
        ),
        "gap": (
            _("This vault was brought back from a backup. What may have happened since is to be reviewed"),
            _("Review"),
        ),
    }[notice.code]
    return NoticeRow(notice.code, words.format(**notice.details), action, notice.room)
