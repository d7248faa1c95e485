"""What each kind of fact says, in a few words that name no patient. Without a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from consentdesk.domain import facts
from consentdesk.domain.ledger_lines import LedgerLine, Unread
from consentdesk.ui.roles import roles_in_words
from consentdesk.ui.words import _, ngettext

SHORT = 6  # letters of a hash that tell a picture from others


def fact_words(line: LedgerLine, people: Mapping[str, str]) -> str:
    """What happened, as far as it can be read and may be told to everybody who reads the ledger. `people` has
    the names of those who work or worked here, by id."""
    kind = line.header.kind
    if line.unread is Unread.UNKNOWN:
        return _("Something that a newer program noted ({kind})").format(kind=kind)
    if line.unread is Unread.DAMAGED:
        return _("This cannot be read: it is damaged")
    if line.unread is Unread.ERASED:
        return _("{words} (erased)").format(words=_without_content(kind))
    if kind in SAID:
        return SAID[kind](line.body)
    return _filled(line, people)


def _filled(line: LedgerLine, people: Mapping[str, str]) -> str:
    kind, body = line.header.kind, line.body
    words = _words()[kind]
    values = {"code": line.code, **(vars(body) if body is not None else {})}
    if "{code}" in words and not values["code"]:
        return _without_content(kind)  # the record is not known here any more
    if isinstance(body, facts.MemberRemoved):
        values["member"] = people.get(body.member, body.member)
    if isinstance(body, facts.CopyGiven):
        values["how"] = _given_words(body.how)
    return words.format(**values)


def _words() -> Mapping[str, str]:
    """For each kind that is told the same way every time; what is in braces comes from its content."""
    return {
        "vault_created": _("Made the vault"),
        "clinic_described": _("Described the clinic"),
        "pack_adopted": _("Adopted the rules {pack} {version}"),
        "wording_adopted": _("Adopted the words in “{language}”, {version}"),
        "uses_preset": _("Chose the usual uses"),
        "outlet_registered": _("Registered the outlet {outlet.name}"),
        "times_set": _("Set the screen to cover after {cover_minutes} minutes, to lock after {lock_minutes}"),
        "member_removed": _("Ended the access of {member}: {reason}"),
        "recovery_renewed": _("Made a new recovery code"),
        "vault_rekeyed": _("Put the vault under another key"),
        "emergency_access": _("Took access in an emergency: {reason}"),
        "logged_in": _("Signed in"),
        "backed_up": _("Backed up to the folder {backup.where}"),
        "restored": _("Brought the vault back from the backup {backup}"),
        "gap_reviewed": _("Reviewed the time since a backup: {reason}"),
        "ledger_opened": _("Read in the ledger"),
        "erasure_declined": _("Declined an erasure"),
        "content_erased": _("Erased content for good"),
        "patient_registered": _("Entered the patient"),
        "patient_corrected": _("Corrected the patient's particulars"),
        "patient_opened": _("Opened the patient's file"),
        "consent_signed": _("Sealed record {code}"),
        "record_moved": _("Record {code} was replaced by record {later_code}, of another patient"),
        "record_opened": _("Opened record {code}"),
        "copy_sealed": _("Made the copy of record {code}"),
        "session_held": _("Held a session: the adult who was here may not decide"),
        "session_discarded": _("Discarded a session"),
        "copy_given": _("Copy of record {code}: {how}"),
        "placement_noted": _("Noted where a picture is"),
        "placement_ended": _("Noted that a picture is no longer there"),
        "consent_withdrawn": _("Noted a withdrawal"),
        "use_suspended": _("Held uses back, at a family's request"),
        "suspension_lifted": _("Lifted what was held back"),
        "removal_opened": _("Opened a take-down, due on {removal.due}"),
        "removal_reported": _("Reported on a take-down"),
        "overview_exported": _("Let the overview out"),
        "list_saved": _("Saved a list"),
        "list_forgotten": _("Forgot a saved list"),
        "reidentification_checked": _("Looked for what identifies the patient"),
        "posting_agreed": _("Agreed, as the second person, that a picture leaves"),
        "posting_declined": _("Did not agree, as the second person, that a picture leaves"),
        "incident_opened": _("Told of an incident"),
        "incident_step_noted": _("Noted a step of an incident"),
        "factor_assessed": _("Assessed a factor of an incident"),
        "risk_concluded": _("Concluded on the risk of an incident"),
        "people_counted": _("Noted how many people an incident concerns"),
        "evidence_kept": _("Kept evidence of an incident"),
        "incident_task_set": _("Set a task of an incident"),
        "permission_read": _("Read what an incident's pictures were permitted for"),
        "letter_approved": _("Approved a letter about an incident"),
        "incident_closed": _("Closed an incident"),
    }


def _without_content(kind: str) -> str:
    """What the kind alone tells; of the desk itself nothing is ever erased."""
    words = {
        "image_added": _("Added a picture"),
        "image_opened": _("Opened a picture"),
        "consent_signed": _("Sealed a record"),
        "record_moved": _("A record was replaced by one of another patient"),
        "record_opened": _("Opened a record"),
        "copy_sealed": _("Made a copy"),
        "copy_given": _("Gave a copy, or noted that none is wanted"),
        "copy_checked": _("Checked a copy"),
        "image_released": _("Released a picture"),
        "removal_opened": _("Opened a take-down"),
        "document_sealed": _("Made a paper"),
        "document_given": _("Gave a paper"),
    }.get(kind) or _words().get(kind, "{}")
    return words if "{" not in words else _("Something")


def _given_words(how: str) -> str:
    return {
        "printed": _("printed"),
        "saved": _("saved as PDF"),
        "declined": _("the patient wants none"),
    }.get(how, how)


def outcome_words(outcome: str) -> str:
    """What a copy turned out to be, inside a sentence."""
    return {
        "genuine": _("genuine"),
        "corrected": _("genuine, corrected since"),
        "outlived": _("genuine, in part replaced since"),
        "hash_differs": _("its chain hash differs"),
        "erased": _("of an erased record"),
        "not_ours": _("not of this vault"),
    }.get(outcome, outcome)


def _member_added(body: facts.MemberAdded) -> str:
    member = body.member
    return _("Let {name} in: {roles}").format(name=member.name, roles=roles_in_words(member.roles))


def _member_changed(body: facts.MemberChanged) -> str:
    words = {
        "particulars": _("Changed the particulars of {name}"),
        "roles": _("Changed the roles of {name} to: {roles}"),
        "secrets": _("Gave {name} a new passphrase, code and key"),
    }.get(body.why, _("Changed what is known of {name}"))
    return words.format(name=body.member.name, roles=roles_in_words(body.member.roles))


def _logged_out(body: facts.LoggedOut) -> str:
    return {
        "quiet": _("Locked after quiet minutes"),
        "code": _("Locked after three wrong codes"),
        "changed": _("Gave the desk over to somebody else"),
        "system": _("Locked with the workstation"),
    }.get(body.how, _("Signed out"))


def _checked(body: facts.VaultChecked) -> str:
    count = len(body.findings)
    if not count:
        return _("Checked the vault: nothing was found that does not fit")
    words = ngettext("Checked the vault: {count} finding", "Checked the vault: {count} findings", count)
    return words.format(count=count)


def _brought_back(body: facts.FilesBroughtBack) -> str:
    count = len(body.files)
    words = ngettext("Brought {count} file back", "Brought {count} files back", count)
    return words.format(count=count)


def _exported(body: facts.LedgerExported) -> str:
    words = ngettext("Saved {count} line as a table", "Saved {count} lines as a table", body.lines)
    return words.format(count=body.lines)


def _image_added(body: facts.ImageAdded) -> str:
    words = _("Added picture {image}") if body.kept else _("Noted picture {image} without keeping it")
    return words.format(image=body.source_sha256[:SHORT])


def _image_opened(body: facts.ImageOpened) -> str:
    return _("Opened picture {image}").format(image=body.source_sha256[:SHORT])


def _checked_copy(body: facts.CopyChecked) -> str:
    return _("Checked a copy: {outcome}").format(outcome=outcome_words(body.verdict))


def _proposed(body: facts.ErasureProposed) -> str:
    if body.target == "image":
        return _("Proposed to erase picture {image}").format(image=body.subject[:SHORT])
    return _("Proposed to erase what identifies a patient")


def _asked(body: facts.UsesAsked) -> str:
    count = len(body.images) + body.unknown
    words = ngettext(
        "Asked whether {count} picture may be used: {allowed} may",
        "Asked whether {count} pictures may be used: {allowed} may",
        count,
    )
    return words.format(count=count, allowed=body.allowed)


def _released(body: facts.ImageReleased) -> str:
    return _("Released picture {image}").format(image=body.image[:SHORT])


def document_words(document: str) -> str:
    """What a paper is, inside a sentence."""
    return {
        "withdrawal_receipt": _("receipt of a withdrawal"),
        "final_receipt": _("last receipt of a withdrawal"),
        "takedown_letter": _("letter asking to take a picture down"),
        "new_adult_letter": _("letter to a patient come of age"),
        "release_sheet": _("sheet that goes with released pictures"),
        "status_sheet": _("sheet of the answers that count today"),
        "incident_to_person": _("letter to a patient about an incident"),
        "incident_to_authority": _("notice of an incident to the authority"),
        "incident_to_media": _("notice of an incident to the media"),
        "incident_report": _("report of an incident"),
    }.get(document, document)


def _document(body: facts.DocumentSealed) -> str:
    return _("Made a paper: {paper}").format(paper=document_words(body.document))


def _document_given(body: facts.DocumentGiven) -> str:
    words = _("Gave a paper: {paper}, {how}")
    return words.format(paper=document_words(body.document), how=_given_words(body.how))


SAID: Mapping[str, Callable[[Any], str]] = {
    "member_added": _member_added,
    "member_changed": _member_changed,
    "logged_out": _logged_out,
    "vault_checked": _checked,
    "files_brought_back": _brought_back,
    "ledger_exported": _exported,
    "image_added": _image_added,
    "image_opened": _image_opened,
    "copy_checked": _checked_copy,
    "erasure_proposed": _proposed,
    "uses_asked": _asked,
    "image_released": _released,
    "document_sealed": _document,
    "document_given": _document_given,
}
