"""The bundled faces, so that a bare system shows every script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

FIRST_FAMILY = "Atkinson Hyperlegible Next"


@cache
def load_first_fonts(fonts_dir: Path) -> list[str]:
    """Register the faces that the program's own words stand in: enough for a first screen. Otherwise as
    `load_fonts`."""
    for file in sorted(fonts_dir.glob(f"{FIRST_FAMILY.replace(' ', '')}-*.ttf")):
        _register(file)
    return [FIRST_FAMILY]


@cache
def load_fonts(fonts_dir: Path) -> list[str]:
    """Register every face that `fonts.toml` in `fonts_dir` lists with Qt and return their families in
    fallback order. Raises FileNotFoundError where a listed face is missing or not a font."""
    import tomllib  # a first screen does without

    # Qt warns of every family that lacks a script, which is what the next family is for
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    faces = tomllib.loads((fonts_dir / "fonts.toml").read_text(encoding="utf-8"))["face"]
    for face in faces:
        _register(fonts_dir / face["file"])
    return list(dict.fromkeys(face["family"] for face in faces))


@cache
def _register(file: Path) -> None:
    if QFontDatabase.addApplicationFont(str(file)) < 0:
        raise FileNotFoundError(file.name)


def interface_font(families: list[str], size_px: int) -> QFont:
    """The font of the whole program: the first family, and the others for what it lacks."""
    font = QFont(families)
    font.setPixelSize(size_px)
    return font
