"""May I use it, asked of a few and of many consents (numbers.md, second table)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from consentdesk.bootstrap import bundled_words
from consentdesk.documents.consent_copy import Copies
from consentdesk.documents.paper_form import PaperForms
from consentdesk.documents.papers import Papers
from consentdesk.storage.views.questions import DECISION, IMAGE
from consentdesk.storage.views.uses import ENDING
from consentdesk.system.clock import FixedClock
from consentdesk.system.ids import Ids
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Question, may_use
from consentdesk.workflows.words_in_force import WordsInForce
from tests.benchmarks.asking import FEW, Row, hold, many_consents, measure, rows
from tests.benchmarks.big_vault import big_vault, source, today
from tests.helpers.sessions import ALL_USES, RESOURCES

AT_ONCE = 50
LIST = f"({', '.join('?' * AT_ONCE)})"

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]


def _image(chance: Random, consents: int) -> str:
    return source(chance.randrange(consents))


def _single(desk: Desk, chance: Random, consents: int) -> object:
    return may_use(desk, [Question(_image(chance, consents), "teaching")])


def _bare_single(desk: Desk, chance: Random, consents: int) -> object:
    return _read(desk, "(?)", _image(chance, consents))


def _batch(desk: Desk, chance: Random, consents: int) -> object:
    images = [_image(chance, consents) for _ in range(AT_ONCE)]
    return may_use(desk, [Question(image, use, "JAAD") for image in images for use in ALL_USES])


def _bare_batch(desk: Desk, chance: Random, consents: int) -> object:
    return _read(desk, LIST, *(_image(chance, consents) for _ in range(AT_ONCE)))


def _read(desk: Desk, among: str, *images: str) -> object:
    """What is known of images, as it lies there."""
    return (
        rows(desk, f"SELECT {IMAGE} FROM images WHERE source_sha256 IN {among}", *images),
        rows(desk, f"SELECT {DECISION} FROM decisions d WHERE image IN {among}", *images),
        rows(desk, f"SELECT {ENDING} WHERE i.source_sha256 IN {among}", *images),
    )


ROWS = {
    "may I use this image for that, now": Row(_single, _bare_single, 4, 3, 2),
    "50 images × 5 uses at once": Row(_batch, _bare_batch, 4, 3, 10),
}


@pytest.fixture
def desks(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[dict[int, Desk]]:
    made = {consents: _desk(consents) for consents in (FEW, many_consents(pytestconfig))}
    yield made
    for desk in made.values():
        desk.vault.close()


def _desk(consents: int) -> Desk:
    clock, words = FixedClock(today(consents)), [RESOURCES / room for room in ("fonts", "copy", "statements")]
    wordings = WordsInForce(bundled_words(RESOURCES))
    vault = big_vault(consents).open()
    return Desk(vault, clock, Ids(clock.now), wordings, Copies(*words), PaperForms(*words), Papers(*words))


@pytest.mark.parametrize("name", ROWS)
def test_the_gate_stays_quick_as_the_vault_grows(
    desks: dict[int, Desk], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hold(ROWS[name], measure(name, ROWS[name], desks, capsys))
