"""Every kind of fact in words: whatever it holds, and when it holds nothing any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from consentdesk.domain import facts
from consentdesk.domain.access import Role
from consentdesk.domain.facts import KINDS, Body, Header
from consentdesk.domain.incident import Affected, IncidentPaper
from consentdesk.domain.ledger_lines import NEVER_OPENED, Group, LedgerLine, Place, Unread
from consentdesk.domain.lines import BackupLine, Finding
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.people import Clinic, Contact, Member
from consentdesk.domain.placement import Removal
from consentdesk.ui.ledger.fact_words import fact_words
from consentdesk.ui.ledger.told import details, group_words, patient_words, table
from consentdesk.workflows.check_copy import Outcome
from tests.helpers.sessions import NOW

KIM = Member("kim", "Kim Muster", "nurse", "ab", (Role.PHOTOGRAPHER, Role.AUDITOR))
PEOPLE = {"kim": "Kim Muster", "sam": "Sam Sample"}
PICTURE = "abcdef" * 10 + "0123"
BODIES: tuple[tuple[Body, str], ...] = (
    (facts.VaultCreated("v", False), "Made the vault"),
    (facts.ClinicDescribed(Clinic("n", "a", Contact("c"))), "Described the clinic"),
    (facts.PackAdopted("us", "2026.1", ""), "Adopted the rules us 2026.1"),
    (facts.WordingAdopted("es", "3", ""), "Adopted the words in “es”, 3"),
    (facts.MemberAdded(KIM), "Let Kim Muster in: Photographer, Auditor"),
    (facts.MemberChanged(KIM, "roles"), "Changed the roles of Kim Muster to: Photographer, Auditor"),
    (facts.MemberChanged(KIM, "secrets"), "Gave Kim Muster a new passphrase, code and key"),
    (facts.MemberChanged(KIM, "particulars"), "Changed the particulars of Kim Muster"),
    (facts.MemberRemoved("kim", "moved away"), "Ended the access of Kim Muster: moved away"),
    (facts.RecoveryRenewed(KIM), "Made a new recovery code"),
    (facts.VaultRekeyed(), "Put the vault under another key"),
    (facts.EmergencyAccess("bleeding {"), "Took access in an emergency: bleeding {"),
    (facts.TimesSet(2, 15), "Set the screen to cover after 2 minutes, to lock after 15"),
    (facts.LoggedIn(), "Signed in"),
    (facts.LoggedOut("asked"), "Signed out"),
    (facts.LoggedOut("quiet"), "Locked after quiet minutes"),
    (facts.LoggedOut("by a later program"), "Signed out"),
    (facts.UsesPreset(("teaching",)), "Chose the usual uses"),
    (facts.OutletRegistered(OutletEntry("o", "outlet", "The Journal")), "Registered the outlet The Journal"),
    (facts.BackedUp(BackupLine("b", "STICK", NOW, "ab", 1, 2, 3)), "Backed up to the folder STICK"),
    (facts.Restored("b7", NOW, "ab"), "Brought the vault back from the backup b7"),
    (facts.GapReviewed("nobody came"), "Reviewed the time since a backup: nobody came"),
    (facts.VaultChecked(1, 2, (), "daily"), "Checked the vault: nothing was found that does not fit"),
    (facts.VaultChecked(1, 2, (Finding("blob_damaged"),), "asked"), "Checked the vault: 1 finding"),
    (facts.FilesBroughtBack(("a", "b")), "Brought 2 files back"),
    (facts.LedgerOpened(), "Read in the ledger"),
    (facts.LedgerExported(1234, "ab"), "Saved 1234 lines as a table"),
    (facts.CopyChecked("r", "genuine"), "Checked a copy: genuine"),
    (facts.ErasureProposed("e", "image", PICTURE, "ordered"), "Proposed to erase picture abcdef"),
    (facts.ErasureProposed("e", "patient", "p", "ordered"), "Proposed to erase what identifies a patient"),
    (facts.ErasureDeclined("e"), "Declined an erasure"),
    (facts.ContentErased("e", ("ab",)), "Erased content for good"),
    (facts.ImageAdded(PICTURE, "", "", "", "JPEG", 1, 1, "Alex", True), "Added picture abcdef"),
    (
        facts.ImageAdded(PICTURE, "", "", "", "JPEG", 1, 1, "", False),
        "Noted picture abcdef without keeping it",
    ),
    (
        facts.RecordMoved("r", "C1", "s", "C2", NOW),
        "Record C1 was replaced by record C2, of another patient",
    ),
    (facts.CopySealed("r", "ab", "A4"), "Made the copy of record K7QF"),
    (facts.CopyGiven("r", "printed"), "Copy of record K7QF: printed"),
    (facts.CopyGiven("r", "declined"), "Copy of record K7QF: the patient wants none"),
    (facts.SessionDiscarded("d"), "Discarded a session"),
    (facts.PatientOpened(), "Opened the patient's file"),
    (facts.RecordOpened("r"), "Opened record K7QF"),
    (facts.ImageOpened(PICTURE), "Opened picture abcdef"),
    (
        facts.UsesAsked((PICTURE,), "teaching", "", NOW.day, 1, 1, "files"),
        "Asked whether 2 pictures may be used: 1 may",
    ),
    (
        facts.ImageReleased("r", PICTURE, "teaching", "", "1", "p", "ab", "cd", "JPEG", 1, 1),
        "Released picture abcdef",
    ),
    (facts.RemovalOpened(Removal("t", "p", "w", "kim", NOW.day)), "Opened a take-down, due on 2026-03-02"),
    (
        facts.DocumentSealed("takedown_letter", "t", "ab", "A4"),
        "Made a paper: letter asking to take a picture down",
    ),
    (
        facts.DocumentGiven("withdrawal_receipt", "w", "printed"),
        "Gave a paper: receipt of a withdrawal, printed",
    ),
    (facts.OverviewExported("saved"), "Let the overview out"),
    (facts.ListForgotten("l"), "Forgot a saved list"),
    (facts.PostingAgreed("c"), "Agreed, as the second person, that a picture leaves"),
    (facts.PeopleCounted("i", Affected(3)), "Noted how many people an incident concerns"),
    (facts.PermissionRead("i", ()), "Read what an incident's pictures were permitted for"),
    (facts.LetterApproved("i", IncidentPaper.TO_PERSON, "i/p"), "Approved a letter about an incident"),
)
UNOPENED = {
    "patient_registered": "Entered the patient",
    "patient_corrected": "Corrected the patient's particulars",
    "consent_signed": "Sealed record K7QF",
    "session_held": "Held a session: the adult who was here may not decide",
    "placement_noted": "Noted where a picture is",
    "placement_ended": "Noted that a picture is no longer there",
    "consent_withdrawn": "Noted a withdrawal",
    "use_suspended": "Held uses back, at a family's request",
    "suspension_lifted": "Lifted what was held back",
    "removal_reported": "Reported on a take-down",
    "list_saved": "Saved a list",
    "reidentification_checked": "Looked for what identifies the patient",
    "posting_declined": "Did not agree, as the second person, that a picture leaves",
    "incident_opened": "Told of an incident",
    "incident_step_noted": "Noted a step of an incident",
    "factor_assessed": "Assessed a factor of an incident",
    "risk_concluded": "Concluded on the risk of an incident",
    "evidence_kept": "Kept evidence of an incident",
    "incident_task_set": "Set a task of an incident",
    "incident_closed": "Closed an incident",
}


def line(kind: str, body: Body | None = None, code: str = "K7QF", unread: Unread | None = None) -> LedgerLine:
    header = Header("id-1", "device-1", 7, NOW, "sam", kind, 1, "0190-patient-12345678")
    return LedgerLine(Place(str(NOW), 7), header, "ab" * 32, body, unread, code)


def lines() -> Iterator[tuple[LedgerLine, str]]:
    for body, words in BODIES:
        yield line(body.KIND, body), words
    for kind, words in UNOPENED.items():
        yield line(kind), words


def test_every_kind_of_fact_is_told() -> None:
    assert {told.header.kind for told, _ in lines()} == {kind for kind, _ in KINDS}
    assert UNOPENED.keys() == NEVER_OPENED


@pytest.mark.parametrize(("told", "words"), list(lines()), ids=range(len(BODIES) + len(UNOPENED)))
def test_a_fact_is_told_in_its_words(told: LedgerLine, words: str) -> None:
    assert fact_words(told, PEOPLE) == words


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in KINDS}))
def test_what_cannot_be_read_is_told_as_far_as_it_is_known(kind: str) -> None:
    erased = fact_words(line(kind, code="", unread=Unread.ERASED), PEOPLE)
    assert erased.endswith(" (erased)") and "{" not in erased
    assert fact_words(line(kind, unread=Unread.DAMAGED), PEOPLE) == "This cannot be read: it is damaged"


def test_a_kind_that_is_not_known_here_is_named() -> None:
    unknown = line("told_by_telephone", unread=Unread.UNKNOWN)
    assert fact_words(unknown, PEOPLE) == "Something that a newer program noted (told_by_telephone)"


@pytest.mark.parametrize("body", [facts.RecordOpened("r"), facts.CopyGiven("r", "saved"), None])
def test_a_record_that_is_not_known_any_more_has_no_code(body: Body | None) -> None:
    told = fact_words(line(body.KIND if body else "consent_signed", body, code=""), PEOPLE)
    assert told in ("Opened a record", "Gave a copy, or noted that none is wanted", "Sealed a record")


def test_every_outcome_of_a_check_and_every_group_has_words() -> None:
    told = [fact_words(line("copy_checked", facts.CopyChecked("r", outcome)), PEOPLE) for outcome in Outcome]
    assert len(set(told)) == len(Outcome) and not any("_" in words for words in told)
    assert len({group_words(group) for group in Group}) == len(Group)


def test_a_patient_without_a_name_is_told_by_the_end_of_the_id() -> None:
    assert patient_words("0190-patient-12345678") == "Patient …12345678"
    assert patient_words("0190-patient-12345678", "Alex Probe") == "Alex Probe"
    assert patient_words(None) == ""


def test_the_details_of_a_line_say_where_it_stands_and_who_signed_it() -> None:
    said = dict(details(line("logged_in", facts.LoggedIn()), PEOPLE))
    assert said["Chain hash"] == "ab" * 32 and said["Signed with the key of"] == "Sam Sample"
    assert said["Place in the chain"] == "number 7 of device device-1"
    of_stranger = replace(line("logged_in"), header=replace(line("logged_in").header, actor="gone-12345678"))
    assert dict(details(of_stranger, PEOPLE))["Signed with the key of"] == "Unknown …12345678"


@pytest.mark.parametrize("names", [True, False])
def test_a_table_has_a_column_of_names_only_where_they_may_be_seen(names: bool) -> None:
    made = table(PEOPLE, names)
    named = replace(line("patient_opened", facts.PatientOpened()), patient_name="Alex Probe")
    assert len(made.headings) == len(made.cells(named))
    assert ("Patient" in made.headings, "Alex Probe" in made.cells(named)) == (names, names)
