"""A clinic's desk over a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from consentdesk.bootstrap import bundled_words
from consentdesk.documents.consent_copy import Copies
from consentdesk.documents.paper_form import PaperForms
from consentdesk.documents.papers import Papers
from consentdesk.domain.moment import Moment
from consentdesk.storage.opening import Surroundings, open_folder
from consentdesk.system.clock import FixedClock
from consentdesk.system.ids import Ids
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.words_in_force import WordsInForce
from tests.helpers.sessions import NOW, RESOURCES
from tests.storage.conftest import Place, make_place


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("clinic") / "vault")


@pytest.fixture
def desk(clinic: Place, tmp_path: Path) -> Iterator[Desk]:
    made = desk_over(clinic.copy(tmp_path / "vault"))
    yield made
    made.vault.close()


def desk_over(place: Place, now: Moment = NOW) -> Desk:
    """The desk of a vault that is opened for it at a moment, from which its clock runs on."""
    clock = FixedClock(now)
    around = Surroundings(clock.now, Ids(clock.now).new_id)
    vault = open_folder(place.folder, place.slots, place.keys, around)
    words = [RESOURCES / room for room in ("fonts", "copy", "statements")]
    wordings = WordsInForce(bundled_words(RESOURCES))
    made = Desk(vault, clock, Ids(clock.now), wordings, Copies(*words), PaperForms(*words), Papers(*words))
    made.wordings.renew(vault, made.pack)
    return made
