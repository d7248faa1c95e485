"""Which theme the system asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints

from consentdesk.ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens


def theme_of(hints: QStyleHints) -> Tokens:
    """High contrast where it is wanted, else light or dark as the rest of the screen."""
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
