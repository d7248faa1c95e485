"""What looks through a text, each for one sort of thing; whoever stands first has the first word."""

from consentdesk.domain.reidentification.finders.addresses import find_addresses, find_own_clinic
from consentdesk.domain.reidentification.finders.ages import find_ages
from consentdesk.domain.reidentification.finders.claims import find_claims, find_others, find_roles
from consentdesk.domain.reidentification.finders.contacts import find_contacts
from consentdesk.domain.reidentification.finders.dates import find_dates
from consentdesk.domain.reidentification.finders.diagnoses import find_rare_diagnoses
from consentdesk.domain.reidentification.finders.institutions import find_institutions
from consentdesk.domain.reidentification.finders.numbers import find_labelled_numbers
from consentdesk.domain.reidentification.finders.own_names import find_own_names
from consentdesk.domain.reidentification.finders.own_numbers import find_own_numbers
from consentdesk.domain.reidentification.finders.people import find_people
from consentdesk.domain.reidentification.finders.places import find_places
from consentdesk.domain.reidentification.finders.relatives import find_relatives
from consentdesk.domain.reidentification.finders.shapes import find_codes, find_shaped_numbers
from consentdesk.domain.reidentification.finding import Finder

FINDERS: tuple[Finder, ...] = (
    find_own_numbers,
    find_labelled_numbers,
    find_shaped_numbers,
    find_contacts,
    find_others,
    find_relatives,
    find_own_names,
    find_dates,
    find_ages,
    find_rare_diagnoses,
    find_claims,
    find_roles,
    find_institutions,
    find_own_clinic,
    find_addresses,
    find_people,
    find_places,
    find_codes,
)
