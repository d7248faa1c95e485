"""Take-downs in the words of staff. Without a window."""

from __future__ import annotations

from consentdesk.domain.duties import Step
from consentdesk.domain.placement import Outcome, Proof, ProofKind
from consentdesk.ui.words import _, ngettext

LANGUAGES = {"en": "English", "es": "Español"}


def step_words(step: Step) -> str:
    """What to do, in one sentence."""
    return {
        Step.TAKE_DOWN: _("Take the picture off the wall or the screen."),
        Step.DESTROY_PRINT: _("Destroy the print, or bring it to the photo desk."),
        Step.CUT_FROM_FILE: _("Take the picture out of the slides, the page or the collection."),
        Step.CLEAR_SHARES: _("Delete it in shared folders, on course pages and in recordings."),
        Step.TELL_HOLDERS: _("Tell everybody who was handed a copy to delete it."),
        Step.DELETE_POST: _("Delete the post, and the picture in albums and stories."),
        Step.REPORT_SHARES: _("Report to the platform what others shared of it."),
        Step.ASK_OWNER: _("Write to whoever runs the place, and ask for an answer in writing."),
        Step.CLEAR_CACHES: _("Have search engines and archives remove their copies."),
        Step.CHECK_LINK: _("Open the link in a browser, and see that the picture is gone."),
        Step.STOP_REPRINTS: _("Ask that it is left out of reprints, translations and the online version."),
        Step.WRITE_EDITOR: _("Write to the editor."),
        Step.WRITE_PUBLISHER: _("They refused: write to the publisher or the host, above them."),
        Step.TELL_AUTHORITY: _("They refused again: turn to the authority that supervises data protection."),
    }[step]


def outcome_words(outcome: Outcome) -> str:
    """What can be said of a place, as a choice."""
    return {
        Outcome.REMOVED: _("Taken down"),
        Outcome.REPLACED: _("Replaced"),
        Outcome.CANNOT_RETRACT: _("Cannot be retracted"),
        Outcome.BEYOND_CONTROL: _("Beyond our control"),
        Outcome.REFUSED_BY_OUTLET: _("They refuse"),
        Outcome.NOT_NEEDED: _("Not needed any more"),
    }[outcome]


def proof_words(kind: ProofKind) -> str:
    """What can show that a picture is gone, as a choice."""
    return {
        ProofKind.PICTURE: _("A picture of the place"),
        ProofKind.LINK_CHECKED: _("Somebody opened the link"),
        ProofKind.NOTE: _("Somebody saw it"),
    }[kind]


def shown_words(proof: Proof | None, day: str) -> str:
    """What showed it; `day` is that of a link that was opened."""
    if proof is None:
        return ""
    if proof.kind is ProofKind.PICTURE:
        count = len(proof.pictures)
        shown = ngettext("{count} picture shows it", "{count} pictures show it", count).format(count=count)
    elif proof.kind is ProofKind.LINK_CHECKED:
        shown = _("Link opened on {day}").format(day=day)
    else:
        shown = _("Seen")
    return f"{shown}: {proof.said}" if proof.said else shown


def refusals_words(level: int) -> str:
    return ngettext("Refused {count} time", "Refused {count} times", level).format(count=level)


def letter_words(number: int, day: str, given: str) -> str:
    """A letter in a list; `given` is how it was given, "" while it was not."""
    how = {"printed": _("printed"), "saved": _("saved"), "declined": _("not sent"), "": _("not given yet")}
    return _("Letter {number}, {day}: {given}").format(number=number, day=day, given=how[given])
