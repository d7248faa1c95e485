"""How much one file may cost a worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from consentdesk.domain.image import MAX_FILE_BYTES, MAX_JPEG_PIXELS, MAX_PIXELS
from consentdesk.imaging.protocol import Wanted


@dataclass(frozen=True)
class Limits:
    """Bytes of address space, seconds on the wall for one image, pixels (JPEG has a limit of its own: it
    can be decoded at a fraction of its size), bytes in a source file; pages in a scan, and seconds for all
    of them; parts of a document (or pages of a PDF), pictures in it, bytes of all that is unpacked of it, and
    seconds for that; quiet seconds after which a worker ends by itself (0: never; not on Windows). Of a
    worker that detects faces and text: its address space, seconds for one image, quiet seconds."""

    memory_bytes: int = 1 << 30
    seconds: int = 10
    pixels: int = MAX_PIXELS
    jpeg_pixels: int = MAX_JPEG_PIXELS
    file_bytes: int = MAX_FILE_BYTES
    pages: int = 60
    scan_seconds: int = 60
    document_parts: int = 5_000
    document_pictures: int = 2_000
    document_bytes: int = 300_000_000
    document_seconds: int = 120
    quiet_seconds: int = 0
    detector_memory_bytes: int = 2 << 30
    detector_seconds: int = 60
    detector_quiet_seconds: int = 600

    def seconds_for(self, wanted: Wanted) -> int:
        """How long an answer may take."""
        if wanted is Wanted.PICTURES:
            return self.document_seconds
        if wanted is Wanted.SEEN:
            return self.detector_seconds
        return self.scan_seconds if wanted in (Wanted.PAGES, Wanted.UPRIGHT) else self.seconds

    def of_detectors(self) -> Limits:
        """The same for a worker that detects."""
        return replace(
            self, memory_bytes=self.detector_memory_bytes, quiet_seconds=self.detector_quiet_seconds
        )

    def arguments(self) -> list[str]:
        """The command-line words that `parse` reads back."""
        return [str(value) for value in astuple(self)]

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> Limits:
        """The limits that `arguments` wrote. Raises ValueError or TypeError for anything else."""
        return cls(*(int(value) for value in arguments))
