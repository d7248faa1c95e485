"""What the page of erasures says of each proposal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from consentdesk.domain.erasure import Target
from consentdesk.ui.erasure.state import Asked, EndedRow, ErasureRow
from consentdesk.ui.erasure.told import beyond_reach, ground_words, what_goes, what_stays
from consentdesk.ui.words import _
from consentdesk.workflows.erase import ErasureLine

Day = Callable[[date], str]
REFERENCE_LETTERS = 6


def waiting_row(line: ErasureLine, day: Day) -> ErasureRow:
    return ErasureRow(
        line.erasure.id,
        what_words(line),
        _about(line, day),
        line.erasure.note,
        verdict=_verdict(line, day),
        agrees="" if line.agreement.refusal else _agrees(line),
        declines=_("Take it back") if line.is_mine else _("Decline"),
    )


def ended_row(line: ErasureLine, day: Day) -> EndedRow:
    ending = line.erasure.ending
    assert ending is not None
    words = _("Erased on {day}, {name}") if ending.erased else _("Declined on {day}, {name}")
    came = words.format(day=day(ending.at.day), name=line.ender)
    return EndedRow(what_words(line), f"{came} · {ground_words(line.erasure.ground)}", ending.erased)


def what_words(line: ErasureLine) -> str:
    """What is erased: of whom, for those who may look at patients; else by a reference."""
    whole = line.erasure.target is Target.PATIENT
    if line.patient is None:
        words = _("A patient, reference {reference}") if whole else _("A picture, reference {reference}")
        return words.format(reference=line.erasure.id[-REFERENCE_LETTERS:].upper())
    if whole:
        return _("Everything that identifies {name}").format(name=line.patient.name)
    label = (line.image.label if line.image else "") or line.erasure.subject[:REFERENCE_LETTERS]
    return _("The picture \u201c{label}\u201d of {name}").format(label=label, name=line.patient.name)


def asked_to_erase(line: ErasureLine) -> Asked:
    target = line.erasure.target
    lines = (
        (_("Nobody can read any more"), what_goes(target)),
        (_("Stays"), what_stays(target)),
        (_("Cannot be reached from here"), beyond_reach()),
    )
    title, action = _("Erase this for good?"), _("Erase for good")
    return Asked(line.erasure.id, True, title, what_words(line), lines, action)


def asked_to_decline(line: ErasureLine) -> Asked:
    title = _("Take this proposal back?") if line.is_mine else _("Decline this proposal?")
    action = _("Take it back") if line.is_mine else _("Decline")
    lines = ((_("What follows"), _("Nothing is erased. It can be proposed again.")),)
    return Asked(line.erasure.id, False, title, what_words(line), lines, action)


def _about(line: ErasureLine, day: Day) -> str:
    proposed = _("Proposed by {name} on {day}")
    said = proposed.format(name=line.proposer, day=day(line.erasure.proposed_at.day))
    return f"{ground_words(line.erasure.ground)} · {said}"


def _agrees(line: ErasureLine) -> str:
    return _("Confirm") if line.is_mine else _("Agree")


def _verdict(line: ErasureLine, day: Day) -> str:
    refusal, since = line.agreement.refusal, line.agreement.possible_from
    if refusal == "erasure_too_early" and since is not None:
        alone = _("Nobody else here can agree: you can confirm it from {day}")
        new = _("Whoever proposed it came, or got a new passphrase, only lately: you can agree from {day}")
        return (alone if line.is_mine else new).format(day=day(since.day))
    return {
        "": "",
        "erasure_needs_another": _("Somebody else has to agree"),
        "erasure_came_later": _(
            "You came, or got a new passphrase, too late for it: decline it, and let it be proposed again"
        ),
    }.get(refusal, "")
