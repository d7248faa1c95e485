"""A session's form on paper, and what scanners and phones make of its pages."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter
from PIL.Image import Resampling, Transpose

from consentdesk.documents.paper_form import PaperForms
from tests.helpers.pictures import photograph
from tests.helpers.sessions import ALL_USES, EXPLAINER, NOW, RESOURCES, complete_draft, rules

FORM_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
PHONE = (1944, 2592)  # five megapixels
DESK = (92, 84, 76)
Spoil = Callable[[Image.Image], Image.Image]


def forms() -> PaperForms:
    return PaperForms(*(RESOURCES / room for room in ("fonts", "copy", "statements")))


@cache
def form_pdf(pathway: str = "adult", language: str = "en") -> bytes:
    """The form of a session with two pictures and all uses, printed on A4."""
    draft = replace(complete_draft(pathway, 2, ALL_USES, language=language), assent=None)
    small = BytesIO()
    photograph(320, 240).save(small, "JPEG")
    thumbnails = {image.source_sha256: small.getvalue() for image in draft.images}
    pdf, _ = forms().paper_form(rules(language), draft, EXPLAINER, thumbnails, FORM_ID, "A4", False, NOW)
    return pdf


def scanned(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """Each page as a flatbed scanner would see it."""
    with pdfium.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def turned(degrees: float) -> Spoil:
    return lambda page: page.rotate(degrees, Resampling.BICUBIC, expand=True, fillcolor="white")


def on_its_side(page: Image.Image) -> Image.Image:
    return page.transpose(Transpose.ROTATE_90)


def upside_down(page: Image.Image) -> Image.Image:
    return page.transpose(Transpose.ROTATE_180)


def blurred(radius_px: float) -> Spoil:
    return lambda page: page.filter(ImageFilter.GaussianBlur(radius_px))


def seen_aslant(lean: float = 0.12) -> Spoil:
    """As from a chair beside the table: the far edge is shorter by about this share."""

    def spoil(page: Image.Image) -> Image.Image:
        wide, tall = page.size
        coefficients = (1, -lean / 2, 0.03 * wide, 0.01, 1 - lean / 2, 0, 0, -lean / tall)
        return page.transform(
            page.size, Image.Transform.PERSPECTIVE, coefficients, Resampling.BICUBIC, fillcolor=DESK
        )

    return spoil


def in_shadow(page: Image.Image) -> Image.Image:
    """Bright at one edge, a third of the light at the other."""
    light = Image.linear_gradient("L").rotate(90).point(lambda value: 85 + value * 2 // 3)
    return ImageChops.multiply(page, Image.merge("RGB", [light.resize(page.size)] * 3))


def pale(page: Image.Image) -> Image.Image:
    """A grey copy of a copy: ink at 120, paper at 190."""
    return page.convert("L").point(lambda value: 120 + value * 70 // 255).convert("RGB")


def compressed(quality: int = 40) -> Spoil:
    def spoil(page: Image.Image) -> Image.Image:
        file = BytesIO()
        page.save(file, "JPEG", quality=quality)
        return Image.open(file).convert("RGB")

    return spoil


def on_a_phone(share: float = 0.7, degrees: float = 2, size: tuple[int, int] = PHONE) -> Spoil:
    """A photo, usually of five megapixels, with a page that fills a share of it, on a dark table."""

    def spoil(page: Image.Image) -> Image.Image:
        photo = Image.new("RGB", size if page.height > page.width else size[::-1], DESK)
        sheet = page.rotate(degrees, Resampling.BICUBIC, expand=True, fillcolor=DESK)
        scale = share * min(photo.width / sheet.width, photo.height / sheet.height)
        sheet = sheet.resize((round(sheet.width * scale), round(sheet.height * scale)), Resampling.LANCZOS)
        photo.paste(sheet, ((photo.width - sheet.width) // 2, (photo.height - sheet.height) // 2))
        return compressed(70)(in_shadow(photo.filter(ImageFilter.GaussianBlur(0.8))))

    return spoil


def by_chance(seed: int) -> Spoil:
    """Several things at once, as they come."""
    chance = random.Random(seed)
    steps: list[Spoil] = [turned(chance.uniform(-8, 8))]
    steps += chance.sample(
        [on_its_side, upside_down, in_shadow, pale, seen_aslant(chance.uniform(0, 0.15))], 2
    )
    if chance.random() < 0.5:
        steps.append(on_a_phone(chance.uniform(0.6, 0.95), chance.uniform(-10, 10)))
    steps += [blurred(chance.uniform(0, 1.5)), compressed(chance.randint(35, 85))]

    def spoil(page: Image.Image) -> Image.Image:
        for step in steps:
            page = step(page)
        return page

    return spoil


SPOILED: dict[str, Spoil] = {
    "as scanned": lambda page: page,
    "3 degrees": turned(3),
    "on its side": on_its_side,
    "upside down": upside_down,
    "aslant": seen_aslant(),
    "blurred": blurred(2),
    "JPEG quality 40": compressed(40),
    "in shadow": in_shadow,
    "pale and grey": pale,
    "phone, page fills 70 %": on_a_phone(),
}
