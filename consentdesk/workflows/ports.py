"""What the workflows need from outside, as Protocols that adapter rooms fill and `bootstrap` joins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol, TypeAlias

from consentdesk.domain.access import Role
from consentdesk.domain.damage import Hit
from consentdesk.domain.draft import Draft
from consentdesk.domain.dues import AnswersEnd, ComesOfAge, EndingWaits, Frozen, PlaceDue, Wait
from consentdesk.domain.erasure import Erasure
from consentdesk.domain.facts import Body, Fact, PackAdopted, TimesSet, WordingAdopted
from consentdesk.domain.found_pictures import FoundPicture
from consentdesk.domain.gate import KnownImage
from consentdesk.domain.image import DecodedImage
from consentdesk.domain.ledger_lines import LedgerLine, Place, Wanted
from consentdesk.domain.lines import (
    BackupLine,
    CheckReport,
    CopyLine,
    DraftLine,
    EmergencyLine,
    Finding,
    FoundBackup,
    ImageLine,
    MemberLine,
    PatientLine,
    RecordLine,
    SealedRecord,
)
from consentdesk.domain.listing import ImagePage, ListPlace, SavedList, WantedImages
from consentdesk.domain.moment import Moment
from consentdesk.domain.new_adult_letter import NewAdultLetter
from consentdesk.domain.overview import Overview, Weeks
from consentdesk.domain.pack import Ages, OutletEntry
from consentdesk.domain.people import Clinic, Member, Patient
from consentdesk.domain.permission import Past
from consentdesk.domain.placement import PlacementLine, PlacesBefore, RemovalLine, WantedPlaces
from consentdesk.domain.receipt import Receipt, StatusSheet
from consentdesk.domain.release import Form, ReleaseSheet, Rendition
from consentdesk.domain.report import Report
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.session import Rules
from consentdesk.domain.take_down import LetterLine, RemovalCounts, RemovalPlace, Which
from consentdesk.domain.takedown_letter import TakedownLetter
from consentdesk.domain.withdrawal import Ending, Scope, Withdrawal

Progress: TypeAlias = Callable[[int, int], None]


class Clock(Protocol):
    def now(self) -> Moment: ...
    def awake_s(self) -> float:
        """Seconds that this machine has been awake, from any start; nobody sets it, and it stops in sleep."""
        ...


class Ids(Protocol):
    def new_id(self) -> str:
        """A new UUIDv7."""
        ...

    def random_bits(self, bits: int) -> int: ...


class Ledger(Protocol):
    """Appending facts. Everything inside one `transaction()` becomes durable together or not at all; one
    inside another joins it."""

    def transaction(self) -> AbstractContextManager[None]: ...

    def append(self, body: Body, at: Moment, patient: str | None = None) -> Fact:
        """Append a fact, signed by whoever unlocked the vault; views are updated in the same transaction.
        Opens a transaction of its own when none is open."""
        ...


class Drafts(Protocol):
    def save_draft(self, draft: Draft, at: Moment) -> None: ...
    def draft(self, id: str) -> Draft:
        """Raises Refusal `draft_unknown`."""
        ...

    def drafts(self) -> tuple[DraftLine, ...]: ...
    def remove_draft(self, id: str) -> None:
        """Remove it and make it unreadable."""
        ...


class Blobs(Protocol):
    """Bytes addressed by their SHA-256, each sealed under a key of its own; checked on every read."""

    def put_blob(self, data: bytes, key: str) -> str:
        """Store bytes under a key id ("image:<source hash>", "patient:<id>"); returns their SHA-256 (hex).
        Storing the same again changes nothing."""
        ...

    def blob(self, sha256: str) -> bytes:
        """Raises Refusal `blob_unknown` (erased or never there) or `blob_damaged`."""
        ...

    def destroy_key(self, key: str) -> None:
        """Make everything under a key unreadable for good, and remove its blobs."""
        ...


class Views(Protocol):
    def clinic(self) -> Clinic: ...
    def adopted_pack(self, at: Moment | None = None) -> PackAdopted:
        """The rule pack that counts now, or counted at a moment, word for word; the first one for any moment
        before it. Raises Refusal `pack_not_adopted`."""
        ...

    def adopted_wording(self, language: str, at: Moment | None = None) -> WordingAdopted | None:
        """The clinic's own words in a language that count now, or counted at a moment; None where it had
        none then."""
        ...

    def adoptions(self) -> tuple[Fact, ...]:
        """Every version of the clinic, its pack and its wordings, newest first."""
        ...

    def members(self) -> tuple[Member, ...]:
        """Everyone who works here, in the order in which they came."""
        ...

    def everyone(self) -> tuple[MemberLine, ...]:
        """Everyone in whose name there are facts, those who left and the recovery code too."""
        ...

    def last_seen(self, member: str) -> Moment | None:
        """When somebody came to the desk last; None where they never did."""
        ...

    def in_emergency(self, member: str, first: Moment, last: Moment) -> bool:
        """Whether somebody took access in an emergency at these moments or between them."""
        ...

    def emergencies(self, since: Moment) -> tuple[EmergencyLine, ...]:
        """Who took access in an emergency at that moment or later, newest first."""
        ...

    def last_read_ledger(self, member: str) -> Moment | None:
        """When somebody read in the ledger last; None where they never did."""
        ...

    def times(self) -> TimesSet | None:
        """After how long the desk covers and locks itself, where somebody said so."""
        ...

    def last_check(self) -> Fact | None:
        """The last `VaultChecked`."""
        ...

    def preset_uses(self) -> tuple[str, ...]: ...
    def registered_outlets(self, at: Moment | None = None) -> tuple[OutletEntry, ...]:
        """The outlets that the clinic entered or changed, as they are now or were at a moment, in the order
        in which they came."""
        ...

    def find_patients(self, text: str, limit: int = 50) -> tuple[PatientLine, ...]:
        """Patients whose name words or record number begin with what was typed, newest first."""
        ...

    def patient(self, id: str) -> Patient:
        """Raises Refusal `patient_unknown`."""
        ...

    def patient_with_number(self, record_number: str) -> Patient | None: ...
    def records_of(self, patient: str) -> tuple[RecordLine, ...]: ...
    def recent_records(self, since: Moment, limit: int = 50) -> tuple[RecordLine, ...]: ...
    def copies_not_given(self, limit: int = 50, before: RecordLine | None = None) -> tuple[RecordLine, ...]:
        """Records whose copy was neither given nor declined, newest first; those older than `before`."""
        ...

    def record(self, id: str) -> SealedRecord:
        """Raises Refusal `record_unknown`."""
        ...

    def record_line(self, id: str) -> RecordLine:
        """Raises Refusal `record_unknown`."""
        ...

    def record_with_code(self, code: str) -> RecordLine | None: ...
    def copies_of(self, record: str) -> tuple[CopyLine, ...]: ...
    def image(self, source_sha256: str) -> ImageLine | None: ...
    def image_with_pixels(self, pixels_sha256: str) -> ImageLine | None: ...
    def images_of(self, patient: str) -> tuple[ImageLine, ...]: ...
    def decisions_on(self, source_sha256: str) -> tuple[Past, ...]: ...
    def endings_on(self, source_sha256: str) -> tuple[Ending, ...]:
        """Every withdrawal and suspension that reaches an image, oldest first, use by use."""
        ...

    def image_with_file(self, sha256: str) -> ImageLine | None:
        """The image that a file is by the hash of its bytes: the source, or one that was released (R24)."""
        ...

    def image_with_shown_pixels(self, pixels_sha256: str) -> ImageLine | None:
        """The image with exactly these pixels, upright in sRGB: the source's, or those of a released file."""
        ...

    def images_made_from(self, source_sha256: str) -> tuple[ImageLine, ...]:
        """The crops and masked copies of an image, theirs as well, oldest first (R28)."""
        ...

    def placement(self, id: str) -> PlacementLine | None: ...
    def placements_of(self, patient: str, live: bool = True) -> tuple[PlacementLine, ...]:
        """Where a patient's images are, or ever were, newest first."""
        ...

    def places(
        self, wanted: WantedPlaces, outlets: Collection[str], before: PlacesBefore | None, limit: int
    ) -> tuple[PlacementLine, ...]:
        """The places that were noted last of those wanted, newest first, or those noted before. `outlets` are
        all names of the one that is wanted, folded; none where none is."""
        ...

    def first_week(self) -> date | None:
        """The week of the first consent that is counted."""
        ...

    def overview(self, weeks: Weeks, now: Moment) -> Overview:
        """Everything that the overview tells of these weeks; the open tasks are those of `now`."""
        ...

    def last_backup(self) -> BackupLine | None: ...
    def restored_with_gap(self, at: Moment) -> bool:
        """Whether at a moment the vault had been restored from a backup, and nobody had reviewed what may be
        missing."""
        ...


