"""Foreign bytes become pixels here, in processes that can be lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Queue
from threading import Lock
from typing import BinaryIO, TypeVar

from consentdesk.domain.found_pictures import FoundPicture
from consentdesk.domain.image import DecodedImage
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.route import ScannedPage
from consentdesk.imaging import rows
from consentdesk.imaging.documents.passing import read_found
from consentdesk.imaging.jpeg import clean_jpeg
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.looks import seen_from_afar
from consentdesk.imaging.process import WORKER_COMMAND, WorkerProcess
from consentdesk.imaging.protocol import Look, Pixels, Wanted, read_look, read_pixel_hash, read_seen_pages

DEFAULT_LIMITS = Limits()

Answer = TypeVar("Answer")


class ConfinedDecoder:
    """A few warm worker processes. Every method may be called from any thread; `look`, `pixel_sha256`
    and `read_pages` block, as many at once as there are workers, and leave the interpreter free meanwhile.

    A worker that takes too long, breaks off or answers nonsense is killed and replaced; the caller gets a
    Refusal and the next image a new worker. The refusals of all, with their details: `image_empty`,
    `image_file_too_large` (megabytes, limit), `image_not_an_image`, `image_format_not_supported` (format),
    `image_broken`, `image_too_large` (megapixels, limit), `image_is_animated` (pictures),
    `image_has_many_pages` (pages), `scan_has_too_many_pages` (pages, limit),
    `image_takes_too_long` (seconds), `image_needs_too_much_memory`, `image_stopped_the_reader`,
    `image_reader_unavailable`.
    """

    def __init__(
        self, workers: int = 2, limits: Limits = DEFAULT_LIMITS, command: Sequence[str] = WORKER_COMMAND
    ) -> None:
        """Starts nothing yet. `command` runs `consentdesk.imaging.worker.main` on the arguments that
        follow it: a frozen program passes its own executable with the option that leads there."""
        self._limits = limits
        self._command = tuple(command)
        self._lock = Lock()
        self._running: list[WorkerProcess] = []
        self._closed = False
        # a place without a worker gets one when its turn comes
        self._places: Queue[WorkerProcess | None] = Queue()
        self._workers = workers
        for _ in range(workers):
            self._places.put(None)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that run now."""
        with self._lock:
            return tuple(worker.pid for worker in self._running if worker.alive)

    def warm(self) -> None:
        """Start what is not running, without waiting until it can be used. Raises Refusal."""
        for _ in range(self._workers):
            with self._worker():
                pass

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
        asked = rows.asking(source, long_edge_px)
        return self._ask(Wanted.UPRIGHT, asked, lambda pipe: rows.read_upright(pipe, long_edge_px))

    def pictures_in(self, source: bytes) -> tuple[FoundPicture, ...]:
        """The pictures in slides, a document, a table or a PDF, each once, with the places where it is; and
        what else may show one and cannot be looked at. Raises Refusal as `look` does, and
        `document_not_supported`, `document_old`, `document_locked`, `document_broken`,
        `document_has_too_many_parts` (limit), `document_has_too_many_pictures` (limit),
        `document_unpacks_too_large` (limit in megabytes)."""
        return self._ask(Wanted.PICTURES, source, lambda pipe: read_found(pipe, self._limits))

    def close(self) -> None:
        """End every worker; calls under way and later ones are refused (`image_reader_unavailable`)."""
        with self._lock:
            self._closed = True
            for worker in self._running:
                worker.kill()
        for _ in range(self._workers):
            worker_or_none = self._places.get()
            if worker_or_none:
                worker_or_none.end()
            self._places.put(None)

    def _read_pages(self, pipe: BinaryIO) -> tuple[ScannedPage, ...]:
        pages = read_seen_pages(pipe, self._limits.pages)
        return tuple(ScannedPage(clean_jpeg(page.pixels), page.codes) for page in pages)

    def _ask(self, wanted: Wanted, source: bytes, read: Callable[[BinaryIO], Answer]) -> Answer:
        self._refuse_by_size(len(source))
        try:
            with self._worker() as worker:
                return worker.ask(wanted, source, read)
        except Refusal:
            if self._closed:
                raise refuse("image_reader_unavailable") from None
            raise

    def _refuse_by_size(self, length: int) -> None:
        if not length:
            raise refuse("image_empty")
        if length > self._limits.file_bytes:
            megabytes, limit = -(-length // 1_000_000), self._limits.file_bytes // 1_000_000
            raise refuse("image_file_too_large", megabytes=megabytes, limit=limit)

    @contextmanager
    def _worker(self) -> Iterator[WorkerProcess]:
        """A running worker for this caller alone, who waits while all are busy."""
        worker = self._places.get()
        try:
            if worker is None or not worker.alive:
                worker = self._replaced(worker)
            yield worker
        finally:
            self._places.put(worker)

    def _replaced(self, dead: WorkerProcess | None) -> WorkerProcess:
        if dead:
            dead.end()
        with self._lock:
            if self._closed:
                raise refuse("image_reader_unavailable")
            worker = WorkerProcess(self._command, self._limits)
            self._running = [*(other for other in self._running if other is not dead), worker]
            return worker


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
