"""Tab follows a page as it is laid out. Qt alone goes by when a widget was made, and pages grow piece by
piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    inside = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    for child in dict.fromkeys([*_laid_out(widget.layout(), inside), *inside]):
        yield from _parts(child)


def _laid_out(layout: QLayout | None, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the widgets that lie in a layout or in one within it, in order. Its items are not asked: a
    Python that has seen one does not learn when Qt deletes it."""
    if layout is None:
        return
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    parts: list[QWidget | QLayout] = [*widgets, *inner]
    for part in sorted((part for part in parts if layout.indexOf(part) >= 0), key=layout.indexOf):
        if isinstance(part, QLayout):
            yield from _laid_out(part, widgets)
        else:
            yield part
