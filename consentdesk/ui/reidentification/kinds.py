"""What identifies, in words: each kind, why it points to the patient, and what things say together. Without a
window."""

from __future__ import annotations

from consentdesk.domain.reidentification.identifier import Identifier, Kind, Where
from consentdesk.ui.words import _


def kind_words(kind: Kind) -> str:
    """What was found, or is looked for, in one or two words."""
    return {
        Kind.NAME: _("Name"),
        Kind.RECORD_NUMBER: _("Record number"),
        Kind.PHONE: _("Telephone number"),
        Kind.EMAIL: _("Email address"),
        Kind.ADDRESS: _("Address"),
        Kind.PLACE: _("Place"),
        Kind.INSTITUTION: _("Institution"),
        Kind.DATE: _("Date"),
        Kind.BIRTH_DATE: _("Date of birth"),
        Kind.AGE_OVER_89: _("Age over 89"),
        Kind.EXACT_AGE: _("Exact age"),
        Kind.RARE_DIAGNOSIS: _("Rare diagnosis"),
        Kind.UNIQUENESS_CLAIM: _("Said to be the only one"),
        Kind.OCCUPATION_OR_ROLE: _("Work or role"),
        Kind.RELATIVE: _("Relative"),
        Kind.ACCOUNT_OR_URL: _("Account or web address"),
        Kind.VEHICLE_OR_DEVICE_NUMBER: _("Number of a vehicle or device"),
        Kind.OTHER: _("Other number or mark"),
        Kind.FACE: _("Face"),
        Kind.EYES: _("Eyes"),
        Kind.EYE_BAR: _("Eye bar"),
        Kind.TEXT_IN_PICTURE: _("Text in the picture"),
        Kind.TATTOO: _("Tattoo"),
        Kind.JEWELLERY: _("Jewellery"),
        Kind.SCAR: _("Scar"),
        Kind.BIRTHMARK: _("Birthmark"),
        Kind.CLOTHING: _("Clothing"),
        Kind.ROOM: _("Room or background"),
        Kind.SCREEN: _("Screen"),
        Kind.LABEL: _("Label or wristband"),
        Kind.PEDIGREE: _("Family tree"),
        Kind.FINGERPRINT: _("Fingertips"),
        Kind.OTHER_MARK: _("Anything else"),
    }[kind]


def named(finding: Identifier) -> str:
    """What was found, by its kind and the words in which it stands."""
    said = _("“{words}”").format(words=finding.words) if finding.words else ""
    return ": ".join(part for part in (kind_words(finding.kind), said) if part)


def why(finding: Identifier) -> str:
    """Why a finding points to the patient."""
    if finding.where is Where.OUTLET:
        return _of_outlet()[finding.kind]
    return {
        Kind.NAME: _("A name can be looked up."),
        Kind.RECORD_NUMBER: _("Whoever sees records here knows whose it is."),
        Kind.PHONE: _("A telephone number belongs to one household."),
        Kind.EMAIL: _("An email address belongs to one person."),
        Kind.ADDRESS: _("An address belongs to one household."),
        Kind.PLACE: _("People who live there may know who it is."),
        Kind.INSTITUTION: _("Its staff and visitors may know who it is."),
        Kind.DATE: _("Whoever knows who was here on that day knows who it is."),
        Kind.BIRTH_DATE: _("Few people share it, and it stands in many registers."),
        Kind.AGE_OVER_89: _("Few people grow so old."),
        Kind.EXACT_AGE: _("Together with a place or a day it leaves few people."),
        Kind.RARE_DIAGNOSIS: _("So few people have it that those who know of one know who it is."),
        Kind.UNIQUENESS_CLAIM: _("What is said to be the only one can be looked for, and found."),
        Kind.OCCUPATION_OR_ROLE: _("There may be only one, and people know who."),
        Kind.RELATIVE: _("By the family somebody is found."),
        Kind.ACCOUNT_OR_URL: _("It leads to one person or account."),
        Kind.VEHICLE_OR_DEVICE_NUMBER: _("It stands in a register beside a name."),
        Kind.OTHER: _("It stands in a register beside a name, or cannot be changed."),
        Kind.FACE: _("A face is known to everybody who has met this person."),
        Kind.EYES: _("Eyes alone can be recognised, by people and by programs."),
        Kind.EYE_BAR: _(
            "A bar over the eyes is inadequate: the rest of the face is known too (ICMJE Recommendations)."
        ),
        Kind.TEXT_IN_PICTURE: _("Text in a picture is read and found like any other."),
        Kind.TATTOO: _("A tattoo is often the only one of its kind."),
        Kind.JEWELLERY: _("Family and friends know it."),
        Kind.SCAR: _("Those who know this person know the scar."),
        Kind.BIRTHMARK: _("Those who know this person know the mark."),
        Kind.CLOTHING: _("Whoever saw this person that day may know the clothes."),
        Kind.ROOM: _("The room tells where it was, and to some when."),
        Kind.SCREEN: _("A screen can show names and numbers."),
        Kind.LABEL: _("A label or a wristband carries names and numbers."),
        Kind.PEDIGREE: _("A family tree is known to the whole family."),
        Kind.FINGERPRINT: _("Fingertips can be sharp enough to match a print."),
        Kind.OTHER_MARK: _("What you noticed, others notice as well."),
    }[finding.kind]


def _of_outlet() -> dict[Kind, str]:
    return {
        Kind.INSTITUTION: _("Readers see where the author works, and take the patient to be from there."),
        Kind.DATE: _("What is posted at once tells when the patient was here."),
    }


def combination_words(id: str) -> str:
    """Why things that say little each say much together."""
    return {
        "date_place": _("A day and a place: whoever was there then may know who this is."),
        "date_place_rare": _("A day, a place and something rare: few people, perhaps one, can be meant."),
        "age_place": _("An exact or very high age and a place: in a small town that may be one person."),
        "age_place_date": _("An age, a place and a day: neighbours, family and the news can tell who it is."),
        "age_rare": _("An age and something rare: those who know the illness may know the patient."),
        "rare_place": _("Something rare and a place: there may be only one such patient there."),
        "unique_place": _("Said to be the first or the only one, and where: that can be looked up."),
        "unique_date": _("Said to be the first or the only one, and when: that can be looked up."),
        "role_place": _("What somebody is or does, and where: there may be only one."),
        "role_date": _("What somebody is or does, and when: colleagues and the news can tell who this is."),
        "relative_place": _("A relative and a place: the family can be found."),
        "relative_rare": _("A relative and something rare: the illness points to the family."),
        "clinician_date": _("Somebody's name and a day: a list of that day's patients is short."),
        "mark_place": _("A mark that people know and a place: whoever has seen it there knows who this is."),
        "mark_date": _("A mark that people know and a day: whoever was there then knows who this is."),
        "eyes_place": _("The eyes are seen, and a place is named: people there can recognise them."),
        "surroundings": _("Clothing or the room, and a day or a place: whoever was there may know them."),
        "posted_day": _(
            "Posted at once, with words that say when: it tells the day the patient was at this clinic."
        ),
        "date_clinic": _("A day in the words, and the author's clinic: it tells when the patient was there."),
        "posted_rare": _("Something rare and the author's clinic: the two point to few people."),
        "posted_claim": _(
            "A role or a claim to be the only one, and the author's clinic: it can be looked up."
        ),
    }[id]
