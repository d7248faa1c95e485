"""One pair of warm workers for the whole room; tests that lose workers start their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.process import DETECTOR_COMMAND, WORKER_COMMAND

MakeDecoder = Callable[..., ConfinedDecoder]
SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def decoder() -> Iterator[ConfinedDecoder]:
    shared = ConfinedDecoder()
    shared.warm()
    yield shared
    shared.close()


@pytest.fixture
def make_decoder() -> Iterator[MakeDecoder]:
    made = []

    def make(
        workers: int = 1,
        command: tuple[str, ...] = WORKER_COMMAND,
        detector_command: tuple[str, ...] = DETECTOR_COMMAND,
        **limits: int,
    ) -> ConfinedDecoder:
        made.append(ConfinedDecoder(workers, Limits(**limits), command, detector_command))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def heic() -> Callable[[str], bytes]:
    """The small HEIC files that travel with the tests; nothing installed here can make them."""
    return lambda name: (SAMPLES / f"{name}.heic").read_bytes()


@pytest.fixture
def opened() -> Callable[[bytes], Image.Image]:
    """A view as any program would show it."""
    return lambda data: Image.open(BytesIO(data)).convert("RGB")
