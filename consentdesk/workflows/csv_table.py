"""Tables for a spreadsheet: CSV as RFC 4180 has it, in UTF-8 with the mark that Excel looks for. A cell that
a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

BYTE_ORDER_MARK = "\ufeff".encode()
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LINES_A_PART = 200


def table_parts(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The bytes of a CSV file, some hundred rows at a time."""
    yield BYTE_ORDER_MARK
    pending = iter(rows)
    while part := list(islice(pending, LINES_A_PART)):
        written = StringIO()
        csv.writer(written, lineterminator="\r\n").writerows(map(_cell, row) for row in part)
        yield written.getvalue().encode()


def _cell(text: str) -> str:
    """A text that no spreadsheet runs: names and reasons come from whoever typed them."""
    runs = text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if runs else text
