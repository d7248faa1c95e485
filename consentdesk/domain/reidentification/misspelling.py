"""Whether a word is another with a slip or two of the hand."""

from __future__ import annotations


def nearly(word: str, meant: str) -> bool:
    """Whether one letter is too many, missing, another, or two neighbours changed places; never when equal.
    The first letter is seldom the one that is wrong: it has to be right, except for a change of places."""
    if word == meant or abs(len(word) - len(meant)) > 1 or len(meant) < 4:
        return False
    at = _first_difference(word, meant)
    if at == 0:
        return False
    if len(word) == len(meant):
        swapped = word[at : at + 2] == meant[at : at + 2][::-1] and word[at + 2 :] == meant[at + 2 :]
        return word[at + 1 :] == meant[at + 1 :] or swapped
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    return longer[at + 1 :] == shorter[at:]


def twice_nearly(word: str, meant: str) -> bool:
    """Whether two slips at most lie between two words that begin alike."""
    if abs(len(word) - len(meant)) > 2 or word[:2] != meant[:2]:
        return False
    before, row = list(range(len(meant) + 1)), [0]
    for n, letter in enumerate(word, 1):
        row = [n]
        for m, other in enumerate(meant, 1):
            row.append(min(before[m] + 1, row[-1] + 1, before[m - 1] + (letter != other)))
        if min(row) > 2:
            return False
        before = row
    return row[-1] <= 2


def _first_difference(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
