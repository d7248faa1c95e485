"""The process that detects: started late, walled in, shown nothing but pixels, and not believed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.reidentification.identifier import Box, SeenInPicture
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.detecting.passing import MAX_PLACES, MAX_TEXT_CHARACTERS
from consentdesk.imaging.limits import Limits
from tests.helpers.false_workers import reply, stand_in
from tests.helpers.pictures import camera_exif, corners, jpeg
from tests.imaging.conftest import MakeDecoder

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
WIDTH, HEIGHT = 96, 64
SMALL = jpeg(corners(WIDTH, HEIGHT), camera_exif(text="a secret of the file"))
EVERYTHING = b'{"ran": ["faces", "text"], "faces": [[0, 0, 96, 64]], "eyes": [], "text": [[48, 32, 24, 16]]}'


def refusal_of(decoder: ConfinedDecoder) -> Problem:
    with pytest.raises(Refusal) as refused:
        decoder.seen_in(SMALL)
    return refused.value.problems[0]


def says(ran: str = '["faces", "text"]', faces: str = "[]", eyes: str = "[]", text: str = "[]") -> bytes:
    return f'{{"ran": {ran}, "faces": {faces}, "eyes": {eyes}, "text": {text}}}'.encode()


def test_what_detects_is_started_when_it_is_first_asked_and_kept(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder()
    decoder.warm()
    decoder.look(SMALL)
    assert len(decoder.pids) == 1
    decoder.seen_in(SMALL)
    started = decoder.pids
    assert len(started) == 2
    decoder.seen_in(SMALL)
    assert decoder.pids == started


def test_the_desk_and_the_decoding_worker_load_no_detector() -> None:
    script = (
        "import sys, consentdesk.imaging.decoder, consentdesk.imaging.worker; "
        "sys.exit(bool({'cv2', 'numpy', 'rapidocr'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@linux
def test_what_detects_has_the_walls_of_a_worker(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder()
    decoder.seen_in(SMALL)
    decoding, detecting = (Path(f"/proc/{pid}") for pid in decoder.pids)
    assert "NoNewPrivs:\t1" in (detecting / "status").read_text()
    walls = {line[:26].strip(): line[26:].split()[:2] for line in lines_of(detecting / "limits")}
    assert walls["Max open files"] == ["4", "4"]
    assert walls["Max file size"] == walls["Max core file size"] == ["0", "0"]
    assert walls["Max address space"] == [str(Limits().detector_memory_bytes)] * 2
    here = network_of(Path("/proc/self"))
    assert (network_of(detecting) == here) == (network_of(decoding) == here)


def test_what_detects_is_shown_pixels_and_nothing_else_of_a_file(make_decoder: MakeDecoder) -> None:
    script = (
        'kind, length = struct.unpack(">BQ", sys.stdin.buffer.read(9)); '
        "shown = sys.stdin.buffer.read(length); "
        f'only = shown[:8] == struct.pack(">II", {WIDTH}, {HEIGHT}) and length == 8 + {WIDTH * HEIGHT * 3}; '
        f"header = {says()!r} if only else {says(faces='[[0, 0, 1, 1]]')!r}; "
        'os.write(1, struct.pack(">IQ", len(header), 0) + header); time.sleep(60)'
    )
    decoder = make_decoder(detector_command=stand_in(script))
    assert decoder.seen_in(SMALL) == SeenInPicture(ran=("faces", "text"))


def test_an_answer_in_order_is_believed(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(detector_command=reply(EVERYTHING, b"Ward 4"))
    whole, part = Box(0, 0, 1, 1), Box(0.5, 0.5, 0.25, 0.25)
    assert decoder.seen_in(SMALL) == SeenInPicture((whole,), (), ("Ward 4",), (part,), ("faces", "text"))


@pytest.mark.parametrize(
    "command",
    [
        reply(b"{}"),
        reply(says(ran='"faces"')),
        reply(says(ran='["faces", "soul"]')),
        reply(says(ran='["text", "faces"]')),
        reply(says(ran="[[]]")),
        reply(says(ran='["text"]', faces="[[0, 0, 9, 9]]")),
        reply(says(ran='["text"]', eyes="[[0, 0, 9, 9]]")),
        reply(says(ran='["faces"]', text="[[0, 0, 9, 9]]"), b"K"),
        reply(says(faces="{}")),
        reply(says(faces="[9]")),
        reply(says(faces="[[0, 0, 9]]")),
        reply(says(faces="[[0, 0, 9.5, 9]]")),
        reply(says(faces="[[0, 0, true, 9]]")),
        reply(says(faces="[[0, 0, NaN, 9]]")),
        reply(says(faces="[[0, 0, 0, 9]]")),
        reply(says(faces="[[0, 0, 9, -9]]")),
        reply(says(faces="[[-1, 0, 9, 9]]")),
        reply(says(faces=f"[[0, 0, {WIDTH + 1}, 9]]")),
        reply(says(eyes=f"[[0, {HEIGHT}, 9, 1]]")),
        reply(says(faces=str([[0, 0, 1, 1]] * (MAX_PLACES + 1)))),
        reply(says(text="[[0, 0, 9, 9]]")),
        reply(says(), b"K"),
        reply(says(text="[[0, 0, 9, 9]]"), b"K\nK"),
        reply(says(text="[[0, 0, 9, 9]]"), b"\x1b[2J"),
        reply(says(text="[[0, 0, 9, 9]]"), b"\xff\xfe"),
        reply(says(text="[[0, 0, 9, 9]]"), b"K" * (MAX_TEXT_CHARACTERS + 1)),
        reply(says(), claimed=1 << 24),
        stand_in("sys.exit()"),
    ],
    ids=range(28),
)
def test_what_detects_is_not_believed_when_it_answers_nonsense(
    make_decoder: MakeDecoder, command: tuple[str, ...]
) -> None:
    decoder = make_decoder(detector_command=command)
    assert refusal_of(decoder) == Problem("image_stopped_the_reader")
    assert decoder.look(SMALL).width == WIDTH


def test_what_detects_is_given_up_after_its_own_time(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(detector_command=stand_in("time.sleep(60)"), detector_seconds=1)
    assert refusal_of(decoder) == Problem("image_takes_too_long", details={"seconds": 1})
    assert decoder.look(SMALL).width == WIDTH


def test_a_machine_that_cannot_detect_says_so_and_still_reads(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(detector_command=("/no/such/program",))
    assert refusal_of(decoder) == Problem("image_reader_unavailable")
    assert decoder.look(SMALL).width == WIDTH


@posix
def test_what_detects_is_replaced_when_it_was_lost(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder()
    decoder.seen_in(SMALL)
    lost = decoder.pids[-1]
    os.kill(lost, signal.SIGKILL)
    assert wait_for(lambda: lost not in decoder.pids)
    assert "faces" in decoder.seen_in(SMALL).ran
    assert lost not in decoder.pids


@posix
def test_what_detects_gives_its_memory_back_after_a_quiet_time(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(detector_quiet_seconds=1)
    decoder.seen_in(SMALL)
    decoding, detecting = decoder.pids
    assert wait_for(lambda: decoder.pids == (decoding,))
    assert "faces" in decoder.seen_in(SMALL).ran
    assert detecting not in decoder.pids


def test_closing_ends_what_detects(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder()
    decoder.seen_in(SMALL)
    decoder.close()
    assert decoder.pids == ()
    assert refusal_of(decoder).code == "image_reader_unavailable"


def test_a_file_that_cannot_be_read_is_refused_as_ever_and_starts_nothing(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder()
    for source, code in ((b"", "image_empty"), (b"no picture", "image_not_an_image")):
        with pytest.raises(Refusal, match=code):
            decoder.seen_in(source)
    assert len(decoder.pids) == 1


def wait_for(true: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.01)
    return False


def lines_of(file: Path) -> list[str]:
    return file.read_text().splitlines()


def network_of(process: Path) -> Path:
    return (process / "ns/net").readlink()
