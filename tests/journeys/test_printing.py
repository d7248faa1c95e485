"""A session whose copy is printed: through the window, a real queue, and back from what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.journey import Journey, scenario
from tests.system.cups import PrintServer, missing, print_server


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    """A print server with one queue, which the program finds as any other."""
    if missing():
        pytest.skip(f"this machine has no {', '.join(missing())}")
    with print_server() as server:
        server.add_queue("Ward-4", "Ward 4")
        monkeypatch.setenv("CUPS_SERVER", server.address)
        yield server


def test_the_copy_comes_out_of_the_printer_and_is_noted_as_printed(
    journey: Journey, photographs: Callable[[int], list[Path]], printer: PrintServer
) -> None:
    played = scenario(date(1984, 7, 9), copy="printed")
    journey.play(played, photographs(1))
    record = journey.record()
    (page, *rest) = printer.printed(1)[0].pages
    assert record.code in page.extract_text() and len(rest) == 1
    assert printer.titles() == ["Consent copy"]
    with journey.vault() as vault:
        assert vault.recent_records(played.today)[0].copy == "printed"
