"""The 18 identifiers of the Safe Harbor method (45 CFR 164.514(b)(2)(i)), and what of them is looked for.

That each is looked for says nothing about the other half of the method: that nobody here knows how what is
left could be used to identify the patient.
"""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.reidentification.identifier import Kind, Where

_WORDS = (Where.CAPTION, Where.TITLE, Where.MARK, Where.FILE_NAME, Where.METADATA, Where.PICTURE)


@dataclass(frozen=True)
class SafeHarborItem:
    """One of the 18: its letter and title in the regulation, the kinds it is found as, and the places where
    it is looked for. `unseen` says what of it no program can check in a still image and its words, empty
    where nothing is left out."""

    letter: str
    title: str
    kinds: tuple[Kind, ...]
    places: tuple[Where, ...] = _WORDS
    unseen: str = ""

    @property
    def is_looked_for(self) -> bool:
        return bool(self.kinds)


SAFE_HARBOR = (
    SafeHarborItem("A", "Names", (Kind.NAME, Kind.RELATIVE)),
    SafeHarborItem(
        "B",
        "Geographic subdivisions smaller than a State",
        (Kind.ADDRESS, Kind.PLACE, Kind.INSTITUTION),
        (*_WORDS, Where.OUTLET),
        "a place that only the background of the picture shows",
    ),
    SafeHarborItem(
        "C",
        "Elements of dates except the year, and ages over 89",
        (Kind.DATE, Kind.BIRTH_DATE, Kind.AGE_OVER_89, Kind.EXACT_AGE),
        (*_WORDS, Where.OUTLET),
    ),
    SafeHarborItem("D", "Telephone numbers", (Kind.PHONE,)),
    SafeHarborItem("E", "Fax numbers", (Kind.PHONE,)),
    SafeHarborItem("F", "Email addresses", (Kind.EMAIL,)),
    SafeHarborItem("G", "Social security numbers", (Kind.OTHER,)),
    SafeHarborItem("H", "Medical record numbers", (Kind.RECORD_NUMBER,)),
    SafeHarborItem("I", "Health plan beneficiary numbers", (Kind.OTHER,)),
    SafeHarborItem("J", "Account numbers", (Kind.ACCOUNT_OR_URL,)),
    SafeHarborItem("K", "Certificate and license numbers", (Kind.OTHER,)),
    SafeHarborItem("L", "Vehicle identifiers, license plates included", (Kind.VEHICLE_OR_DEVICE_NUMBER,)),
    SafeHarborItem("M", "Device identifiers and serial numbers", (Kind.VEHICLE_OR_DEVICE_NUMBER,)),
    SafeHarborItem("N", "Web addresses", (Kind.ACCOUNT_OR_URL,)),
    SafeHarborItem("O", "Internet protocol addresses", (Kind.ACCOUNT_OR_URL,)),
    SafeHarborItem(
        "P",
        "Biometric identifiers, finger and voice prints included",
        (Kind.FINGERPRINT, Kind.OTHER),
        (Where.PICTURE, Where.CAPTION, Where.TITLE, Where.FILE_NAME),
        "a voice is in no still image; whether ridges of a finger, an iris, an ear or a vein pattern is "
        "sharp enough to be matched is not measured: somebody is asked about fingertips, and "
        "words are looked for",
    ),
    SafeHarborItem(
        "Q",
        "Full-face photographs and comparable images",
        (Kind.FACE, Kind.EYES, Kind.EYE_BAR, Kind.OTHER),
        (Where.PICTURE, Where.CAPTION, Where.TITLE, Where.FILE_NAME),
        "a face that is turned away, dark, partly covered or drawn may be missed by the detector: somebody "
        "is asked as well",
    ),
    SafeHarborItem(
        "R",
        "Any other unique identifying number, characteristic or code",
        (
            *(Kind.TATTOO, Kind.JEWELLERY, Kind.SCAR, Kind.BIRTHMARK, Kind.CLOTHING, Kind.ROOM, Kind.SCREEN),
            *(Kind.LABEL, Kind.PEDIGREE, Kind.OTHER_MARK, Kind.TEXT_IN_PICTURE, Kind.RARE_DIAGNOSIS),
            *(Kind.UNIQUENESS_CLAIM, Kind.OCCUPATION_OR_ROLE, Kind.OTHER),
        ),
        (*_WORDS, Where.OUTLET),
        "what makes somebody known is without end: a gait, a voice, a story that others tell; what is in the "
        "picture is asked of somebody by a checklist",
    ),
)
"""All eighteen, in the order of the regulation."""
