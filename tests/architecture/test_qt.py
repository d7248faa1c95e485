"""The installed Qt binding is one that lives through a day at the desk."""

import sys

from PySide6.QtCore import QObject, Signal

EMITS = 2000


class Bell(QObject):
    rung = Signal(bool)


def test_two_thousand_signals_cost_no_reference() -> None:
    """PySide6 6.12.0 on CPython 3.11 loses one each time and aborts after some 550."""
    bell = Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(EMITS):
        bell.rung.emit(True)
        bell.blockSignals(False)
    heard_all = len(heard)
    heard.clear()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert heard_all == EMITS
    assert all(was - now < EMITS / 10 for was, now in zip(before, after, strict=True))