class Asked(Protocol):
    """What the gate asks of the views."""

    def known_images(self, sources: Sequence[str]) -> dict[str, KnownImage]:
        """All that the uses of these images (source hashes) depend on; what is not known here is left out."""
        ...

    def looks(self) -> tuple[tuple[str, str], ...]:
        """Every image that has a look, by its source hash, with it."""
        ...


class Withdrawals(Protocol):
    """What was withdrawn or suspended, by whom, and what became of it (R29)."""

    def withdrawal(self, ending: str) -> Withdrawal:
        """A withdrawal or a suspension. Raises Refusal `withdrawal_unknown`."""
        ...

    def withdrawals_of(self, patient: str) -> tuple[Withdrawal, ...]:
        """Every withdrawal and suspension about a patient, newest first."""
        ...


class Documents(Protocol):
    """Receipts, letters and sheets, each by its kind and by what it is about."""

    def papers_of(self, document: str, about: str) -> tuple[CopyLine, ...]:
        """The sealed papers of a kind about something, oldest first; not those that were erased."""
        ...

    def paper_given(self, document: str, about: str) -> str:
        """What became of a paper last: "printed", "saved", "declined", or "" while it was not given."""
        ...


class Removals(Protocol):
    """The tasks of taking images down. Lists have reports in short, without notes and proofs."""

    def removals(
        self, which: Which, owner: str, after: RemovalPlace | None = None, limit: int = 50
    ) -> tuple[RemovalLine, ...]:
        """A page of tasks: open ones by their due day, closed ones the newest first. `owner` counts for
        `Which.MINE` alone."""
        ...

    def removal_place(self, removal: str) -> RemovalPlace:
        """Where a task stands in its list. Raises Refusal `removal_unknown`."""
        ...

    def removal(self, id: str) -> RemovalLine:
        """A task with every report, word for word. Raises Refusal `removal_unknown`."""
        ...

    def removals_of(self, ending: str) -> tuple[RemovalLine, ...]:
        """Every task that a withdrawal or a suspension asked for, in the order of their opening."""
        ...

    def removals_at(self, placement: str) -> tuple[RemovalLine, ...]:
        """Every task that one place ever had, oldest first."""
        ...

    def removals_beside(self, removal: RemovalLine) -> tuple[RemovalLine, ...]:
        """The other open tasks at the place of one, for other images of the same patient."""
        ...

    def removal_counts(self, owner: str, day: date) -> RemovalCounts:
        """Of the open tasks: how many, how many whose day has passed, how many of one owner."""
        ...

    def letters_of(self, removal: str) -> tuple[LetterLine, ...]:
        """The letters that were written for a task, oldest first."""
        ...

    def released_to(self, placement: PlacementLine) -> str:
        """The hash of the file that was released to a place; "" where none was."""
        ...

    def placements_reached(self, patient: str, scope: Scope) -> tuple[PlacementLine, ...]:
        """The live places that a patient's withdrawal of this reaches, whoever they were noted for."""
        ...


