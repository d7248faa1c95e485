"""Every way out: what can leave the vault, where to, who may let it, and which fact tells of it.

Whatever writes outside the vault, prints, or speaks to another program is one of these; a test looks for it
in every module. Nothing else that is readable leaves: no temporary file, no thumbnail, nothing copied to the
clipboard that outlives the cover, nothing in titles of windows, print jobs or documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consentdesk.domain.access import Act
from consentdesk.domain.facts import (
    BackedUp,
    ConsentSigned,
    CopyGiven,
    DocumentGiven,
    ImageReleased,
    LedgerExported,
    OverviewExported,
)


class Holds(StrEnum):
    """What somebody can read who finds it."""

    CONTENT = "readable"
    SEALED = "encrypted"
    NOTHING = "about nobody"


@dataclass(frozen=True)
class Exit:
    """`act` is None where no role is asked for; `noted` is the kind of the fact that tells of it, "" where it
    holds nothing that needs one; `made_in` are the modules it leaves from."""

    name: str
    what: str
    where_to: str
    holds: Holds
    act: Act | None
    noted: str
    made_in: tuple[str, ...]


_PRINTERS, _SAVE = "consentdesk.system.printers", "consentdesk.system.save"
_COPY, _FORM = "consentdesk.workflows.give_copy", "consentdesk.ui.session.sign.paper.printout"
_PAPER, _RELEASE = "consentdesk.workflows.give_paper", "consentdesk.workflows.release"
_OVERVIEW = "consentdesk.workflows.overview"

EXITS: tuple[Exit, ...] = (
    Exit(
        "copy_printed",
        "the patient's copy, as PDF",
        "the printer's queue, through a pipe",
        Holds.CONTENT,
        Act.GIVE_COPY,
        CopyGiven.KIND,
        (_COPY, _PRINTERS),
    ),
    Exit(
        "copy_saved",
        "the patient's copy, as PDF",
        "the file that the user named",
        Holds.CONTENT,
        Act.GIVE_COPY,
        CopyGiven.KIND,
        (_COPY, _SAVE),
    ),
    Exit(
        "paper_printed",
        "a receipt, a letter, a sheet or a report, as PDF",
        "the printer's queue, through a pipe",
        Holds.CONTENT,
        Act.GIVE_COPY,
        DocumentGiven.KIND,
        (_PAPER, _PRINTERS),
    ),
    Exit(
        "paper_saved",
        "a receipt, a letter, a sheet or a report, as PDF",
        "the file that the user named",
        Holds.CONTENT,
        Act.GIVE_COPY,
        DocumentGiven.KIND,
        (_PAPER, _SAVE),
    ),
    Exit(
        "image_released",
        "an image for a use, as a file of pixels alone; through the gate",
        "the folder that the user named",
        Holds.CONTENT,
        Act.RELEASE,
        ImageReleased.KIND,
        (_RELEASE, _SAVE),
    ),
    Exit(
        "released_for_what",
        "what a released image may be used for, where and until when, for other programs to read",
        "beside the released image",
        Holds.CONTENT,
        Act.RELEASE,
        ImageReleased.KIND,
        (_RELEASE, _SAVE),
    ),
    Exit(
        "form_printed",
        "a session's form to be signed in ink, as PDF",
        "the printer's queue, through a pipe",
        Holds.CONTENT,
        Act.TAKE_CONSENT,
        ConsentSigned.KIND,
        (_FORM, _PRINTERS),
    ),
    Exit(
        "form_saved",
        "a session's form to be signed in ink, as PDF",
        "the file that the user named",
        Holds.CONTENT,
        Act.TAKE_CONSENT,
        ConsentSigned.KIND,
        (_FORM, _SAVE),
    ),
    Exit(
        "ledger_table",
        "lines of the ledger, as CSV; patients' names only for whoever may look at them",
        "the file that the user named",
        Holds.CONTENT,
        Act.EXPORT_LEDGER,
        LedgerExported.KIND,
        ("consentdesk.workflows.export_ledger", _SAVE),
    ),
    Exit(
        "overview_table",
        "numbers of the clinic's work, as CSV: small counts of an age and a use are not told",
        "the file that the user named",
        Holds.NOTHING,
        Act.SEE_OVERVIEW,
        OverviewExported.KIND,
        (_OVERVIEW, _SAVE),
    ),
    Exit(
        "overview_report",
        "the same numbers and what is drawn of them, as PDF",
        "the file that the user named",
        Holds.NOTHING,
        Act.SEE_OVERVIEW,
        OverviewExported.KIND,
        (_OVERVIEW, _SAVE),
    ),
    Exit(
        "backup",
        "everything",
        "the folder that the user named",
        Holds.SEALED,
        Act.BACK_UP,
        BackedUp.KIND,
        ("consentdesk.storage.backups", "consentdesk.storage.connection", "consentdesk.storage.files"),
    ),
    Exit(
        "beside_the_vault",
        "the initials of those who can sign in, how hard a passphrase is to try, wrong tries counted",
        "the vault's own folder",
        Holds.NOTHING,
        None,
        "",
        ("consentdesk.storage.files", "consentdesk.system.single_instance"),
    ),
    Exit(
        "notes",
        "that a vault lies here, where backups went, which language staff chose",
        "the program's own folder",
        Holds.NOTHING,
        None,
        "",
        (
            "consentdesk.system.vault_note",
            "consentdesk.system.backup_note",
            "consentdesk.system.language_note",
        ),
    ),
    Exit(
        "log",
        "constant sentences, ids, codes, types and lines of the program",
        "the program's own folder, four files at most",
        Holds.NOTHING,
        None,
        "",
        ("consentdesk.system.log",),
    ),
    Exit(
        "reader_of_images",
        "a picture or a scan, to be decoded",
        "a process of the program's own without keys, files or network, through a pipe",
        Holds.CONTENT,
        None,
        "",
        ("consentdesk.imaging",),
    ),
    Exit(
        "clipboard",
        "what staff copied out of a field themselves, or the link of a place",
        "the clipboard, until the desk covers itself or locks",
        Holds.CONTENT,
        None,
        "",
        ("consentdesk.ui.clipboard", "consentdesk.ui.removals.task.presenter"),
    ),
    Exit(
        "terminal",
        "what a command was asked for: counts, codes, names of staff, a new recovery code",
        "the terminal of whoever typed the command",
        Holds.CONTENT,
        None,
        "",
        ("consentdesk.__main__", "consentdesk.commands.terminal", "consentdesk.system.log"),
    ),
    Exit(
        "rehearsal",
        "pictures of the window and copies, of invented patients in a vault made for it",
        "the folder that the user named",
        Holds.NOTHING,
        None,
        "",
        ("consentdesk.rehearsal",),
    ),
)
