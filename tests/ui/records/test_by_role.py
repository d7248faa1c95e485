"""Staff pages offer what the roles of whoever sits there allow, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consentdesk.domain.access import FOUNDER_ROLES, Role
from consentdesk.domain.facts import MemberChanged
from consentdesk.ui import copy, patient_file, record
from tests.ui.records.conftest import Office
from tests.ui.records.test_record import sealed_at

OFFERS = {
    "patient_file": ("new_consent", "erase"),
    "record": ("correct", "print_copy"),
    "copy": ("next_patient",),
}


def offered(office: Office, *roles: Role) -> set[str]:
    """What the three pages of a sealed record offer to somebody with these roles."""
    sealed = sealed_at(office)
    me = office.on_lane(lambda: office.desk.vault.me)
    office.on_lane(lambda: office.desk.note(MemberChanged(replace(me, roles=roles), "roles")) or True)
    pages = {
        "patient_file": lambda: patient_file.open_page(office.machine, office.desk, sealed.record.patient.id),
        "record": lambda: record.open_page(office.machine, office.desk, sealed.record.id),
        "copy": lambda: copy.open_page(office.machine, office.desk, sealed.record.id),
    }
    found = set()
    for page, names in OFFERS.items():
        office.show(pages[page]())
        found |= {name for name in names if office.there(name)}
    return found


@pytest.mark.parametrize(
    ("roles", "names"),
    [
        (FOUNDER_ROLES, {"new_consent", "erase", "correct", "print_copy", "next_patient"}),
        ((Role.CLINICIAN,), {"new_consent", "correct", "print_copy", "next_patient"}),
        ((Role.PHOTOGRAPHER,), {"new_consent", "print_copy", "next_patient"}),
        ((Role.PRIVACY_OFFICER,), {"erase", "print_copy"}),
    ],
    ids=["founder", "clinician", "photographer", "privacy_officer"],
)
def test_the_pages_of_a_record_offer_what_a_role_allows(
    office: Office, roles: tuple[Role, ...], names: set[str]
) -> None:
    assert offered(office, *roles) == names
