"""One check of an image, its words and its outlet together, and what was decided of each finding (R26)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from consentdesk.domain.codec import canonical
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.domain.reidentification.identifier import Combination, Identifier, Kind, Saying

LASTS = timedelta(days=30)
"""How long a check counts: the patient grows known, new detectors come, the outlet and its day change."""

CHECKLIST = (
    *(Kind.FACE, Kind.EYES, Kind.TATTOO, Kind.JEWELLERY, Kind.SCAR, Kind.BIRTHMARK, Kind.CLOTHING),
    *(Kind.ROOM, Kind.SCREEN, Kind.LABEL, Kind.PEDIGREE, Kind.FINGERPRINT, Kind.OTHER_MARK),
)
"""What somebody has to look for with their own eyes, each to be answered."""


class Seen(StrEnum):
    YES = "yes"
    NO = "no"
    HIDDEN = "hidden"  # it is there, and covered whole in this image


@dataclass(frozen=True)
class Looked:
    """What somebody answered to a line of the checklist."""

    kind: Kind
    seen: Seen


@dataclass(frozen=True)
class LeftIn:
    """A finding that stays although it points to the patient, and why: by its key."""

    key: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class Check:
    """A check that was finished: everything was looked for, and each finding changed away or left in with a
    reason. `ran` are the detectors that could be asked. `outlet` is as the register calls it, `outlet_id` its
    id there, empty for one that was only named; `particulars` are those of the patient that were looked for
    (`particulars_hash`)."""

    id: str
    image: str
    use: str
    outlet: str
    saying: Saying
    looked: tuple[Looked, ...]
    found: tuple[Identifier, ...]
    together: tuple[Combination, ...]
    left_in: tuple[LeftIn, ...]
    ran: tuple[str, ...]
    outlet_id: str = ""
    particulars: str = ""

    @property
    def words(self) -> str:
        return words_hash(self.saying)


@dataclass(frozen=True)
class Checked:
    """A finished check as the gate needs it. `outlet` and `outlet_id` are as in `Check`; `words` is the hash
    of what was said with the image; `agreed_by` are members (ids) who agreed to it while they worked here,
    `declined_by` those who did not agree. `same_patient` is whether the image shows somebody with the
    particulars that were looked for, as far as is known now: not where they were corrected since, nor where
    the image is another patient's."""

    id: str
    use: str
    outlet: str
    at: Moment
    by: str
    words: str
    agreed_by: tuple[str, ...] = ()
    declined_by: tuple[str, ...] = ()
    outlet_id: str = ""
    same_patient: bool = True


@dataclass(frozen=True)
class SecondWord:
    """What a second person (a member's id) said last to a check; a no has its reason."""

    by: str
    at: Moment
    agrees: bool
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class CheckLine:
    """A finished check as lists tell of it: of which image, for what and where, made by whom (an id)."""

    id: str
    image: str
    patient: str
    patient_name: str = field(repr=False)
    use: str
    outlet: str
    at: Moment
    by: str
    same_patient: bool
    said: tuple[SecondWord, ...] = ()


def words_hash(saying: Saying) -> str:
    """The same for the same caption and title; a released file gets a neutral name in any case."""
    said = Saying(saying.caption.strip(), saying.title.strip(), mark=saying.mark.strip())
    return hashlib.sha256(canonical(said)).hexdigest()


def particulars_hash(patient: Patient) -> str:
    """The same for the same patient, as long as nothing of who they are is corrected."""
    return hashlib.sha256(canonical(patient)).hexdigest()
