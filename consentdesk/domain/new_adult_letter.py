"""What a patient who has come of age is written: what others agreed to for them, and that it is theirs now
(R14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consentdesk.domain.people import Clinic, Patient, Representative
from consentdesk.domain.receipt import NamedPicture


@dataclass(frozen=True)
class AgreedFor:
    """What somebody agreed to for one picture, on one day. `uses` are names in the patient's language, `by`
    those who agreed."""

    picture: NamedPicture
    uses: tuple[str, ...]
    by: tuple[Representative, ...]
    agreed_on: date


@dataclass(frozen=True)
class NewAdultLetter:
    """A letter in the language of the patient's last record, whose `code` it names. `day` is that of the
    letter, `since` the birthday with which they completed `age` years; `placed`: some of the pictures are out
    already."""

    language: str
    clinic: Clinic
    patient: Patient
    code: str
    day: date
    age: int
    since: date
    agreed: tuple[AgreedFor, ...]
    placed: bool
