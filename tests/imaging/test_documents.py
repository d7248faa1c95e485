"""Pictures inside slides, documents and PDFs: byte for byte, each with its place, and nothing overlooked."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from consentdesk.domain.found_pictures import FoundPicture, What, Where
from consentdesk.domain.refusals import Refusal
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.documents.parts import Kind, kind_of
from tests.helpers.decks import (
    ODF,
    docx,
    odp,
    odt,
    pdf,
    pdf_of,
    pdf_stream,
    pptx,
    relations,
    xlsx,
    zipped,
)
from tests.helpers.pictures import jpeg, photograph, png
from tests.imaging.conftest import MakeDecoder

FIRST, SECOND = jpeg(photograph(200, 150, seed=1)), jpeg(photograph(200, 150, seed=2))
DRAWN = png(photograph(90, 70, seed=3))
EMF = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)
FILM = b"\0\0\0\x18ftypmp42" + bytes(60)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def places(found: tuple[FoundPicture, ...]) -> dict[str, tuple[Where, tuple[int, ...]]]:
    return {picture.name: (picture.where, picture.numbers) for picture in found}


def whats(found: tuple[FoundPicture, ...]) -> dict[str, What]:
    return {picture.name: picture.what for picture in found}


def refusal(decoder: ConfinedDecoder, source: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        decoder.pictures_in(source)
    return refused.value.code


def test_each_picture_of_a_deck_comes_byte_for_byte_with_its_slides(decoder: ConfinedDecoder) -> None:
    deck = pptx([["a.jpg"], [], ["b.jpeg", "a.jpg"]], {"a.jpg": FIRST, "b.jpeg": SECOND})
    found = decoder.pictures_in(deck)
    assert {picture.name: picture.data for picture in found} == {"a.jpg": FIRST, "b.jpeg": SECOND}
    assert places(found) == {"a.jpg": (Where.SLIDE, (1, 3)), "b.jpeg": (Where.SLIDE, (3,))}


def test_a_picture_of_a_layout_is_on_every_slide_that_uses_it(decoder: ConfinedDecoder) -> None:
    layout = {
        "ppt/slides/_rels/slide1.xml.rels": relations(("rId1", "slideLayout", "../slideLayouts/l.xml")),
        "ppt/slideLayouts/_rels/l.xml.rels": relations(("rId1", "image", "../media/mark.png")),
    }
    deck = pptx([[], [], ["a.jpg"]], {"a.jpg": FIRST, "mark.png": DRAWN}, layout | {})
    assert places(decoder.pictures_in(deck))["mark.png"] == (Where.SLIDE, (3,))


def test_a_picture_that_no_slide_shows_is_found_all_the_same(decoder: ConfinedDecoder) -> None:
    assert places(decoder.pictures_in(pptx([[]], {"a.jpg": FIRST}))) == {"a.jpg": (Where.ELSEWHERE, ())}


def test_a_picture_is_known_by_how_it_begins_and_not_by_its_name(decoder: ConfinedDecoder) -> None:
    (found,) = decoder.pictures_in(pptx([["a.xml"]], {"a.xml": FIRST}))
    assert found.what is What.PICTURE and found.data == FIRST


def test_linked_pictures_films_drawings_and_old_objects_are_named_and_not_passed_over(
    decoder: ConfinedDecoder,
) -> None:
    media = {"film.mp4": FILM, "drawing.emf": EMF, "object.bin": OLE, "plan.svg": b"<svg/>"}
    deck = pptx([["film.mp4"]], media, linked={1: "file:///S:/pictures/lesion.jpg"})
    assert whats(decoder.pictures_in(deck)) == {
        "film.mp4": What.VIDEO,
        "drawing.emf": What.UNREADABLE,
        "object.bin": What.UNREADABLE,
        "plan.svg": What.UNREADABLE,
        "lesion.jpg": What.LINKED,
    }


def test_the_preview_that_an_office_program_adds_is_said_to_be_one(decoder: ConfinedDecoder) -> None:
    deck = pptx([["a.jpg"]], {"a.jpg": FIRST}, {"docProps/thumbnail.jpeg": SECOND})
    assert whats(decoder.pictures_in(deck))["thumbnail.jpeg"] is What.PREVIEW


def test_a_table_nested_in_a_slide_is_looked_into(decoder: ConfinedDecoder) -> None:
    table = {"ppt/embeddings/table.xlsx": xlsx([["b.jpg"]], {"b.jpg": SECOND})}
    (found,) = decoder.pictures_in(pptx([[]], {}, table))
    assert (found.name, found.data) == ("table.xlsx: b.jpg", SECOND)


def test_what_is_nested_too_deep_cannot_be_read(decoder: ConfinedDecoder) -> None:
    deep = docx({"a.jpg": FIRST})
    for _ in range(3):
        deep = zipped({"inner.docx": deep})
    assert [picture.what for picture in decoder.pictures_in(deep)] == [What.UNREADABLE]


def test_documents_tables_and_open_documents_are_read_too(decoder: ConfinedDecoder) -> None:
    media = {"a.jpg": FIRST, "b.png": DRAWN}
    assert places(decoder.pictures_in(docx(media))) == dict.fromkeys(media, (Where.TEXT, ()))
    assert places(decoder.pictures_in(odt(media))) == dict.fromkeys(media, (Where.TEXT, ()))
    sheets = decoder.pictures_in(xlsx([["b.png"], ["a.jpg"]], media))
    assert places(sheets) == {"a.jpg": (Where.SHEET, (2,)), "b.png": (Where.SHEET, (1,))}
    slides = decoder.pictures_in(odp([["b.png"], ["a.jpg", "b.png"], ["http://example.org/c.jpg"]], media))
    assert places(slides) == {
        "a.jpg": (Where.SLIDE, (2,)),
        "b.png": (Where.SLIDE, (1, 2)),
        "c.jpg": (Where.SLIDE, (3,)),
    }


def test_a_jpeg_in_a_pdf_comes_as_it_was_put_in_and_anything_else_with_its_pixels(
    decoder: ConfinedDecoder,
) -> None:
    one, other = decoder.pictures_in(pdf([[FIRST], [DRAWN], [FIRST]]))
    assert (one.data, one.where, one.numbers) == (FIRST, Where.PAGE, (1, 3))
    assert (other.where, other.numbers) == (Where.PAGE, (2,))
    assert decoder.pixel_sha256(other.data) == decoder.pixel_sha256(DRAWN)


def test_what_is_locked_old_or_no_document_is_refused_with_its_reason(decoder: ConfinedDecoder) -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    in_odf = f'<manifest:encryption-data xmlns:manifest="{ODF}:manifest:1.0"/>'
    assert refusal(decoder, pdf([[FIRST]], password="secret")) == "document_locked"
    assert refusal(decoder, locked) == "document_locked"
    assert refusal(decoder, odp([[]], {}, in_odf)) == "document_locked"
    assert refusal(decoder, _flagged_as_encrypted(docx({"a.jpg": FIRST}))) == "document_locked"
    assert refusal(decoder, OLE) == "document_old"
    assert refusal(decoder, b"%!PS-Adobe") == "document_not_supported"


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_a_torn_deck_is_refused(decoder: ConfinedDecoder, cut: float) -> None:
    deck = pptx([["a.jpg"]], {"a.jpg": FIRST})
    assert refusal(decoder, deck[: int(len(deck) * cut)]) == "document_broken"


def test_a_deck_whose_bytes_were_changed_is_refused(decoder: ConfinedDecoder) -> None:
    deck = bytearray(pptx([["a.jpg"]], {"a.jpg": FIRST}))
    middle = deck.index(b"ppt/media/a.jpg") + 2000
    deck[middle] ^= 0xFF
    assert refusal(decoder, bytes(deck)) == "document_broken"


def test_a_bomb_is_refused_before_it_goes_off(decoder: ConfinedDecoder) -> None:
    assert refusal(decoder, zipped({"a.bmp": b"BM" + bytes(250_000_000)})) == "document_unpacks_too_large"
    lying = bytearray(zipped({"ppt/media/a.jpg": FIRST + bytes(1000)}))
    at = lying.rindex(b"PK\x01\x02") + 24
    lying[at : at + 4] = struct.pack("<I", 50)
    assert refusal(decoder, bytes(lying)) == "document_broken"


def test_many_small_bombs_share_one_budget(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(document_bytes=1_000_000)
    media = {f"{n}.jpg": FIRST + zlib.compress(bytes(100), 0) * 100 for n in range(60)}
    assert refusal(decoder, docx(media)) == "document_unpacks_too_large"


def test_ten_thousand_parts_or_pictures_are_refused(make_decoder: MakeDecoder) -> None:
    many = zipped({f"a{n}.xml": "<a/>" for n in range(10_000)})
    assert refusal(make_decoder(), many) == "document_has_too_many_parts"
    few = make_decoder(document_pictures=20)
    assert refusal(few, docx({f"{n}.jpg": FIRST for n in range(21)})) == "document_has_too_many_pictures"
    assert len(few.pictures_in(docx({f"{n}.jpg": FIRST + bytes([n]) for n in range(20)}))) == 20


def test_names_that_lead_elsewhere_lead_nowhere(decoder: ConfinedDecoder) -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("../../etc/cron.d/a.jpg", FIRST)
        archive.writestr("/srv/b\n\x1b[31m.jpg", SECOND)
    assert [picture.name for picture in decoder.pictures_in(file.getvalue())] == ["a.jpg", "b[31m.jpg"]


def test_a_hidden_twin_of_a_part_is_found_too(decoder: ConfinedDecoder) -> None:
    file = BytesIO()
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(file, "w") as archive:
        archive.writestr("ppt/media/a.jpg", FIRST)
        archive.writestr("ppt/media/a.jpg", SECOND)
    assert [picture.data for picture in decoder.pictures_in(file.getvalue())] == [FIRST, SECOND]


def test_xml_that_grows_without_end_is_refused(decoder: ConfinedDecoder) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha">]><Relationships>&b;</Relationships>'
    assert refusal(decoder, zipped({"_rels/.rels": laughs})) == "document_broken"


@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_ends_in_a_refusal_or_an_answer(decoder: ConfinedDecoder, seed: int) -> None:
    chance = random.Random(seed)
    for source in (
        pptx([["a.jpg"]], {"a.jpg": FIRST}),
        pdf([[FIRST, DRAWN]]),
        odp([["a.jpg"]], {"a.jpg": FIRST}),
    ):
        spoiled = bytearray(source)
        for _ in range(12):
            spoiled[chance.randrange(8, len(spoiled))] = chance.randrange(256)
        try:
            decoder.pictures_in(bytes(spoiled))
        except Refusal as refused:
            assert refused.code.startswith(("document_", "image_"))


def test_what_nobody_knows_cannot_be_read_and_what_shows_nothing_is_passed_over() -> None:
    assert kind_of("ppt/media/x.bin", b"\x13\x37") is Kind.UNREADABLE
    assert kind_of("xl/printerSettings/printerSettings1.bin", b"\x13\x37") is Kind.NO_PICTURE
    assert kind_of("ppt/slides/slide1.xml", b"<?xml version='1.0'?><p:sld/>") is Kind.NO_PICTURE
    assert kind_of("word/afchunk.htm", b"<p><img src='data:image/png;base64,'/></p>") is Kind.UNREADABLE
    assert kind_of("word/afchunk.dat", b"<!DOCTYPE html><HTML>") is Kind.UNREADABLE
    assert kind_of("ppt/media/x.webp", b"RIFF\x20\0\0\0WEBPVP8 ") is Kind.PICTURE
    assert kind_of("ppt/media/x.avi", b"RIFF\x20\0\0\0AVI LIST") is Kind.MOVING


def _flagged_as_encrypted(archive: bytes) -> bytes:
    changed = bytearray(archive)
    at = changed.rindex(b"PK\x01\x02") + 8
    changed[at] |= 1
    return bytes(changed)


IN_PDF = pdf_stream(
    "/Type /XObject /Subtype /Image /Width 200 /Height 150 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    " /Filter /DCTDecode",
    FIRST,
)
SHOWS = "/Resources << /XObject << /Im 4 0 R >> >>"
FILLED = b"/Pattern cs /P scn 0 0 200 200 re f"
TILE = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 200 150] /XStep 200 /YStep 150"


@pytest.mark.parametrize("resources", [SHOWS, "/Resources 7 0 R"])
def test_a_pdf_whose_shapes_are_filled_with_a_picture_cannot_be_read_whole(
    decoder: ConfinedDecoder, resources: str
) -> None:
    found = decoder.pictures_in(
        pdf_of(
            "/Resources << /Pattern << /P 5 0 R >> >> /Contents 6 0 R",
            IN_PDF,
            pdf_stream(f"{TILE} {resources}", b"200 0 0 150 0 0 cm /Im Do"),
            pdf_stream("", FILLED),
            b"<< /XObject << /Im 4 0 R >> >>",
        )
    )
    assert [(picture.what, picture.where) for picture in found] == [(What.UNREADABLE, Where.ELSEWHERE)]


@pytest.mark.parametrize("resources", ["/Resources << >>", "/Resources 7 0 R"])
def test_a_pdf_with_hatches_has_no_picture(decoder: ConfinedDecoder, resources: str) -> None:
    tile = pdf_stream(f"{TILE} {resources}", b"0 0 9 9 re f")
    page = "/Resources << /Pattern << /P 5 0 R >> >> /Contents 6 0 R"
    assert decoder.pictures_in(pdf_of(page, IN_PDF, tile, pdf_stream("", FILLED), b"<< >>")) == ()


def test_a_stamp_whose_picture_lies_deeper_cannot_be_read(decoder: ConfinedDecoder) -> None:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 100 100]"
    found = decoder.pictures_in(
        pdf_of(
            "/Annots [7 0 R]",
            IN_PDF,
            pdf_stream(f"{form} {SHOWS}", b"100 0 0 100 0 0 cm /Im Do"),
            pdf_stream(f"{form} /Resources << /XObject << /Fm 5 0 R >> >>", b"/Fm Do"),
            b"<< /Type /Annot /Subtype /Stamp /Rect [0 0 100 100] /AP << /N 6 0 R >> >>",
        )
    )
    assert [(picture.what, picture.numbers) for picture in found] == [(What.UNREADABLE, (1,))]
