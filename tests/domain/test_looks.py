"""What pictures look like, and which ones look alike: a guess, and quick among many."""

from __future__ import annotations

from random import Random

import pytest

from consentdesk.domain.looks import ALIKE_BITS, BITS, HEIGHT, WIDTH, Looks, look_of

CHANCE = Random(5)
MANY = {f"image-{n}": f"{CHANCE.getrandbits(BITS):016x}" for n in range(3000)}


def changed(look: str, bits: int, seed: int = 0) -> str:
    """The look with so many bits turned."""
    value = int(look, 16)
    for place in Random(seed).sample(range(BITS), bits):
        value ^= 1 << place
    return f"{value:016x}"


def test_a_look_says_of_each_pair_of_neighbours_whether_it_gets_darker() -> None:
    falling = bytes(200 - 10 * (n % WIDTH) for n in range(WIDTH * HEIGHT))
    assert look_of(falling) == "f" * 16
    assert look_of(bytes(reversed(falling))) == "0" * 16
    assert look_of(bytes([9, 8, *([8] * (WIDTH * HEIGHT - 2))])) == "8000000000000000"


@pytest.mark.parametrize("seed", range(40))
def test_whatever_differs_in_eight_bits_or_fewer_is_found_and_nothing_else(seed: int) -> None:
    looks, look = Looks(MANY.items()), MANY["image-7"]
    assert looks.like(changed(look, seed % (ALIKE_BITS + 1), seed))[:1] == ("image-7",)
    assert "image-7" not in looks.like(changed(look, ALIKE_BITS + 1, seed), most=9)


def test_the_likest_comes_first_and_only_a_few_come() -> None:
    look = MANY["image-1"]
    near = [(f"near-{bits}", changed(look, bits, bits)) for bits in (5, 1, 3, 0)]
    assert Looks(near).like(look, most=3) == ("near-0", "near-1", "near-3")


def test_all_that_a_slow_search_finds_is_found() -> None:
    crowd = {f"n{n}": changed("0123456789abcdef", n % 14, n) for n in range(200)}
    slow = {i for i, look in crowd.items() if (int(look, 16) ^ 0x0123456789ABCDEF).bit_count() <= ALIKE_BITS}
    assert set(Looks(crowd.items()).like("0123456789abcdef", most=999)) == slow


def test_what_has_no_look_is_like_nothing() -> None:
    assert Looks([("old", "")]).like("0" * 16) == ()
    assert Looks(MANY.items()).like("") == ()
