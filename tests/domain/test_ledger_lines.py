"""The kinds of facts in groups."""

from __future__ import annotations

from consentdesk.domain.facts import KINDS
from consentdesk.domain.ledger_lines import KINDS_OF, NEVER_OPENED, Group, Wanted


def test_every_kind_of_fact_is_looked_for_in_exactly_one_group() -> None:
    grouped = [kind for kinds in KINDS_OF.values() for kind in kinds]
    assert sorted(grouped) == sorted({kind for kind, _ in KINDS})
    assert set(KINDS_OF) == set(Group)


def test_what_names_patients_and_families_is_never_opened_for_a_list() -> None:
    people = {"patient_registered", "patient_corrected", "consent_signed", "session_held"}
    places = {"placement_noted", "placement_ended", "removal_reported", "list_saved"}
    ends = {"consent_withdrawn", "use_suspended", "suspension_lifted"}
    incidents = {"incident_opened", "incident_step_noted", "factor_assessed", "risk_concluded"}
    incidents |= {"evidence_kept", "incident_task_set", "incident_closed"}
    checks = {"reidentification_checked", "posting_declined"}
    assert people | places | ends | incidents | checks == NEVER_OPENED


def test_groups_stand_for_their_kinds_and_none_for_everything() -> None:
    assert Wanted(groups=(Group.COPIES, Group.ERASURES)).kinds == (
        *("copy_sealed", "copy_given", "copy_checked", "document_sealed", "document_given"),
        *("erasure_proposed", "erasure_declined", "content_erased"),
    )
    assert Wanted().kinds == ()
