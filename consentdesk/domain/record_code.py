"""The code of a record, short enough to read over the telephone: eleven random letters and a check."""

from __future__ import annotations

from consentdesk.domain.refusals import refuse

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LETTERS = 12
RANDOM_BITS = 5 * (LETTERS - 1)
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def make_code(random_bits: int) -> str:
    """The code for 55 random bits, like "K7QF-2M9D-XR41"."""
    body = "".join(ALPHABET[(random_bits >> 5 * n) & 31] for n in range(LETTERS - 1))
    text = body + _check(body)
    return in_fours(text, "-")


def parse_code(typed: str) -> str:
    """The code a person typed, in its own spelling. Raises Refusal `record_code_wrong` for one that cannot
    exist: any single wrong letter, or two neighbours swapped, is noticed."""
    text = "".join(c for c in typed.upper() if c.isalnum()).translate(_MISREAD)
    known = len(text) == LETTERS and set(text) <= set(ALPHABET)
    if not known or _check(text[:-1]) != text[-1]:
        raise refuse("record_code_wrong", "code")
    return in_fours(text, "-")


def in_fours(text: str, between: str = " ") -> str:
    """Letters or digits in groups of four, to be read aloud or compared."""
    return between.join(text[n : n + 4] for n in range(0, len(text), 4))


def _check(body: str) -> str:
    """A letter that makes the weighted sum over GF(32) vanish: weights are distinct powers of x, so single
    errors and swaps of any two unequal letters change it."""
    total = 0
    for position, letter in enumerate(body, start=1):
        total ^= _times(ALPHABET.index(letter), _power(position))
    return ALPHABET[total]


def _power(n: int) -> int:
    value = 1
    for _ in range(n):
        value = _times(value, 2)
    return value


def _times(a: int, b: int) -> int:
    """Product in GF(32) modulo x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        b >>= 1
        a <<= 1
        if a & 32:
            a ^= 0b100101
    return product
