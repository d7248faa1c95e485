"""A worker can be lost, starved, hung or taken over; the desk goes on and says what happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Timer

import pytest
from PIL import Image

from consentdesk.domain.image import MAX_JPEG_PIXELS
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.limits import Limits
from tests.helpers.false_workers import reply, stand_in
from tests.helpers.pictures import corners, jpeg, photograph, png
from tests.imaging.conftest import MakeDecoder

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
SMALL = jpeg(corners())


@cache
def slow_jpeg() -> bytes:
    """A small file that is slow to decode: a progressive JPEG whose last pass is said over and over."""
    file = jpeg(photograph(3000, 3000), progressive=True, quality=5)
    last = file.rindex(b"\xff\xda")
    return file[:-2] + file[last:-2] * 10_000 + file[-2:]


def refusal_of(decoder: ConfinedDecoder, source: bytes) -> Problem:
    with pytest.raises(Refusal) as refused:
        decoder.look(source)
    return refused.value.problems[0]


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(seconds=1)
    started = time.monotonic()
    assert refusal_of(decoder, slow_jpeg()) == Problem("image_takes_too_long", details={"seconds": 1})
    assert time.monotonic() - started < 8
    assert decoder.look(SMALL).width == 96


@posix
def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_is_read(
    make_decoder: MakeDecoder,
) -> None:
    decoder = make_decoder(memory_bytes=256 << 20)
    bomb = png(Image.new("P", (7000, 7000)))
    assert refusal_of(decoder, bomb) == Problem("image_needs_too_much_memory")
    assert decoder.look(SMALL).width == 96


@posix
def test_a_progressive_jpeg_too_large_to_hold_whole_is_shown_and_its_hash_refused(
    make_decoder: MakeDecoder,
) -> None:
    decoder = make_decoder(memory_bytes=300 << 20)
    file = jpeg(Image.new("RGB", (4000, 4000)), progressive=True, subsampling=0)
    assert decoder.look(file).width == 4000
    with pytest.raises(Refusal, match="image_needs_too_much_memory"):
        decoder.pixel_sha256(file)


@posix
def test_a_worker_killed_in_the_middle_is_replaced(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(seconds=20)
    decoder.look(SMALL)
    (victim,) = decoder.pids
    killer = Timer(0.3, os.kill, (victim, signal.SIGKILL))
    killer.start()
    assert refusal_of(decoder, slow_jpeg()) == Problem("image_stopped_the_reader")
    killer.join()
    assert decoder.look(SMALL).width == 96
    assert victim not in decoder.pids


@posix
def test_a_worker_lost_while_idle_is_replaced_without_a_word(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder()
    decoder.look(SMALL)
    os.kill(decoder.pids[0], signal.SIGKILL)
    assert wait_for(lambda: not decoder.pids)
    assert decoder.look(SMALL).width == 96


def test_two_images_are_read_at_the_same_time(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(workers=2, seconds=2)
    slow = slow_jpeg()
    with ThreadPoolExecutor() as threads:
        first = threads.submit(refusal_of, decoder, slow)
        assert wait_for(lambda: bool(decoder.pids))
        for _ in range(3):
            assert threads.submit(decoder.look, SMALL).result().width == 96
        assert not first.done(), "the small ones did not wait for the slow one"
        assert first.result().code == "image_takes_too_long"


def test_twenty_images_from_eight_threads_keep_apart(decoder: ConfinedDecoder) -> None:
    files = {png(photograph(40 + i, 40, seed=i)): 40 + i for i in range(20)}
    with ThreadPoolExecutor(8) as threads:
        seen = dict(zip(files, threads.map(decoder.look, files), strict=True))
    assert {file: image.width for file, image in seen.items()} == files


@linux
def test_a_worker_knows_nothing_of_the_desk(
    make_decoder: MakeDecoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSENTDESK_SECRET", "a key that no worker may see")
    decoder = make_decoder(workers=2)
    decoder.warm()
    for pid in decoder.pids:
        assert wait_for(lambda pid=pid: "consentdesk" in read(pid, "cmdline"))
        environment = dict(line.split("=", 1) for line in read(pid, "environ").split("\0") if line)
        ours = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS"}
        assert environment.keys() == ours
        assert read(pid, "cmdline").split("\0")[1:5] == ["-P", "-s", "-m", "consentdesk.imaging.worker"]


@linux
def test_a_worker_has_walls_before_it_reads(decoder: ConfinedDecoder) -> None:
    decoder.look(SMALL)
    for pid in decoder.pids:
        assert wait_for(lambda pid=pid: "NoNewPrivs:\t1" in read(pid, "status"))
        limits = {line[:26].strip(): line[26:].split()[:2] for line in read(pid, "limits").splitlines()}
        assert limits["Max open files"] == ["4", "4"]
        assert limits["Max file size"] == ["0", "0"]
        assert limits["Max core file size"] == ["0", "0"]
        assert limits["Max address space"] == [str(1 << 30)] * 2


@posix
@pytest.mark.parametrize(
    "attempt",
    ["open('/etc/hosts')", "socket.socket()", "subprocess.run(['true'])", "os.pipe()", "os.write(out, b'x')"],
)
def test_behind_the_walls_no_file_socket_or_program_can_be_opened(tmp_path: Path, attempt: str) -> None:
    script = f"""
