"""The ledger in the words of staff: groups, details of a line, the cells of a table. Without a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consentdesk.domain.ledger_lines import Group, LedgerLine
from consentdesk.ui.ledger.fact_words import fact_words
from consentdesk.ui.words import _
from consentdesk.workflows.export_ledger import Table

LAST_LETTERS = 8  # of an id: its beginning says when it was made, and is much alike


def group_words(group: Group) -> str:
    return {
        Group.SESSIONS: _("Sessions"),
        Group.LOOKS: _("Looks"),
        Group.COPIES: _("Copies"),
        Group.USES: _("Uses and places"),
        Group.WITHDRAWALS: _("Withdrawals"),
        Group.INCIDENTS: _("Incidents"),
        Group.RULES: _("Rules"),
        Group.PEOPLE: _("People and sign-ins"),
        Group.VAULT: _("Vault"),
        Group.ERASURES: _("Erasures"),
    }[group]


def patient_words(patient: str | None, name: str = "") -> str:
    """Whom a line is about: by name where it may be seen, else by the end of the id; "" for nobody."""
    if not patient:
        return ""
    return name or _("Patient …{id}").format(id=patient[-LAST_LETTERS:])


def person_words(id: str, people: Mapping[str, str]) -> str:
    """In whose name; somebody unknown by the end of the id."""
    return people.get(id) or _("Unknown …{id}").format(id=id[-LAST_LETTERS:])


def details(line: LedgerLine, people: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What else is known of a line, as (label, words)."""
    header = line.header
    said = (
        (_("Signed with the key of"), person_words(header.actor, people)),
        (_("Time"), str(header.at)),
        (_("Patient's id"), header.patient or ""),
        (_("Record"), line.code),
        (_("Kind"), f"{header.kind} {header.schema}"),
        (_("Place in the chain"), _("number {number} of device {device}").format(
            number=header.number, device=header.device
        )),
        (_("Chain hash"), line.hash),
    )  # fmt: skip
    return tuple((label, words) for label, words in said if words)


def table(people: Mapping[str, str], names: bool) -> Table:
    """The columns of an exported table; a patient's name among them only where it may be seen."""

    def cells(line: LedgerLine) -> Sequence[str]:
        header = line.header
        patient = (header.patient or "", *([line.patient_name] if names else []))
        return (
            *(str(header.at), person_words(header.actor, people), header.actor, fact_words(line, people)),
            *(*patient, line.code, header.kind, header.device, str(header.number), line.hash),
        )

    whose = (_("Patient's id"), *([_("Patient")] if names else []))
    headings = (
        *(_("Time"), _("Person"), _("Person's id"), _("What happened"), *whose),
        *(_("Record"), _("Kind"), _("Device"), _("Number"), _("Chain hash")),
    )
    return Table(headings, cells)
