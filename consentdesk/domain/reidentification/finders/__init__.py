"""What looks through a text, each for one sort of thing; whoever stands first has the first word."""

from consentdesk.domain.reidentification.finders.contacts import find_contacts
from consentdesk.domain.reidentification.finders.own_names import find_own_names
from consentdesk.domain.reidentification.finders.own_numbers import find_own_numbers
from consentdesk.domain.reidentification.finding import Finder

FINDERS: tuple[Finder, ...] = (find_contacts, find_own_numbers, find_own_names)
