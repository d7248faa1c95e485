"""What a picture looks like, from its pixels."""

from __future__ import annotations

from consentdesk.domain.looks import HEIGHT, WIDTH, look_of
from consentdesk.imaging.protocol import Pixels


def seen_from_afar(pixels: Pixels) -> str:
    """The look (`domain.looks`) of upright sRGB pixels."""
    # late: the start of the program does not wait for Pillow
    from PIL import Image

    whole = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    return look_of(whole.convert("L").resize((WIDTH, HEIGHT), Image.Resampling.BOX).tobytes())
