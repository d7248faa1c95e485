"""Reading pictures and pages, and making the files that are released."""

from __future__ import annotations

from typing import Protocol

from consentdesk.domain.found_pictures import FoundPicture
from consentdesk.domain.image import DecodedImage
from consentdesk.domain.masking import Masking
from consentdesk.domain.reidentification.identifier import SeenInPicture
from consentdesk.domain.release import Form, Rendition
from consentdesk.domain.route import ScannedPage


class Decoder(Protocol):
    def look(self, source: bytes) -> DecodedImage: ...
    def pixel_sha256(self, source: bytes) -> str: ...
    def read_pages(self, source: bytes) -> tuple[ScannedPage, ...]:
        """The pages of a scan or a photo of paper: JPEG, PNG, TIFF, HEIC or PDF. Raises Refusal as `look`
        does, and `scan_has_too_many_pages`."""
        ...

    def pictures_in(self, source: bytes) -> tuple[FoundPicture, ...]:
        """The pictures in slides, a document, a table or a PDF, each once, and what else may show one and
        cannot be looked at. Raises Refusal as `look` does, and those that begin with `document_`."""
        ...

    def seen_in(self, source: bytes) -> SeenInPicture:
        """What detectors find in a picture; `ran` says which could be asked. They miss faces that are turned
        away, dark or partly covered, and take other things for faces: what none found may be there all the
        same. Raises Refusal as `look` does."""
        ...


class Renderer(Protocol):
    """Makes the files that are released, on any thread."""

    def rendition(self, source: bytes, form: Form) -> Rendition:
        """A file made of the source's pixels and nothing else. Raises Refusal as a `Decoder` does, and
        `mark_too_long`, `mark_not_drawable`."""
        ...

    def masked(self, source: bytes, format: str, masking: Masking) -> bytes:
        """A new file of a source of this format, cropped and covered, with nothing in it of what went;
        `masking_problems` have found nothing. Raises Refusal as a `Decoder` does."""
        ...
