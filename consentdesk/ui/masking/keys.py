"""Drawing with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from consentdesk.domain.masking import moved, stretched
from consentdesk.ui.masking.dragging import Outcome
from consentdesk.ui.masking.shapes import box_of, drawn, in_the_middle, put
from consentdesk.ui.masking.state import MaskingState

STEP, SMALL_STEP = 0.01, 0.002  # shares of the picture
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def drawn_by(event: QKeyEvent, state: MaskingState) -> Outcome | None:
    """What a key draws: Enter a shape in the middle; arrows move the one that is chosen, with Shift they
    stretch it, with Control by little. None for any other key."""
    if event.key() in ENTER:
        return drawn(state.masking, state.tool, in_the_middle(state.tool), state.fill)
    if event.key() not in ARROWS or state.chosen is None:
        return None
    across, down = ARROWS[Qt.Key(event.key())]
    step = SMALL_STEP if event.modifiers() & Qt.KeyboardModifier.ControlModifier else STEP
    changed = stretched if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else moved
    box = changed(box_of(state.masking, state.chosen), across * step, down * step)
    return put(state.masking, state.chosen, box), state.chosen
