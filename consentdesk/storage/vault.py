"""An unlocked vault: a ledger, drafts, blobs, views and codes over one encrypted database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from consentdesk.domain.access import Role
from consentdesk.domain.facts import VaultCreated
from consentdesk.domain.lines import CheckReport
from consentdesk.domain.people import Member
from consentdesk.storage.backups.mending import Mending
from consentdesk.storage.backups.taking import Taking
from consentdesk.storage.blobs import Blobs
from consentdesk.storage.checking import Checking, Progress, check, unseen
from consentdesk.storage.codes import Codes
from consentdesk.storage.drafts import Drafts
from consentdesk.storage.erasing import Erasing
from consentdesk.storage.ledger import Ledger
from consentdesk.storage.people import People
from consentdesk.storage.views.asked import Asked
from consentdesk.storage.views.belongings import Belongings
from consentdesk.storage.views.checked import Checks
from consentdesk.storage.views.documents import Documents
from consentdesk.storage.views.dues import Dues
from consentdesk.storage.views.erasures import Erasures
from consentdesk.storage.views.figures import Figures
from consentdesk.storage.views.incident_files import Incidents
from consentdesk.storage.views.ledger_book import LedgerBook
from consentdesk.storage.views.lists import Lists
from consentdesk.storage.views.places import Places
from consentdesk.storage.views.questions import member
from consentdesk.storage.views.rebuilding import rebuild
from consentdesk.storage.views.removals import Removals
from consentdesk.storage.views.staff import Staff
from consentdesk.storage.views.withdrawals import Withdrawals


class OpenVault(
    Ledger,
    Drafts,
    Blobs,
    Removals,
    Incidents,
    Places,
    Figures,
    Asked,
    Checks,
    Dues,
    Withdrawals,
    Documents,
    Lists,
    LedgerBook,
    Staff,
    Erasures,
    Erasing,
    Codes,
    People,
    Belongings,
):
    """Used by one thread at a time. Every method can refuse as `Database` does."""

    def __repr__(self) -> str:
        return f"<vault {self._core.vault}>"

    @property
    def id(self) -> str:
        return self._core.vault

    @property
    def rehearsal(self) -> bool:
        """Whether this vault was made for rehearsal: it is so for ever."""
        created = self._latest("vault")
        assert isinstance(created, VaultCreated)
        return created.rehearsal

    @property
    def me(self) -> Member:
        """Whoever unlocked it, as they are now; by a recovery code, in whosever name, for that alone."""
        me = member(self._db, self._core.member)
        assert me is not None, "nobody unlocks a vault that does not know them"
        return replace(me, roles=(Role.RECOVERY,)) if self._core.by_recovery else me

    def check(self, anchors: Sequence[str] = (), progress: Progress = unseen) -> CheckReport:
        """Check every fact, blob, draft and view. `anchors` are chain hashes from outside (hex)."""
        return check(self._db, anchors, progress)

    def checking(self, anchors: Sequence[str] = ()) -> Checking:
        """The same check, to be run on any thread while the vault is worked with."""
        return Checking(self._db, anchors)

    def mending(self, folder: Path, files: Sequence[str]) -> Mending:
        """What brings damaged files (their SHA-256) back from the backups in a folder."""
        return Mending(self._core, folder, files)

    def backing_up(self, folder: Path) -> Taking:
        """A backup of this vault in a folder, to be run on any thread while it is worked with."""
        return Taking(self.id, self._db, folder, self._core.now())

    def rebuild(self) -> None:
        """Drop the views and fold them anew from the ledger."""
        rebuild(self._db)

    def close(self) -> None:
        self._db.close()
