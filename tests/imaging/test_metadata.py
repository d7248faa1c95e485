"""What metadata gives away is said, and none of it is in what is shown."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from consentdesk.domain.image import Trace
from consentdesk.domain.refusals import Refusal
from consentdesk.imaging.decoder import ConfinedDecoder
from tests.helpers.pictures import camera_exif, corners, jpeg, photograph, png, tiff, webp

MARKER = "PLANTEDMARKER"
PLANTED = MARKER.encode()
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 exif:GPSLatitude="33,51.5S" exif:GPSLongitude="151,12.9E" aux:SerialNumber="XMP99" photoshop:City="Sydney">
<dc:creator><rdf:Seq><rdf:li>{MARKER}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def iptc(dataset: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, 2, dataset, len(value)) + value


def photoshop(resource: bytes) -> bytes:
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(resource)) + resource
    return b"Photoshop 3.0\0" + block + b"\0" * (len(resource) % 2)


def marked_profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile + PLANTED


def jpeg_marked_everywhere() -> bytes:
    """A marker in every place where a JPEG can carry something beside pixels."""
    file = jpeg(corners(), marked_exif(), icc_profile=marked_profile(), comment=PLANTED)
    extra = [segment(0xE0 + i, b"Other\0" + PLANTED) for i in range(16) if i != 14]
    extra += [
        segment(0xE0, b"JFXX\0\x10" + PLANTED),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + PLANTED),
        segment(0xED, photoshop(iptc(80, PLANTED) + iptc(90, b"Frankfurt") + iptc(55, b"20190703"))),
    ]
    return file[:2] + b"".join(extra) + file[2:] + PLANTED + jpeg(photograph())


def marked_exif() -> Image.Exif:
    exif = camera_exif(text=MARKER)
    exif[Base.XPAuthor] = MARKER.encode("utf-16-le")
    exif.get_ifd(IFD.Exif)[Base.MakerNote] = b"Nothing known\0" + PLANTED
    return exif


def png_marked_everywhere() -> bytes:
    texts = PngInfo()
    texts.add_text("Author", MARKER)
    texts.add_text("Packed", MARKER, zip=True)
    texts.add_itxt("Comment", MARKER)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"prIv", PLANTED)
    return png(corners(), marked_exif(), pnginfo=texts, icc_profile=marked_profile()) + PLANTED


def tiff_marked_everywhere() -> bytes:
    exif = marked_exif()
    exif[700], exif[33723], exif[269], exif[65000] = XMP, iptc(80, PLANTED), MARKER, PLANTED
    file = BytesIO()
    corners().save(file, "TIFF", exif=exif, icc_profile=marked_profile())
    return file.getvalue() + PLANTED


def webp_marked_everywhere() -> bytes:
    return webp(corners(), marked_exif(), xmp=XMP, icc_profile=marked_profile())


MARKED = {
    "jpeg": jpeg_marked_everywhere,
    "png": png_marked_everywhere,
    "tiff": tiff_marked_everywhere,
    "webp": webp_marked_everywhere,
}


def segments(file: bytes) -> Iterator[int]:
    """The markers of a JPEG up to its pixels."""
    at = 2
    while file[at + 1] != 0xDA:
        yield file[at + 1]
        at += 2 + struct.unpack_from(">H", file, at + 2)[0]


def said(decoder: ConfinedDecoder, file: bytes) -> set[tuple[str, str]]:
    return {(trace.kind, trace.text) for trace in decoder.look(file).traces}


def assert_nothing_survives(file: bytes) -> None:
    for form in (
        PLANTED,
        MARKER.encode("utf-16-le"),
        MARKER.encode("utf-16-be"),
        b"Exif",
        b"xmpmeta",
        b"SN4711",
    ):
        assert form not in file
    assert file.startswith(b"\xff\xd8\xff\xe0\0\x10JFIF")
    assert set(segments(file)) <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert file.endswith(b"\xff\xd9") and file.count(b"\xff\xd9") == 1
    assert Image.open(BytesIO(file)).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", MARKED)
def test_nothing_beside_the_pixels_survives_in_what_is_shown(decoder: ConfinedDecoder, kind: str) -> None:
    source = MARKED[kind]()
    assert PLANTED in source
    seen = decoder.look(source)
    assert any(MARKER in trace.text for trace in seen.traces), "the marker was where metadata is"
    assert_nothing_survives(seen.view)
    assert_nothing_survives(seen.thumbnail)


def test_nothing_of_a_heic_survives_in_what_is_shown(
    decoder: ConfinedDecoder, heic: Callable[[str], bytes]
) -> None:
    seen = decoder.look(heic("turned"))
    assert Trace("person", MARKER) in seen.traces
    assert_nothing_survives(seen.view)
    assert_nothing_survives(seen.thumbnail)


@pytest.mark.parametrize("write", [jpeg, png, tiff, webp], ids=lambda write: write.__name__)
def test_what_a_camera_writes_is_said_in_plain_words(
    decoder: ConfinedDecoder, write: Callable[..., bytes]
) -> None:
    assert said(decoder, write(corners(), camera_exif())) == {
        ("place", "50.1109° N, 8.6821° E"),
        ("date", "2019-07-03 14:22"),
        ("serial", "SN4711"),
        ("person", "Rosa Example"),
        ("device", "Invented"),
        ("device", "Camera 5"),
    }


def test_a_file_without_metadata_gives_nothing_away(decoder: ConfinedDecoder) -> None:
    assert decoder.look(jpeg()).traces == ()


def test_xmp_and_iptc_are_read_too(decoder: ConfinedDecoder) -> None:
    assert said(decoder, jpeg_marked_everywhere()) >= {
        ("place", "33.8583° S, 151.2150° E"),
        ("place", "Sydney"),
        ("serial", "XMP99"),
        ("person", MARKER),
        ("place", "Frankfurt"),
        ("date", "2019-07-03"),
        ("text", MARKER),
    }


def test_png_text_is_read(decoder: ConfinedDecoder) -> None:
    texts = PngInfo()
    texts.add_text("Software", "Paint 3")
    texts.add_itxt("Patient", "Ünal")
    assert said(decoder, png(pnginfo=texts)) == {("software", "Paint 3"), ("text", "Patient: Ünal")}


def test_south_and_west_are_kept(decoder: ConfinedDecoder) -> None:
    exif = camera_exif()
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "S", GPS.GPSLongitudeRef: "W"})
    assert ("place", "50.1109° S, 8.6821° W") in said(decoder, jpeg(exif=exif))


@pytest.mark.parametrize(
    ("make", "note"),
    [
        (
            "NIKON",
            b"Nikon\0\2\x10\0\0MM\0*\0\0\0\x08"
            + b"\0\1\0\x1d\0\2\0\0\0\x08\0\0\0\x1a"
            + bytes(4)
            + b"4711008\0",
        ),
        ("FUJIFILM", b"FUJIFILM\x0c\0\0\0" + b"\1\0\x10\0\2\0\x08\0\0\0\x1a\0\0\0" + b"4711008\0"),
        ("Canon", b"\0\1\0\x0c\0\4\0\0\0\1" + struct.pack(">I", 4711008) + bytes(4)),
    ],
)
def test_serial_numbers_hidden_in_maker_notes_are_found(
    decoder: ConfinedDecoder, make: str, note: bytes
) -> None:
    exif = Image.Exif()
    exif[Base.Make] = make
    exif.get_ifd(IFD.Exif)[Base.MakerNote] = note
    assert ("serial", "4711008") in said(decoder, jpeg(exif=exif))


def test_a_trace_is_one_short_printable_line(decoder: ConfinedDecoder) -> None:
    exif = Image.Exif()
    exif[Base.Artist] = "A\u202eB\n\x1b[31mC " + "x" * 500
    ((kind, text),) = said(decoder, jpeg(exif=exif))
    assert kind == "person" and text.isprintable() and len(text) == 80
    assert "\u202e" not in text and text.startswith("A")


def test_forty_traces_are_enough(decoder: ConfinedDecoder) -> None:
    texts = PngInfo()
    for i in range(60):
        texts.add_text(f"Key {i}", "value")
    assert len(decoder.look(png(pnginfo=texts)).traces) == 40


def test_an_unset_date_is_no_date(decoder: ConfinedDecoder) -> None:
    exif = Image.Exif()
    exif[Base.DateTime] = "0000:00:00 00:00:00"
    assert decoder.look(jpeg(exif=exif)).traces == ()


@pytest.mark.parametrize(
    "xmp",
    [
        b"<not xml",
        b'<!DOCTYPE a [<!ENTITY b "boom">]><a xmlns:d="d" d:City="x">&b;</a>',
        XMP.replace(b"33,51.5S", b"somewhere"),
        b"\xff\xfe" * 40,
    ],
)
def test_damaged_metadata_does_not_stop_the_picture(decoder: ConfinedDecoder, xmp: bytes) -> None:
    file = jpeg(corners(), camera_exif())
    xmp_segment = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp)
    assert ("serial", "SN4711") in said(decoder, file[:2] + xmp_segment + file[2:])


def test_traces_and_pictures_keep_out_of_logs(decoder: ConfinedDecoder) -> None:
    seen = decoder.look(jpeg(corners(), camera_exif()))
    assert "Rosa" not in repr(seen) and "Rosa" not in repr(seen.traces)
    assert len(repr(seen)) < 400


def test_a_compressed_text_bomb_does_not_stop_the_desk(decoder: ConfinedDecoder) -> None:
    body = b"zTXtComment\0\0" + zlib.compress(bytes(300_000_000), 9)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    file = png(corners())
    with pytest.raises(Refusal, match="image_broken"):
        decoder.look(file[:33] + chunk + file[33:])
