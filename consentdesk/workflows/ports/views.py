"""What screens read, and what the gate asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from consentdesk.domain.facts import Fact, PackAdopted, TimesSet, WordingAdopted
from consentdesk.domain.gate import KnownImage
from consentdesk.domain.lines import (
    BackupLine,
    CopyLine,
    EmergencyLine,
    ImageLine,
    MemberLine,
    PatientLine,
    RecordLine,
    SealedRecord,
)
from consentdesk.domain.listing import ImagePage, ListPlace, SavedList, WantedImages
from consentdesk.domain.moment import Moment
from consentdesk.domain.overview import Overview, Weeks
from consentdesk.domain.pack import Ages, OutletEntry
from consentdesk.domain.people import Clinic, Member, Patient
from consentdesk.domain.permission import Past
from consentdesk.domain.placement import PlacementLine, PlacesBefore, WantedPlaces
from consentdesk.domain.withdrawal import Ending


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

    def gap_since(self) -> Moment | None:
        """When it was restored, as long as nobody reviewed it; also where the clock was set back since."""
        ...


class Asked(Protocol):
    """What the gate asks of the views."""

    def known_images(self, sources: Sequence[str]) -> dict[str, KnownImage]:
        """All that the uses of these images (source hashes) depend on; what is not known here is left out."""
        ...

    def looks(self) -> tuple[tuple[str, str], ...]:
        """Every image that has a look, by its source hash, with it."""
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