import os, socket, subprocess, signal
from consentdesk.imaging.confinement import confine
from consentdesk.imaging.limits import Limits
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
out = os.open({str(tmp_path / "out")!r}, os.O_CREAT | os.O_WRONLY)
confine(Limits())
try:
    {attempt}
except OSError:
    raise SystemExit(7)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 7, done.stderr.decode()


@pytest.mark.parametrize(
    "command",
    [
        reply(b"not json"),
        reply(b"[]"),
        reply(b"[" * 60_000),
        reply(b'{"refusal": "a sentence of its own", "details": {}}'),
        reply(b'{"refusal": "image_broken", "details": {"format": "\\u001b[2J"}}'),
        reply(b'{"refusal": "image_broken", "details": {"code": []}}'),
        reply(
            b'{"format": "EXE", "size": [1, 1], "view": [1, 1], "thumbnail": [1, 1], "traces": []}', bytes(6)
        ),
        reply(
            b'{"format": "PNG", "size": [1, 1], "view": [2, 1], "thumbnail": [1, 1], "traces": []}', bytes(6)
        ),
        reply(
            b'{"format": "PNG", "size": [1, 1], "view": [1, 1], "thumbnail": [1, 1], "traces": []}', bytes(7)
        ),
        reply(
            b'{"format": "PNG", "size": [0, 1], "view": [1, 1], "thumbnail": [1, 1], "traces": []}', bytes(6)
        ),
        reply(
            b'{"format": "PNG", "size": [1, 1], "view": [-1, -1], "thumbnail": [3, 1], "traces": []}',
            bytes(6),
        ),
        reply(
            b'{"format": "PNG", "size": [1, 1], "view": [1, 1], "thumbnail": [1, 1], "traces": [[0]]}',
            bytes(6),
        ),
        reply(b"{}", claimed=1 << 60),
        stand_in("sys.exit()"),
        stand_in("sys.stdin.close(); sys.exit()"),
    ],
)
def test_a_worker_that_answers_nonsense_is_not_believed(
    make_decoder: MakeDecoder, command: tuple[str, ...]
) -> None:
    decoder = make_decoder(command=command, seconds=20)
    assert refusal_of(decoder, SMALL) == Problem("image_stopped_the_reader")
    assert decoder.pids == ()


def test_a_worker_that_reads_nothing_or_says_nothing_is_given_up(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(command=stand_in("time.sleep(60)"), seconds=1)
    assert refusal_of(decoder, SMALL + bytes(4 << 20)).code == "image_takes_too_long"


@pytest.mark.parametrize("command", [(sys.executable, "-c", "print('hello')"), ("/no/such/program",)])
def test_a_machine_that_starts_no_worker_says_so(make_decoder: MakeDecoder, command: tuple[str, ...]) -> None:
    assert refusal_of(make_decoder(command=command), SMALL) == Problem("image_reader_unavailable")


def test_closing_ends_every_worker_even_one_at_work(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(workers=2, seconds=60)
    slow = slow_jpeg()
    with ThreadPoolExecutor() as threads:
        under_way = threads.submit(refusal_of, decoder, slow)
        assert wait_for(lambda: bool(decoder.pids))
        time.sleep(0.3)
        decoder.close()
        assert under_way.result(timeout=5).code == "image_reader_unavailable"
    assert decoder.pids == ()
    assert refusal_of(decoder, SMALL).code == "image_reader_unavailable"


def test_a_worker_ends_when_the_desk_is_gone() -> None:
    script = f"""
from consentdesk.imaging.decoder import ConfinedDecoder
import os
decoder = ConfinedDecoder(1)
decoder.look({SMALL!r})
print(*decoder.pids, flush=True)
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert wait_for(lambda: not running(int(done.stdout)))


def test_warm_workers_run_before_the_first_image(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(workers=2)
    assert decoder.pids == ()
    decoder.warm()
    started: set[int] = set(decoder.pids)
    for _ in range(4):
        decoder.look(SMALL)
    assert len(started) == 2 and set(decoder.pids) == started


def test_the_desks_side_loads_without_pillow() -> None:
    script = "import sys, consentdesk.imaging.decoder; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_limits_survive_the_command_line() -> None:
    limits = Limits(seconds=3, pixels=7)
    assert Limits.parse(limits.arguments()) == limits
    assert Limits().jpeg_pixels == MAX_JPEG_PIXELS


def wait_for(true: object, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.01)
    return False


def read(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text()


def running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return "State:\tZ" not in read(pid, "status") if sys.platform == "linux" else True
