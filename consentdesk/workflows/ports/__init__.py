"""What the workflows need from outside, as Protocols that adapter rooms fill and `bootstrap` joins.

ledger      facts, drafts and bytes; `views`, `afterwards` and `checks` what is asked about them
vault       one that is unlocked, and the door to it; `keys` who can open it
incidents   what went wrong
long_work   what runs beside the work: backups, checks, mending, an export
machine     clock, chance, printers, files; `pictures` and `papers` what is read and made
"""

from consentdesk.workflows.ports.afterwards import Documents, Dues, Removals, Withdrawals
from consentdesk.workflows.ports.checks import Checks
from consentdesk.workflows.ports.incidents import Incidents
from consentdesk.workflows.ports.keys import KeyKeeping, NewRecoveryCode, Secrets
from consentdesk.workflows.ports.ledger import Blobs, Drafts, Erasing, Ledger, LedgerBook
from consentdesk.workflows.ports.long_work import Checking, Mending, Progress, Reading, Taking
from consentdesk.workflows.ports.machine import Clock, Ids, Printer, Printers, Saver
from consentdesk.workflows.ports.papers import CopyWriter, FormWriter, PaperWriter
from consentdesk.workflows.ports.pictures import Decoder, Renderer
from consentdesk.workflows.ports.vault import FirstMember, NewVault, Vault, VaultDoor
from consentdesk.workflows.ports.views import Asked, Lists, Views

__all__ = [
    "Asked",
    "Blobs",
    "Checking",
    "Checks",
    "Clock",
    "CopyWriter",
    "Decoder",
    "Documents",
    "Drafts",
    "Dues",
    "Erasing",
    "FirstMember",
    "FormWriter",
    "Ids",
    "Incidents",
    "KeyKeeping",
    "Ledger",
    "LedgerBook",
    "Lists",
    "Mending",
    "NewRecoveryCode",
    "NewVault",
    "PaperWriter",
    "Printer",
    "Printers",
    "Progress",
    "Reading",
    "Removals",
    "Renderer",
    "Saver",
    "Secrets",
    "Taking",
    "Vault",
    "VaultDoor",
    "Views",
    "Withdrawals",
]
