from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.documents.press.composites import Drawing
from consentdesk.documents.press.direction import in_visual_order, isolated, levels, starts_rtl
from consentdesk.documents.press.faces import BOLD, Faces, is_invisible
from consentdesk.documents.press.typesetting import Line, Span, lines, spans
from tests.documents.reading import RESOURCES

FACES = Faces(RESOURCES / "fonts")
LINE = 20_000.0
ANY_SCRIPT = st.text(st.sampled_from("abc -1(יםشلاक्षิ่าน山、か김🙂\u200d\u200f\u0301é"), max_size=60)


def broken(text: str, width: float = LINE, rtl: bool = False) -> list[str]:
    return [line.text for line in lines(FACES, [Span(text)], width, rtl)]


def on_paper(text: str, rtl: bool = False) -> str:
    """The words of a text from left to right."""
    (line,) = lines(FACES, [Span(text)], float("inf"), rtl)
    return "".join(word.text for word in line.on_paper)


def test_lines_end_between_words_and_carry_no_space_over() -> None:
    assert broken("one two three four", 5_000) == ["one two", "three four"]


def test_a_line_break_in_the_text_is_kept() -> None:
    assert broken("one\ntwo\n\nthree") == ["one", "two", "", "three"]


def test_a_hyphenated_name_may_part_after_its_hyphen_and_a_number_may_not() -> None:
    assert broken("Meyer-Landrut", 4_500) == ["Meyer-", "Landrut"]
    assert broken("x 555-0100-0200", 8_000) == ["x", "555-0100-0200"]


def test_chinese_parts_anywhere_but_before_its_stops() -> None:
    assert broken("患者的照片。仅", 5_000) == ["患者的照", "片。仅"]


def test_a_space_that_must_not_break_holds_its_words_together() -> None:
    assert broken("see 12\u00a0pt", 3_000) == ["see", "12\u00a0pt"]


@pytest.mark.parametrize("word", ["W" * 60, "ก็" * 40, "क्षि" * 40])
def test_a_word_too_long_for_a_line_is_cut_and_loses_nothing(word: str) -> None:
    parts = lines(FACES, [Span(word)], 8_000)
    assert "".join(part.text for part in parts) == word
    assert all(0 < part.width <= 8_000 for part in parts)


def test_arabic_words_run_from_right_to_left_inside_an_english_line() -> None:
    assert on_paper("ask محمد علي now") == "ask علي محمد now"


def test_english_words_keep_their_order_inside_an_arabic_line() -> None:
    assert on_paper("اسم Alex Probe هنا", rtl=True) == "هنا Alex Probe اسم"


def test_a_number_after_an_arabic_name_stays_where_the_sentence_has_it() -> None:
    (span,) = spans("{name}, 12 years", name="محمد")
    assert on_paper(span.text) == "محمد, 12 years"
    assert on_paper("محمد, 12 years") != "محمد, 12 years"


def test_a_telephone_number_keeps_its_order_in_a_line_that_runs_from_the_right() -> None:
    (span,) = spans("اتصل {way} الآن", rtl=True, way="555 0100")
    assert on_paper(span.text, rtl=True) == "الآن 555 0100 اتصل"


def test_only_values_that_turn_are_isolated() -> None:
    assert isolated("Alex", rtl=False) == "Alex"
    assert isolated("דוד", rtl=False) != "דוד"


@pytest.mark.parametrize(
    ("text", "rtl"), [("12 דוד", True), ("Alex דוד", False), ("555 0100", False), ("", False)]
)
def test_a_text_runs_as_its_first_letter_does(text: str, rtl: bool) -> None:
    assert starts_rtl(text) == rtl


def test_bold_is_between_stars_and_values_are_left_alone() -> None:
    assert spans("A **{name}** b", name="x**{y}") == (Span("A "), Span("x**{y}", BOLD), Span(" b"))


def test_a_word_is_drawn_by_one_face_where_one_has_all_of_it() -> None:
    (line,) = lines(FACES, [Span("Nguyễn")], LINE)
    assert {word.face.family for word in line.words} == {"Noto Sans"}


def test_arabic_letters_join() -> None:
    alone, joined = (lines(FACES, [Span(text)], LINE)[0].words[0] for text in ("ب", "ببب"))
    assert len({glyph.drawing for glyph in joined.shaped.glyphs}) > len(alone.shaped.glyphs)


