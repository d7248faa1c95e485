"""What the open places of a template are about, in words."""

from __future__ import annotations

import re

from consentdesk.ui.words import _


def place_words(key: str) -> tuple[str, str]:
    """Label and hint of a key that waits for a value; a key that is not known here is its own label."""
    words = {
        "ages.assent_from": (_("Children are asked to agree from"), _("Age in years, beside a parent")),
        "ages.adult_with_capacity_from": (_("Patients decide alone from"), _("Age in years, with capacity")),
        "ages.majority": (_("Age of majority"), _("In years")),
        "ages.leap_birthday": (
            _("Birthday of those born on 29 February"),
            _("02-28 or 03-01: in years that have no such day"),
        ),
        "pathways.minor.representatives": (
            _("Parents who have to agree for a child who is asked too"),
            _("1, or 2 where both have to"),
        ),
        "pathways.young_minor.representatives": (
            _("Parents who have to agree for a younger child"),
            _("1, or 2 where both have to"),
        ),
        "authority.name": (_("Who supervises data protection"), _("The name of the authority")),
        "languages.required": (
            _("Languages that patients must be able to read"),
            _("Codes, with commas: de, fr"),
        ),
        "retention.medical_record.years": (_("Medical records are kept for"), _("Years")),
        "retention.medical_record.minors_until_age": (
            _("Minors' medical records until age"),
            _("0 where they are kept no longer than others"),
        ),
        "retention.consent_record.years": (_("Records of consent are kept for"), _("Years")),
        "retention.consent_record.minors_until_age": (
            _("Minors' records of consent until age"),
            _("0 where they are kept no longer than others"),
        ),
        "sources.title": (_("The laws that say so"), _("As they are cited")),
        "sources.date": (_("Date of the laws"), _("A year, a month or a day: 2021, 2021-08, 2021-08-04")),
    }
    return words.get(re.sub(r"\[\d+\]", "", key), (key, ""))
