"""Plays cropping and covering: drags over the picture, as a person would."""

from __future__ import annotations

from consentdesk.domain.masking import Fill, Point
from consentdesk.rehearsal.hands import Hands
from consentdesk.rehearsal.scenario import DragPart
from consentdesk.rehearsal.visit import Visit
from consentdesk.ui.masking.canvas import MaskCanvas
from consentdesk.ui.masking.shapes import Tool


def play_masks(visit: Visit) -> None:
    """Each photograph of the session that is to be cropped or covered, unless it is already. Raises visit's
    Refused where the page makes nothing of it."""
    numbers = {image.number: image.source_sha256 for image in visit.draft.images}
    made_from = {image.derived_from for image in visit.draft.images}
    for part in visit.scenario.masks:
        if numbers[part.image] not in made_from:
            visit.hands.click(f"mask_{part.image}")
            cover(visit.hands, part.drags)
            visit.picture("mask")
            visit.hands.click("continue")
            if visit.hands.sees("canvas"):
                visit.refuse("images", ("picture_not_masked",))


def cover(hands: Hands, drags: tuple[DragPart, ...]) -> None:
    """Draw on the page that is up; its button is still to be pressed."""
    canvas = hands.wait_for("canvas")
    assert isinstance(canvas, MaskCanvas)
    tool, fill = Tool.RECTANGLE, Fill.BLACK  # as the page begins
    for drag in drags:
        if drag.tool != tool:
            hands.click(f"tool_{drag.tool}")
        if drag.fill != fill:
            hands.click(f"fill_{drag.fill}")
        tool, fill = drag.tool, drag.fill
        places = [canvas.on_widget(Point(x / 100, y / 100)).toPoint() for x, y in drag.through]
        hands.draw("canvas", [[(place.x(), place.y()) for place in places]])