class Dues(Protocol):
    """What falls due, a page of each from behind a line on."""

    def answers_end(
        self, first: date, last: date, after: AnswersEnd | None = None, limit: int = 50
    ) -> tuple[AnswersEnd, ...]:
        """Records with yes's whose last day lies between these, by that day: none of patients who died, nor
        of images that were erased."""
        ...

    def came_of_age(
        self, ages: Ages, day: date, after: ComesOfAge | None = None, limit: int = 50
    ) -> tuple[ComesOfAge, ...]:
        """Patients who have come of age by a day, and have not decided yet what others agreed to before: the
        latest birthday first. Nobody who died (R14)."""
        ...

    def coming_of_age(
        self, ages: Ages, first: date, last: date, after: ComesOfAge | None = None, limit: int = 50
    ) -> tuple[ComesOfAge, ...]:
        """Those who come of age between two days, by their birthdays."""
        ...

    def agreed_by_others(self, ages: Ages, patient: str) -> tuple[Frozen, ...]:
        """The yes's outside the record that others gave for a patient and that a birthday freezes, or has
        frozen: those that nobody withdrew or answered anew, of images that are still there."""
        ...

    def endings_waiting(
        self, wait: Wait, after: EndingWaits | None = None, limit: int = 50
    ) -> tuple[EndingWaits, ...]:
        """Withdrawals and suspensions that wait for this, the oldest first."""
        ...

    def places_due(self, day: date, after: PlaceDue | None = None, limit: int = 50) -> tuple[PlaceDue, ...]:
        """Live places whose last day or day of review has come, the longest due first; none that somebody is
        to take down anyway."""
        ...


