"""The bundled faces are what fonts.toml promises: embeddable, licensed and able to write their scripts."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FACES: list[dict[str, Any]] = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))["face"]
WHOLE_FOLDER_BYTES = 15_000_000
NO_EMBEDDING = 0x0002
ITALIC = 0x0001

SAMPLES = {
    "Latn": "Consent, 123 ½: “äöüß éèêç ñ¿¡ øåæ łżąę čěř őű șț ğış” – €",
    "Grek": "Συγκατάθεση για φωτογραφίες ΐΰώ",
    "Cyrl": "Согласие на съёмку їєґ ўџљњ",
    "Arab": "موافقة على الصور پچگک ٹڈڑںے ءآأؤإئ ٠١٢٣٤٥٦٧٨٩ ،؟",
    "Hebr": "הסכמה לצילום ךםןףץ",
    "Deva": "तस्वीरों के लिए सहमति क्ष त्र ज्ञ ०१२३४५६७८९।",
    "Beng": "ছবির জন্য সম্মতি ক্ষ ড়ঢ়য় ০১২৩৪৫৬৭৮৯",
    "Taml": "புகைப்படங்களுக்கு ஒப்புதல் ஸ்ரீ",
    "Thai": "ความยินยอมให้ถ่ายภาพ ๐๑๒๓๔๕๖๗๘๙",
    "Gujr": "ફોટા માટે સંમતિ ક્ષ જ્ઞ",
    "Guru": "ਤਸਵੀਰਾਂ ਲਈ ਸਹਿਮਤੀ ੴ",
    "Telu": "ఫోటోలకు సమ్మతి క్ష",
    "Knda": "ಫೋಟೋಗಳಿಗೆ ಒಪ್ಪಿಗೆ ಕ್ಷ",
    "Mlym": "ഫോട്ടോകൾക്കുള്ള സമ്മതം",
    "Sinh": "ඡායාරූප සඳහා කැමැත්ත ක්‍ෂ",
    "Armn": "Համաձայնություն լուսանկարների համար",
    "Geor": "თანხმობა ფოტოებზე",
    "Ethi": "ለፎቶግራፎች ፈቃድ ፩፪፫፡።",
    "Mymr": "ဓာတ်ပုံများအတွက် သဘောတူညီချက် ၀၁၂",
    "Khmr": "ការយល់ព្រមចំពោះរូបថត ០១២",
    "Laoo": "ການຍິນຍອມສຳລັບຮູບພາບ ໐໑໒",
    "Hans": "同意拍摄照片，简体中文。",
    "Hant": "同意拍攝照片，繁體中文。",
    "Jpan": "写真撮影への同意、カタカナー。",
    "Kore": "사진 촬영 동의 가힣",
    "Zsym": "✓✗☐☑☒⚠",
}
VIETNAMESE = "Đồng ý chụp ảnh ế ẽ ặ ơ ư ỵ"


def face_id(face: dict[str, Any]) -> str:
    return str(face["file"])


@pytest.fixture(params=FACES, ids=face_id)
def face(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


@pytest.fixture
def font(face: dict[str, Any]) -> TTFont:
    return TTFont(FONTS / face["file"])


def test_a_face_has_truetype_outlines_of_one_weight(font: TTFont) -> None:
    assert "glyf" in font and "fvar" not in font


def test_a_face_may_be_embedded_in_a_document(font: TTFont) -> None:
    assert not font["OS/2"].fsType & NO_EMBEDDING


def test_a_face_is_named_and_weighted_as_listed(face: dict[str, Any], font: TTFont) -> None:
    names, metrics = font["name"], font["OS/2"]
    assert (names.getDebugName(16) or names.getDebugName(1)) == face["family"]
    assert metrics.usWeightClass == face["weight"]
    assert bool(metrics.fsSelection & ITALIC) == face["italic"]


def test_a_face_can_write_the_scripts_it_claims(face: dict[str, Any], font: TTFont) -> None:
    wanted = {ord(letter) for script in face["scripts"] for letter in SAMPLES[script] if letter != " "}
    # digits, punctuation and joiners may come from the next face in the order
    wanted = {point for point in wanted if point > 0x7F and not 0x2000 <= point < 0x2070}
    assert not [chr(point) for point in sorted(wanted - set(font.getBestCmap()))]


def test_a_licence_lies_beside_every_face(face: dict[str, Any]) -> None:
    text = (FONTS / face["licence"]).read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in text or "Apache License" in text


def test_every_file_in_the_folder_is_listed() -> None:
    listed = {face["file"] for face in FACES} | {face["licence"] for face in FACES} | {"fonts.toml"}
    assert {path.name for path in FONTS.iterdir()} == listed


def test_every_sampled_script_has_a_regular_face() -> None:
    regular = {s for face in FACES if face["weight"] == 400 and not face["italic"] for s in face["scripts"]}
    assert regular == set(SAMPLES)


def test_vietnamese_is_written_by_the_first_faces() -> None:
    points = set(TTFont(FONTS / "NotoSans-Regular.ttf").getBestCmap())
    assert not set(map(ord, VIETNAMESE)) - points


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < WHOLE_FOLDER_BYTES
