"""What pictures look like, as 64 bits, and which ones look alike. A guess for people to look at: looking
alike never says that it is the same image (R24).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

WIDTH, HEIGHT = 9, 8  # of the grey picture that a look is taken from
BITS = 64
ALIKE_BITS = 8  # so many may differ
_BANDS = ALIKE_BITS + 1  # where at most eight bits differ, one of nine bands is the same
_BAND_BITS = -(-BITS // _BANDS)
_BAND = (1 << _BAND_BITS) - 1


def look_of(grey: bytes) -> str:
    """The look of a picture made 9 × 8 and grey, a byte a pixel: for each pair of neighbours in a row whether
    it gets darker, 16 hexadecimal digits."""
    bits = 0
    for row in range(HEIGHT):
        for at in range(row * WIDTH, row * WIDTH + WIDTH - 1):
            bits = bits << 1 | (grey[at] > grey[at + 1])
    return f"{bits:016x}"


class Looks:
    """The looks of many images, made to be asked again and again."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        """From pairs of an image's source hash and its look; without a look it is not found."""
        self._known = [(int(look, 16), image) for image, look in known if look]
        self._bands: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, (bits, _) in enumerate(self._known):
            for band in _bands(bits):
                self._bands[band].append(place)

    def like(self, look: str, most: int = 3) -> tuple[str, ...]:
        """The images that look alike, the likest first; none for a picture without a look."""
        if not look:
            return ()
        bits = int(look, 16)
        places = {place for band in _bands(bits) for place in self._bands.get(band, ())}
        near = sorted(
            (differing, self._known[place][1])
            for place in places
            if (differing := (self._known[place][0] ^ bits).bit_count()) <= ALIKE_BITS
        )
        return tuple(image for _, image in near[:most])


def _bands(bits: int) -> tuple[tuple[int, int], ...]:
    return tuple((number, bits >> number * _BAND_BITS & _BAND) for number in range(_BANDS))