class Lists(Protocol):
    def list_images(
        self,
        wanted: WantedImages,
        ages: Ages,
        day: date,
        before: ListPlace | None = None,
        limit: int = ...,
    ) -> ImagePage:
        """The images that are wanted, as they stand on a day by the pack's ages, behind a place."""
        ...

    def photographers(self) -> frozenset[str]:
        """Who took images in, by their ids."""
        ...

    def saved_lists(self) -> tuple[SavedList, ...]:
        """Those that nobody has forgotten, by name."""
        ...

    def patients_born(self, day: date, limit: int = ...) -> tuple[PatientLine, ...]:
        """Patients who were born on a day, newest first."""
        ...


class Reading(Protocol):
    """Lines of the ledger, all that were wanted, read on any thread while the vault is worked with."""

    def lines(self, progress: Progress) -> Iterator[LedgerLine]:
        """Each line, newest first; `progress` hears of lines done and in all. Raises Refusal
        `export_stopped`."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `export_stopped`."""
        ...


class LedgerBook(Protocol):
    """The ledger to be read, newest first by the time as written. `names` puts patients' names in."""

    def ledger_page(
        self, wanted: Wanted, before: Place | None = None, limit: int = ..., names: bool = False
    ) -> tuple[LedgerLine, ...]:
        """The newest lines of those wanted, or those older than `before`."""
        ...

    def ledger_line(self, hash: str) -> LedgerLine | None:
        """The line of the fact with this chain hash (hex)."""
        ...

    def has_facts_of(self, patient: str) -> bool:
        """Whether the ledger says anything of a patient with this id, erased or not."""
        ...

    def reading_ledger(self, wanted: Wanted, names: bool = False) -> Reading: ...


class Erasing(Protocol):
    """Making content unreadable for good, and who asked for it (R40)."""

    def erasures(self) -> tuple[Erasure, ...]:
        """Every proposal, those that wait first, then the one that ended last."""
        ...

    def erasures_waiting(self) -> int:
        """How many proposals wait for an answer."""
        ...

    def erasure(self, id: str) -> Erasure:
        """Raises Refusal `erasure_unknown`."""
        ...

    def newcomers(self, at: Moment) -> tuple[str, ...]:
        """Who cannot be the second person for what is proposed at a moment: whoever was let in by somebody
        else, or got other secrets, less than the delay of a solo practice before."""
        ...

    def erasing(self) -> AbstractContextManager[None]:
        """A transaction that erases, all or nothing, and wipes its traces once it is durable. Not inside
        another one."""
        ...

    def erase_image(self, source_sha256: str, at: Moment) -> tuple[str, ...]:
        """Destroy an image's bytes, view and thumbnail, and the sealed copies that show it; hashes and
        records stay. Returns the ids of the destroyed keys (hex); none where it was erased already."""
        ...

    def erase_patient(self, patient: str, at: Moment) -> tuple[str, ...]:
        """Destroy all that facts, images, copies and signed pages tell of a patient, but images that a later
        record says are somebody else's. Returns the ids of the destroyed keys (hex)."""
        ...


class Taking(Protocol):
    """A backup that is taken on any thread, while the vault is worked with on its own."""

    def run(self, progress: Progress = ...) -> BackupLine:
        """Take it and read it back; `progress` hears of stored files done and in all. Earlier backups stay as
        good as they were, whatever happens. Raises Refusal `backup_folder_missing`, `backup_inside_vault`,
        `backup_not_readable`, `disk_full`, `folder_read_only`, `disk_failing`, `backup_stopped`."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `backup_stopped`."""
        ...


class Checking(Protocol):
    """A check of everything, made on any thread, while the vault is worked with on its own."""

    def run(self, progress: Progress = ...) -> CheckReport:
        """Read everything; `progress` hears of facts and files done and in all. Raises Refusal
        `check_stopped`, and `vault_busy` while nobody else may read."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `check_stopped`."""
        ...


