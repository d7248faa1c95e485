"""A JPEG made of pixels and nothing else."""

from __future__ import annotations

from io import BytesIO

from consentdesk.imaging.protocol import Pixels

QUALITY = 90


def clean_jpeg(pixels: Pixels) -> bytes:
    """Baseline JPEG, quality 90, of sRGB pixels. It holds no metadata, since pixels have none to hand on."""
    # late: the start of the program does not wait for Pillow
    from PIL import Image

    file = BytesIO()
    Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
