"""What the page that crops and covers says in words."""

from __future__ import annotations

from consentdesk.domain.eye_bar import EyeBar
from consentdesk.domain.masking import Fill, Masking
from consentdesk.domain.reidentification.identifier import Box
from consentdesk.ui.masking.shapes import CROP, Tool, box_of, tool_of
from consentdesk.ui.words import _


def tool_words(tool: Tool) -> str:
    return {
        "crop": _("Crop"),
        "rectangle": _("Rectangle"),
        "ellipse": _("Ellipse"),
        "freehand": _("Free hand"),
    }[tool.value]


def fill_words(fill: Fill) -> str:
    return {"black": _("Black"), "white": _("White")}[fill.value]


def shape_words(masking: Masking, which: int) -> str:
    """ "Rectangle, black"."""
    words = tool_words(tool_of(masking, which))
    return words if which == CROP else f"{words}, {fill_words(masking.covers[which].fill).lower()}"


def place_words(box: Box) -> str:
    """Where a shape lies, for whoever hears it."""
    words = _("{width} % wide, {height} % high, {left} % from the left, {top} % from the top")
    shares = {"width": box.width, "height": box.height, "left": box.left, "top": box.top}
    return words.format(**{name: round(100 * share) for name, share in shares.items()})


def spoken_words(masking: Masking, which: int) -> str:
    return f"{shape_words(masking, which)}: {place_words(box_of(masking, which))}"


def eye_bar_words(found: EyeBar) -> str:
    """Why an eye bar is not enough, with who says so; "" where there is none."""
    source = _(
        "ICMJE Recommendations: “masking the eye region in photographs of patients is inadequate protection "
        "of anonymity”."
    )
    told = {
        EyeBar.NONE: "",
        EyeBar.MAYBE: _("If this covers somebody's eyes: an eye bar does not hide who somebody is."),
        EyeBar.OVER_EYES: _(
            "An eye bar does not hide who somebody is. Cover the whole face, or crop it off."
        ),
    }[found]
    return f"{told} {source}" if told else ""


def joins_words(patient: str, in_session: bool, has_session: bool) -> str:
    """What becomes of the new image; `patient` is their name."""
    if in_session:
        return _("A picture of its own, shown and asked about like the others")
    if has_session:
        return _("It joins the open session of {name}, to be shown and asked about.").format(name=patient)
    return _("A session with {name} begins, where it is shown and asked about.").format(name=patient)


def primary_words(has_session: bool) -> str:
    return _("Add to the session") if has_session else _("Ask about this picture")