class Mending(Protocol):
    """Bringing damaged files back from backups, on the thread that owns the vault: what is asked of the vault
    meanwhile waits."""

    def found(self) -> tuple[str, ...]:
        """Which of the files the backups have whole. Raises Refusal `backup_not_found`."""
        ...

    def run(self, progress: Progress = ...) -> tuple[str, ...]:
        """Bring them back, fold the views anew and note it (`FilesBroughtBack`), all or nothing; returns the
        files that came back. `progress` hears of stored files done and in all. Raises Refusal
        `backup_not_found`, `ledger_needs_restore`, `mending_stopped`, `vault_busy`, `disk_full`,
        `folder_read_only`, `disk_failing`."""
        ...

    def stop(self) -> None:
        """Have it refuse soon, with `mending_stopped`; the vault stays as it was. From any thread."""
        ...


@dataclass(frozen=True)
class Secrets:
    """What one person alone knows: the passphrase opens the vault, the code attests while it is open."""

    passphrase: str = field(repr=False)
    code: str = field(repr=False)


class NewRecoveryCode(Protocol):
    """A recovery code that counts only once it was typed back; until then the one before does."""

    @property
    def code(self) -> str: ...
    def finish(self, typed: str) -> None:
        """From now on this one opens the vault, and the one before does not. Raises Refusal
        `recovery_code_wrong`; it can be tried again."""
        ...


class KeyKeeping(Protocol):
    """Who can open the vault. Each act is durable when it returns, in the ledger and in the slots; broken off
    anywhere, the vault opens as before or as after."""

    def initials(self) -> dict[str, str]:
        """By which letters each person signs in, by member id. They lie readable beside the vault."""
        ...

    def admit(
        self, name: str, role: str, roles: tuple[Role, ...], initials: str, secrets: Secrets, at: Moment
    ) -> Member:
        """Let somebody in, with a slot, a signing key and a code of their own (`MemberAdded`). Raises Refusal
        `passphrase_weak`, `code_too_short`, `initials_taken`."""
        ...

    def renew_secrets(self, member: str, secrets: Secrets, at: Moment) -> Member:
        """Give somebody who forgot theirs new secrets and a new signing key (`MemberChanged`): the old ones
        open and sign nothing any more. Raises Refusal `passphrase_weak`, `code_too_short`, `member_unknown`,
        `member_is_self` for whoever is here and knows theirs, `recovery_code_old` where a recovery code from
        before codes had a name of their own is in theirs."""
        ...

    def change_own_secrets(self, passphrase: str, secrets: Secrets) -> None:
        """Other secrets for whoever unlocked it; the signing key stays. Raises Refusal `passphrase_wrong`,
        `wait_after_wrong_passphrases`, `passphrase_weak`, `code_too_short`, `no_code_here` for whoever came
        in by the recovery code."""
        ...

    def dismiss(self, member: str, reason: str, at: Moment) -> None:
        """Somebody leaves (`MemberRemoved`): their slot is gone, their key signs nothing any more. `rekey`
        follows. Raises Refusal `member_unknown`, `member_is_self`, `last_administrator`,
        `recovery_code_old`."""
        ...

    def rekey(self, at: Moment) -> None:
        """Put the database under another key (`VaultRekeyed`), so that what somebody kept of the old one
        opens it no more; it takes a few times as long as copying it. Everybody's passphrase and the recovery
        code open it as before. Raises Refusal `disk_full` before anything changes, where there is no room for
        a second copy, `vault_busy` while a backup or a check runs, and `recovery_code_old` or
        `passphrase_old` where somebody's way in is from before there were keys of their own."""
        ...

    def rekey_is_due(self) -> bool:
        """Whether somebody left and the key has not changed since."""
        ...

    def new_recovery_code(self) -> NewRecoveryCode:
        """Another recovery code, to be written down and typed back (`RecoveryRenewed`)."""
        ...

    def hand_over(self, passphrase: str, who: str = "") -> Vault:
        """The same open vault in somebody else's name: fast, as nothing is opened anew. This one is used no
        more. Raises Refusal `passphrase_wrong` (details left), `wait_after_wrong_passphrases`,
        `recovery_code_elsewhere` (a recovery code works at the lock window alone)."""
        ...


