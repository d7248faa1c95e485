"""Everything the page that crops and covers shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.eye_bar import EyeBar
from consentdesk.domain.masking import NOTHING_MASKED, Fill, Masking
from consentdesk.ui.masking.shapes import Tool


@dataclass(frozen=True)
class MaskingState:
    """`picture` is null while it is coming; it is `width` by `height` pixels at its full size, and covers
    reach `margin_px` of them further than they are drawn. `chosen` is the shape that is moved and taken away,
    None for none. `after`: as it will be, instead of as it is drawn. `joins` says what becomes of the new
    image, `primary` what the button does. `making` are words while it is made; `problems` are (objectName,
    words), anew with every one `tried`. `leaving` asks whether what is drawn is to be given up."""

    picture: QImage = field(default_factory=QImage)
    shows: str = field(default="", repr=False)
    width: int = 1
    height: int = 1
    margin_px: int = 0
    tool: Tool = Tool.RECTANGLE
    fill: Fill = Fill.BLACK
    masking: Masking = NOTHING_MASKED
    chosen: int | None = None
    after: bool = False
    can_undo: bool = False
    can_redo: bool = False
    eye_bar: EyeBar = EyeBar.NONE
    joins: str = field(default="", repr=False)
    primary: str = ""
    making: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""
    leaving: bool = False
