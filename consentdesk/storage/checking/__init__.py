"""Checking a whole vault. It changes nothing, and needs nobody's private key.

What it cannot do without an anchor from outside (a chain hash printed on a patient's copy): exclude that
the end was cut off, or that everything was rewritten by someone who holds the keys.

walk      what is known on the way, how far it is, whether it goes on
file      pages, length, slots beside, shape of the database
chain     the ledger fact by fact; the views against a fold of it
authors   whose key signed what
contents  stored files, open sessions, the copy of the slots
whole     all of it; on a thread of its own while the vault is worked with
"""

from consentdesk.storage.checking.walk import Progress as Progress
from consentdesk.storage.checking.walk import unseen as unseen
from consentdesk.storage.checking.whole import Checking as Checking
from consentdesk.storage.checking.whole import check as check
