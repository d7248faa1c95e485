"""Foreign bytes become pixels here, in processes that can be lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import BinaryIO, TypeVar

from consentdesk.domain.found_pictures import FoundPicture
from consentdesk.domain.image import VIEW_LONG_EDGE_PX, DecodedImage
from consentdesk.domain.refusals import refuse
from consentdesk.domain.reidentification.identifier import SeenInPicture
from consentdesk.domain.route import ScannedPage
from consentdesk.imaging import rows
from consentdesk.imaging.detecting import passing
from consentdesk.imaging.documents.passing import read_found
from consentdesk.imaging.jpeg import clean_jpeg
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.looks import seen_from_afar
from consentdesk.imaging.process import DETECTOR_COMMAND, WORKER_COMMAND
from consentdesk.imaging.protocol import Look, Pixels, Wanted, read_look, read_pixel_hash, read_seen_pages
from consentdesk.imaging.workers import Workers

DEFAULT_LIMITS = Limits()

Answer = TypeVar("Answer")


class ConfinedDecoder:
    """A few warm worker processes, and one more, started when it is first asked, that detects what is seen in
    their pixels. Every method may be called from any thread; all that answer block, as many at once as there
    are workers, and leave the interpreter free meanwhile.

    A worker that takes too long, breaks off or answers nonsense is killed and replaced; the caller gets a
    Refusal and the next image a new worker. The refusals of all, with their details: `image_empty`,
    `image_file_too_large` (megabytes, limit), `image_not_an_image`, `image_format_not_supported` (format),
    `image_broken`, `image_too_large` (megapixels, limit), `image_is_animated` (pictures),
    `image_has_many_pages` (pages), `scan_has_too_many_pages` (pages, limit),
    `image_takes_too_long` (seconds), `image_needs_too_much_memory`, `image_stopped_the_reader`,
    `image_reader_unavailable`.
    """

    def __init__(
        self,
        workers: int = 2,
        limits: Limits = DEFAULT_LIMITS,
        command: Sequence[str] = WORKER_COMMAND,
        detector_command: Sequence[str] = DETECTOR_COMMAND,
    ) -> None:
        """Starts nothing yet. `command` runs `consentdesk.imaging.worker.main` on the arguments that follow
        it, `detector_command` `consentdesk.imaging.detecting.worker.main`: a frozen program passes its own
        executable with the options that lead there."""
        self._limits = limits
        self._workers = Workers(workers, command, limits)
        self._detectors = Workers(1, detector_command, limits.of_detectors())

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that run now."""
        return self._workers.pids + self._detectors.pids

    def warm(self) -> None:
        """Start what is not running, without waiting until it can be used; not what detects, which is large.
        Raises Refusal."""
        self._workers.warm()

    def look(self, source: bytes) -> DecodedImage:
        """The view, the thumbnail and what the metadata gives away. Raises Refusal."""
        look = self._ask(Wanted.LOOK, source, read_look)
        return _decoded(source, look)

    def pixel_sha256(self, source: bytes) -> str:
        """Lower-case hexadecimal SHA-256 of the upright sRGB pixels at full size, preceded by width and
        height (four bytes each, big-endian). The same for a JPEG, for the JPEG without metadata (where that
        kept how it is turned and coloured) and for a lossless copy in another format. Raises Refusal."""
        return self._ask(Wanted.PIXEL_HASH, source, read_pixel_hash)

    def read_pages(self, source: bytes) -> tuple[ScannedPage, ...]:
        """The pages of a scan or a photo of paper (JPEG, PNG, TIFF, HEIC, PDF), all or none: each an upright
        sRGB JPEG without metadata, its long edge at most 2480 px, and the texts of the QR codes on it. A page
        with a form's own code is turned by it. Raises Refusal."""
        return self._ask(Wanted.PAGES, source, self._read_pages)

    def upright(self, source: bytes, long_edge_px: int = 0) -> Pixels:
        """The whole picture, upright and in sRGB, its long edge at most this and never enlarged; 0 as it is.
        Raises Refusal."""
        self._refuse_by_size(len(source))
        asked = rows.asking(source, long_edge_px)
        return self._workers.ask(Wanted.UPRIGHT, asked, lambda pipe: rows.read_upright(pipe, long_edge_px))

    def pictures_in(self, source: bytes) -> tuple[FoundPicture, ...]:
        """The pictures in slides, a document, a table or a PDF, each once, with the places where it is; and
        what else may show one and cannot be looked at. Raises Refusal as `look` does, and
        `document_not_supported`, `document_old`, `document_locked`, `document_broken`,
        `document_has_too_many_parts` (limit), `document_has_too_many_pictures` (limit),
        `document_unpacks_too_large` (limit in megabytes)."""
        return self._ask(Wanted.PICTURES, source, lambda pipe: read_found(pipe, self._limits))

    def seen_in(self, source: bytes) -> SeenInPicture:
        """What detectors find in the picture, looked at upright and at 2048 px at most; `ran` says which
        could be asked. They miss faces that are turned away, dark or partly covered, and take other things
        for faces. Raises Refusal as `look` does."""
        view = self.upright(source, VIEW_LONG_EDGE_PX)
        return self._detectors.ask(
            Wanted.SEEN, passing.showing(view), lambda pipe: passing.read_seen(pipe, view)
        )

    def close(self) -> None:
        """End every worker; calls under way and later ones are refused (`image_reader_unavailable`)."""
        self._workers.close()
        self._detectors.close()

    def _read_pages(self, pipe: BinaryIO) -> tuple[ScannedPage, ...]:
        pages = read_seen_pages(pipe, self._limits.pages)
        return tuple(ScannedPage(clean_jpeg(page.pixels), page.codes) for page in pages)

    def _ask(self, wanted: Wanted, source: bytes, read: Callable[[BinaryIO], Answer]) -> Answer:
        self._refuse_by_size(len(source))
        return self._workers.ask(wanted, source, read)

    def _refuse_by_size(self, length: int) -> None:
        if not length:
            raise refuse("image_empty")
        if length > self._limits.file_bytes:
            megabytes, limit = -(-length // 1_000_000), self._limits.file_bytes // 1_000_000
            raise refuse("image_file_too_large", megabytes=megabytes, limit=limit)


def _decoded(source: bytes, look: Look) -> DecodedImage:
    view = clean_jpeg(look.view)
    return DecodedImage(
        source_sha256=hashlib.sha256(source).hexdigest(),
        format=look.format,
        width=look.width,
        height=look.height,
        view=view,
        view_sha256=hashlib.sha256(view).hexdigest(),
        thumbnail=clean_jpeg(look.thumbnail),
        traces=look.traces,
        look=seen_from_afar(look.thumbnail),
    )
