"""Tab follows a page as it is laid out. Qt alone goes by when a widget was made, and pages grow piece by
piece."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLayout, QWidget

TAB = QKeyCombination(Qt.Key.Key_Tab)
BACKTAB = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Backtab)


def follow_reading_order(window: QWidget) -> None:
    """From now on Tab and Shift+Tab go through a window as its pages are laid out. By shortcuts: Qt calls
    `focusNextPrevChild` for widgets that are just dying too, which no Python may touch."""
    for keys, forward in ((TAB, True), (BACKTAB, False)):
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(partial(step_focus, window, forward))


def in_reading_order(page: QWidget) -> list[QWidget]:
    """The parts of a page that Tab stops at, from its first to its last."""
    return [part for part in _parts(page) if _takes_tab(part)]


def step_focus(page: QWidget, forward: bool) -> bool:
    """Give the keyboard to the next part of a page, or to the one before; round from one end to the other.
    False when no part of the page takes it."""
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    parts, here = list(_parts(page)), QApplication.focusWidget()
    start = parts.index(here) if here in parts else -1
    around = [*parts[start + 1 :], *parts[: max(start, 0)]]
    found = next(filter(_takes_tab, around if forward else reversed(around)), None)
    if found is not None:
        found.setFocus(reason)
    return found is not None


def _takes_tab(part: QWidget) -> bool:
    stops = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
    return stops and part.isVisible() and part.isEnabled()


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """A widget and, after it, everything in it."""
    yield widget
    laid_out = list(_laid_out(widget.layout()))
    others = (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())
    for child in dict.fromkeys([*laid_out, *others]):
        yield from _parts(child)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout and of those within it, in order."""
    for index in range(layout.count() if layout else 0):
        item = layout.itemAt(index) if layout else None
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)