class Vault(
    Ledger,
    Drafts,
    Blobs,
    Views,
    Asked,
    Removals,
    Withdrawals,
    Documents,
    Dues,
    Lists,
    LedgerBook,
    Erasing,
    KeyKeeping,
    Protocol,
):
    """An unlocked vault. Used from one thread. `rehearsal` vaults are never a clinic's."""

    @property
    def id(self) -> str: ...
    @property
    def rehearsal(self) -> bool: ...
    @property
    def me(self) -> Member:
        """Whoever unlocked it."""
        ...

    def attest(self, code: str, message: bytes) -> str:
        """Check the member's short code and sign a message with their key; returns the signature in hex.
        Raises Refusal `code_wrong` (details left), `locked_by_codes` after the third wrong one, and
        `no_code_here` for whoever came in by the recovery code."""
        ...

    def check_code(self, code: str) -> None:
        """As `attest`, without signing: lifts the cover."""
        ...

    def backing_up(self, folder: Path) -> Taking:
        """A backup of this vault in a folder, still to be run."""
        ...

    def check(self, anchors: Sequence[str] = ()) -> CheckReport:
        """Check the chain, every signature and every hash; anchors are chain hashes from outside."""
        ...

    def checking(self, anchors: Sequence[str] = ()) -> Checking:
        """The same check, still to be run, on any thread."""
        ...

    def hit_by(self, finding: Finding) -> Hit:
        """What a finding of a check hits, as far as the vault can still tell."""
        ...

    def mending(self, folder: Path, files: Sequence[str]) -> Mending:
        """What brings damaged files (their SHA-256) back from the backups in a folder, still to be run."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class FirstMember:
    """The first person of a new vault. Secrets hide from `repr`."""

    name: str = field(repr=False)
    role: str
    passphrase: str = field(repr=False)
    code: str = field(repr=False)


class NewVault(Protocol):
    """A vault that is made but not yet in its place: it counts only after its recovery code was checked."""

    @property
    def recovery_code(self) -> str: ...
    def finish(self, typed_recovery_code: str) -> Vault:
        """Open the new vault with the typed recovery code as a test, put it in its place, and return it
        unlocked. Raises Refusal `recovery_code_wrong`; it can be tried again."""
        ...

    def abandon(self) -> None: ...


class VaultDoor(Protocol):
    """Where a vault lies: made once, opened with a passphrase, never made anew by opening."""

    @property
    def path(self) -> Path: ...
    def exists(self) -> bool: ...
    def prepare(self, first: FirstMember, facts: Sequence[Body], at: Moment, rehearsal: bool) -> NewVault:
        """Make a vault beside its place. Raises Refusal `vault_exists`, `folder_read_only`, `disk_full`,
        `passphrase_weak`, `code_too_short`."""
        ...

    def people(self) -> tuple[str, ...]:
        """The initials of those who can sign in, in the order in which they came; empty where the slots
        cannot be read."""
        ...

    def unlock(self, passphrase: str, who: str = "") -> Vault:
        """By the passphrase of the person with these initials, of anybody without them, or by the recovery
        code: then `me` has the role `RECOVERY` alone. Raises Refusal `passphrase_wrong` (details left),
        `wait_after_wrong_passphrases` (details seconds), `member_removed`, `vault_missing`, `vault_foreign`,
        `vault_damaged`, `slots_lost` (neither generation can be read), `vault_newer`, `folder_read_only`,
        `disk_full`."""
        ...

    def restore(self, folder: Path, secret: str, progress: Progress) -> CheckReport:
        """Bring a vault back here, where nothing lies, from the backup in a folder, as a new device. Raises
        Refusal `backup_not_found`, `backups_of_several`, `backup_damaged`, `recovery_code_wrong`,
        `vault_exists`, `vault_newer`, `disk_full`, `folder_read_only`; then nothing lies here."""
        ...

    def backups_in(self, folder: Path) -> tuple[FoundBackup, ...]:
        """The backups in a folder, newest first, or the one whose folder it is. Raises Refusal
        `backup_not_found`, `backups_of_several`."""
        ...

    def set_aside(self) -> AbstractContextManager[None]:
        """While the block runs what lies here has another name beside this one, with the day and the time in
        it; it keeps it where the block ends well, and is back in its place where it does not. Nothing is ever
        deleted. Raises Refusal `vault_in_use`, `folder_read_only`, `file_in_use`."""
        ...

    def mend_slots(self, folder: Path) -> None:
        """Put slots that were lost back as the newest backup of this vault in a folder has them. Raises
        Refusal `backup_not_found`, `backups_of_several`, `backup_damaged`, `backup_of_another_vault`."""
        ...


class Decoder(Protocol):
    def look(self, source: bytes) -> DecodedImage: ...
    def pixel_sha256(self, source: bytes) -> str: ...
    def read_pages(self, source: bytes) -> tuple[ScannedPage, ...]:
        """The pages of a scan or a photo of paper: JPEG, PNG, TIFF, HEIC or PDF. Raises Refusal as `look`
        does, and `scan_has_too_many_pages`."""
        ...

    def pictures_in(self, source: bytes) -> tuple[FoundPicture, ...]:
        """The pictures in slides, a document, a table or a PDF, each once, and what else may show one and
        cannot be looked at. Raises Refusal as `look` does, and those that begin with `document_`."""
        ...


class CopyWriter(Protocol):
    def consent_copy(
        self,
        sealed: SealedRecord,
        thumbnails: dict[str, bytes],
        paper: str,
        rehearsal: bool,
        large: bool = False,
    ) -> bytes:
        """The patient's copy as PDF, in `large` print if asked. `thumbnails` are JPEG bytes by source hash,
        only of kept images."""
        ...

    def pictures(self, pdf: bytes, width_px: int) -> tuple[bytes, ...]:
        """Each page as PNG bytes, for the preview."""
        ...

    def missing_characters(self, text: str) -> str:
        """The characters of a text that no bundled font can print."""
        ...


class FormWriter(Protocol):
    def paper_form(
        self,
        rules: Rules,
        draft: Draft,
        explainer: Member,
        thumbnails: dict[str, bytes],
        form_id: str,
        paper: str,
        rehearsal: bool,
        now: Moment,
    ) -> tuple[bytes, int]:
        """The form of a session as it stands, to be signed in ink, as PDF, and how many pages it has.
        `thumbnails` are JPEG bytes by source hash."""
        ...


class PaperWriter(Protocol):
    """Receipts, letters and sheets as PDF, the same bytes for the same content. What each says is a value of
    the domain; `paper` is "A4" or "Letter"."""

    def withdrawal_receipt(
        self, receipt: Receipt, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """The receipt at a withdrawal, or the last one. `thumbnails` are JPEG bytes by source hash."""
        ...

    def status_sheet(
        self, sheet: StatusSheet, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What counts today of a record's answers: it goes with a copy printed again."""
        ...

    def release_sheet(
        self, sheet: ReleaseSheet, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What released files may be used for. `thumbnails` are JPEG bytes by source hash."""
        ...

    def new_adult_letter(
        self, letter: NewAdultLetter, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What was agreed for a patient who is of age now. `thumbnails` are JPEG bytes by source hash."""
        ...

    def takedown_letter(self, letter: TakedownLetter, paper: str, rehearsal: bool) -> bytes:
        """The letter to whoever runs a place where an image may not be any more."""
        ...

    def overview_report(self, report: Report, paper: str, rehearsal: bool) -> bytes:
        """A report in finished words."""
        ...


class Printer(Protocol):
    """`state` is "ready", "stopped" or "unknown"; `reason` is the system's own words."""

    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def is_default(self) -> bool: ...
    @property
    def state(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Printers(Protocol):
    def list_printers(self) -> tuple[Printer, ...]: ...
    def print_pdf(self, printer: str, pdf: bytes, copies: int, paper: str) -> object:
        """Raises Refusal `printer_not_found`, `printer_stopped`, `printer_failed`, `printer_tool_missing`."""
        ...


class Saver(Protocol):
    def save_bytes(self, path: Path, data: bytes) -> None:
        """Write whole or not at all. Raises Refusal `disk_full`, `folder_read_only`, `save_failed`."""
        ...

    def save_parts(self, path: Path, parts: Iterable[bytes]) -> None:
        """As `save_bytes`, part by part; what making a part raises leaves nothing behind."""
        ...

    def save_new(self, folder: Path, name: str, data: bytes) -> Path:
        """As `save_bytes`, under this name or one like it that nothing there has; returns where it is."""
        ...

    def remove(self, path: Path) -> None:
        """Take a file back that was just saved. Raises Refusal as `save_bytes` does."""
        ...


class Renderer(Protocol):
    """Makes the files that are released, on any thread."""

    def rendition(self, source: bytes, form: Form) -> Rendition:
        """A file made of the source's pixels and nothing else. Raises Refusal as a `Decoder` does, and
        `mark_too_long`, `mark_not_drawable`."""
        ...
