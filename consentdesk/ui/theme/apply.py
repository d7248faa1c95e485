"""Puts a theme on the program: style, palette, fonts, stylesheet and the focus ring."""

from __future__ import annotations

from pathlib import Path
from string import Template

from PySide6.QtCore import QDir, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from consentdesk.ui.theme.focus import show_focus_ring
from consentdesk.ui.theme.fonts import interface_font, load_first_fonts, load_fonts
from consentdesk.ui.theme.tokens import Tokens

FUSION = ["-style", "fusion"]  # arguments of the QApplication: to ask it for its style later costs 10 ms
MIN_TEXT_SCALE, MAX_TEXT_SCALE = 1.0, 2.0


def apply_theme(
    app: QApplication,
    tokens: Tokens,
    resources: Path,
    text_scale: float = 1.0,
    *,
    first_screen: bool = False,
) -> None:
    """Make every window of `app`, which wears FUSION, look as `tokens` say; may be called again at any time.

    `resources` holds `fonts/`, `theme/style.qss` and `icons/`. `text_scale` enlarges what patients read
    (1.0 to 2.0, held to that range); staff text keeps its size. For a `first_screen`, which has to come at
    once, only the faces of the program's own words are loaded: apply the theme whole right after it.
    """
    families = (load_first_fonts if first_screen else load_fonts)(resources / "fonts")
    app.setPalette(palette(tokens))
    app.setFont(interface_font(families, tokens.staff_text))
    QDir.setSearchPaths("icons", [(resources / "icons").as_posix()])
    app.setStyleSheet(stylesheet(tokens, resources, text_scale))
    show_focus_ring(app, tokens)
    worn = _worn(app) or _Worn(app)
    worn.tokens, worn.resources, worn.text_scale = tokens, resources, text_scale


def scale_patient_text(app: QApplication, text_scale: float) -> None:
    """Enlarge what patients read (1.0 to 2.0), all else as `apply_theme` left it; nothing before that."""
    worn = _worn(app)
    if worn is not None and worn.text_scale != text_scale:
        worn.text_scale = text_scale
        app.setStyleSheet(stylesheet(worn.tokens, worn.resources, text_scale))


class _Worn(QObject):
    """What the program wears now; it belongs to the application."""

    tokens: Tokens
    resources: Path
    text_scale: float

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.setProperty("worn", self)


def _worn(app: QApplication) -> _Worn | None:
    # a search among the application's children would make Python know its style, which takes 5 ms
    found = app.property("worn")
    return found if isinstance(found, _Worn) else None


def stylesheet(tokens: Tokens, resources: Path, text_scale: float = 1.0) -> str:
    """The template filled with tokens. Raises KeyError where it names a token that does not exist."""
    template = Template((resources / "theme" / "style.qss").read_text(encoding="utf-8"))
    scale = min(max(text_scale, MIN_TEXT_SCALE), MAX_TEXT_SCALE)
    return template.substitute(
        tokens.values(),
        icons=(resources / "icons").as_posix(),
        patient_text=round(tokens.patient_text * scale),
        patient_lead=round(tokens.patient_lead * scale),
        patient_title=round(tokens.patient_title * scale),
        patient_button=round(tokens.staff_lead * scale),
        patient_name=round(tokens.staff_heading * scale),
    )


def palette(tokens: Tokens) -> QPalette:
    """What Fusion and painted widgets take their colours from."""
    roles = {
        QPalette.ColorRole.Window: tokens.paper,
        QPalette.ColorRole.Base: tokens.card,
        QPalette.ColorRole.AlternateBase: tokens.accent_soft,
        QPalette.ColorRole.Button: tokens.card,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.quiet,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent_text,
        QPalette.ColorRole.Mid: tokens.control,
        QPalette.ColorRole.ToolTipBase: tokens.card,
        QPalette.ColorRole.ToolTipText: tokens.ink,
    }
    made = QPalette(QColor(tokens.paper))
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    return made