def test_brackets_are_mirrored_in_a_line_that_runs_from_the_right() -> None:
    left, right = (_glyphs("(", rtl) for rtl in (False, True))
    assert right == _glyphs(")", False) != left


def _glyphs(text: str, rtl: bool) -> list[Drawing]:
    (line,) = lines(FACES, [Span(text)], LINE, rtl)
    return [glyph.drawing for word in line.words for glyph in word.shaped.glyphs]


def test_control_characters_are_not_drawn() -> None:
    assert broken("a\x00b\x07c\td") == ["abc d"]


@pytest.mark.parametrize(("text", "spelled"), [("a😀", "a[U+1F600]"), ("\ud800", "[U+D800]")])
def test_what_no_face_has_is_spelled_out(text: str, spelled: str) -> None:
    assert broken(text) == [spelled]


@pytest.mark.parametrize("text", ["Z\u0308e\u0301", "क्\u200dष", "\u200eab\u200f", "ab\u00adc"])
def test_marks_and_joiners_are_not_missing(text: str) -> None:
    assert FACES.missing_characters(text) == ""


def test_an_arabic_number_sign_is_a_character_that_must_be_drawn() -> None:
    assert not is_invisible("\u0600")
    assert is_invisible("\u200d")


@given(ANY_SCRIPT, st.floats(1_500, 9_000), st.booleans())
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: float, rtl: bool) -> None:
    whole = lines(FACES, [Span(text)], float("inf"), rtl)
    cut = lines(FACES, [Span(text)], width, rtl)
    assert _letters(cut) == _letters(whole)
    assert all(line.width <= width or len(line.words) == 1 for line in cut)


def _letters(set_lines: list[Line]) -> str:
    return "".join("".join(line.text.split()) for line in set_lines)


@given(ANY_SCRIPT, st.booleans())
def test_every_character_has_a_level_and_every_word_a_place(text: str, rtl: bool) -> None:
    found = levels(text, rtl)
    assert len(found) == len(text)
    items = list(enumerate(found))
    assert sorted(in_visual_order(items, lambda item: item[1])) == items


@pytest.mark.parametrize("sign", ["\u2066", "\u2069", "\u0378", "\U0001fae9", "\u2029", "\x00"])
def test_a_sign_that_the_algorithm_does_not_know_stops_nothing(sign: str) -> None:
    assert len(levels(f"a{sign}b \u05d0{sign}1", False)) == 7


def said(text: str) -> list[str]:
    """What the glyphs of an Arabic word say, from left to right."""
    (line,) = lines(FACES, [Span(text)], LINE, True)
    return [glyph.text for word in line.on_paper for glyph in word.shaped.glyphs]


@pytest.mark.parametrize("word", ["بيتي", "لا", "لأ", "شيئًا", "أُغلقت", "بِسُرعَةٍ", "مُدَّة"])
def test_every_character_from_the_right_is_drawn_by_a_glyph_of_its_own(word: str) -> None:
    assert said(word) == list(reversed(word))


def test_a_letter_from_the_right_is_drawn_whole_with_its_dots() -> None:
    (line,) = lines(FACES, [Span("تب")], LINE, True)
    assert [len(glyph.drawing.parts) for glyph in line.words[0].shaped.glyphs] == [2, 2]


def test_words_from_the_right_are_written_in_one_stretch_and_names_after_them() -> None:
    (line,) = lines(FACES, [Span("السيد Alex Probe هنا الآن.")], float("inf"), True)
    texts = ["".join(word.text for word in words) for _, words in line.stretches]
    assert [text for text in texts if text.strip()] == ["السيد", "Alex Probe", "الآن هنا ", "."]


@given(ANY_SCRIPT, st.booleans())
def test_stretches_put_every_word_where_it_stands_on_paper(text: str, rtl: bool) -> None:
    for line in lines(FACES, [Span(text)], float("inf"), rtl):
        placed = [word for _, words in sorted(line.stretches, key=lambda s: s[0]) for word in words]
        assert [w.text for w in placed if w.shaped.width] == [w.text for w in line.on_paper if w.shaped.width]


def test_a_space_amid_arabic_words_is_as_wide_as_any() -> None:
    english, arabic = (
        lines(FACES, [Span(text)], LINE, rtl)[0].words[1] for text, rtl in (("a b", False), ("ب ب", True))
    )
    assert english.shaped.width == arabic.shaped.width
    assert english.face != arabic.face
