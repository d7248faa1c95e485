"""The bundled faces, so that a bare system shows every script."""

from __future__ import annotations

import tomllib
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase


def load_fonts(fonts_dir: Path) -> list[str]:
    """Register every face that `fonts.toml` in `fonts_dir` lists with Qt and return their families in
    fallback order. Raises FileNotFoundError where a listed face is missing or not a font."""
    # Qt warns of every family that lacks a script, which is what the next family is for
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    faces = tomllib.loads((fonts_dir / "fonts.toml").read_text(encoding="utf-8"))["face"]
    for face in faces:
        if QFontDatabase.addApplicationFont(str(fonts_dir / face["file"])) < 0:
            raise FileNotFoundError(face["file"])
    return list(dict.fromkeys(face["family"] for face in faces))


def interface_font(families: list[str], size_px: int) -> QFont:
    """The font of the whole program: the first family, and the others for what it lacks."""
    font = QFont(families)
    font.setPixelSize(size_px)
    return font
