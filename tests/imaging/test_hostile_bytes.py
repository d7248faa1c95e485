"""Mutated images, thousands of them: the desk answers every one, and still reads the good ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from consentdesk.domain.image import DecodedImage
from consentdesk.domain.refusals import Refusal
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.detecting.passing import FACES
from consentdesk.imaging.pipe import REFUSALS
from tests.helpers.pictures import camera_exif, corners, jpeg, photograph, png, tiff, webp
from tests.imaging.conftest import SAMPLES

EXPECTED = REFUSALS | {"image_empty", "image_takes_too_long", "image_stopped_the_reader"}
CONTROL_EVERY = 10
Damage = Callable[[random.Random, bytearray], None]


def seeds() -> list[bytes]:
    photo, exif = photograph(160, 120), camera_exif(6, "text")
    return [
        jpeg(photo, exif),
        jpeg(photo, exif, progressive=True),
        png(photo, exif),
        png(photo.quantize(16)),
        tiff(photo, exif),
        tiff(photo, compression="tiff_lzw"),
        tiff(corners().convert("1"), compression="group4"),
        webp(photo, exif),
        webp(photo, lossless=False),
        *(path.read_bytes() for path in sorted(SAMPLES.glob("*.heic")) if path.stem != "two-pictures"),
    ]


def flip_bits(chance: random.Random, data: bytearray) -> None:
    for _ in range(chance.randint(1, 16)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_in_the_head(chance: random.Random, data: bytearray) -> None:
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(min(len(data), 600))] = chance.randrange(256)


def put_extreme_numbers(chance: random.Random, data: bytearray) -> None:
    at = chance.randrange(len(data) - 4)
    data[at : at + 4] = chance.choice([b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\0\0\0\x01"])


def cut(chance: random.Random, data: bytearray) -> None:
    del data[chance.randrange(len(data)) :]


def repeat_a_part(chance: random.Random, data: bytearray) -> None:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    data[start:start] = data[start:end] * chance.randint(1, 4)


def take_out_a_part(chance: random.Random, data: bytearray) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 64)]


DAMAGES: tuple[Damage, ...] = (
    flip_bits,
    flip_in_the_head,
    put_extreme_numbers,
    cut,
    repeat_a_part,
    take_out_a_part,
)


def damaged(count: int) -> Iterator[bytes]:
    chance, whole = random.Random(20260101), seeds()
    for i in range(count):
        data = bytearray(whole[i % len(whole)])
        chance.choice(DAMAGES)(chance, data)
        yield bytes(data)


def outcome(decoder: ConfinedDecoder, source: bytes) -> str | DecodedImage:
    try:
        return decoder.look(source)
    except Refusal as refusal:
        return refusal.code


def assert_all_answered(decoder: ConfinedDecoder, count: int) -> None:
    whole, accepted, controls = seeds(), 0, 0
    for i, source in enumerate(damaged(count)):
        answer = outcome(decoder, source)
        assert isinstance(answer, DecodedImage) or answer in EXPECTED
        if i % CONTROL_EVERY == 0:
            controls += 1
            accepted += isinstance(outcome(decoder, whole[controls % len(whole)]), DecodedImage)
    assert accepted >= 0.98 * controls


def assert_all_seen(decoder: ConfinedDecoder, count: int) -> None:
    for source in damaged(count):
        try:
            assert FACES in decoder.seen_in(source).ran
        except Refusal as refusal:
            assert refusal.code in EXPECTED
    assert all(FACES in decoder.seen_in(whole).ran for whole in seeds())


def test_hundreds_of_damaged_images_are_all_answered(decoder: ConfinedDecoder) -> None:
    assert_all_answered(decoder, 330)


def test_damaged_images_are_looked_at_by_detectors_or_refused(decoder: ConfinedDecoder) -> None:
    assert_all_seen(decoder, 60)


@pytest.mark.long
def test_a_thousand_damaged_images_are_looked_at_by_detectors_or_refused(decoder: ConfinedDecoder) -> None:
    assert_all_seen(decoder, 1_000)


@pytest.mark.long
def test_ten_thousand_damaged_images_are_all_answered(decoder: ConfinedDecoder) -> None:
    assert_all_answered(decoder, 10_000)
