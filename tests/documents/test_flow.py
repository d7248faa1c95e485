from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consentdesk.documents.composing import BODY, HEADING
from consentdesk.documents.press.blocks import Block, Box, Columns, Stack, Table, Text
from consentdesk.documents.press.faces import Faces
from consentdesk.documents.press.flow import Area, flow
from consentdesk.documents.press.paper import Paper
from consentdesk.documents.press.typesetting import Span
from tests.documents.reading import RESOURCES, page_texts

FACES = Faces(RESOURCES / "fonts")
PAGE = (300, 400)
LINES = int(400 // BODY.leading)


def lines_of(count: int, name: str = "line", **kept: bool) -> Text:
    text = "\n".join(f"{name}{n}" for n in range(count))
    return Text(FACES, (Span(text),), BODY, **kept)


def pages_of(*blocks: Block) -> list[str]:
    paper = Paper(PAGE, FACES, "en", lambda paper, page, pages: None)
    flow(paper, blocks, Area(0, 0, *PAGE))
    paper.save()
    return page_texts(paper.pdf())


def test_a_paragraph_goes_on_on_the_next_page_without_loss() -> None:
    first, second = pages_of(lines_of(LINES + 5))
    assert f"{first} {second}".split() == [f"line{n}" for n in range(LINES + 5)]


def test_a_paragraph_leaves_two_lines_at_least_on_either_page() -> None:
    first, second = pages_of(lines_of(LINES + 1))
    assert len(second.split()) == 2
    first, second = pages_of(lines_of(LINES - 1, "a"), lines_of(5, "b"))
    assert "b" not in first


def test_a_heading_moves_to_the_page_of_what_it_heads() -> None:
    head = Text(FACES, (Span("Head"),), HEADING, keep_with_next=True)
    first, second = pages_of(lines_of(LINES - 2, "a"), head, lines_of(3, "b"))
    assert "Head" not in first
    assert second.startswith("Head b0")


def test_a_box_is_moved_as_a_whole() -> None:
    first, second = pages_of(lines_of(LINES - 3, "a"), Box(lines_of(4, "b")))
    assert "b0" not in first
    assert second.split() == ["b0", "b1", "b2", "b3"]


def test_a_table_repeats_its_head_and_cuts_no_row() -> None:
    rows = tuple(Columns((lines_of(3, f"row{n}-"), lines_of(1, "x")), (1, 1)) for n in range(12))
    pages = pages_of(Table(lines_of(1, "head"), rows))
    assert all(page.startswith("head0") for page in pages)
    for n in range(12):
        (page,) = [page for page in pages if f"row{n}-0" in page]
        assert f"row{n}-2" in page


def test_a_row_taller_than_a_page_is_cut_and_loses_nothing() -> None:
    row = Columns((lines_of(LINES * 3, "a"), lines_of(2, "b")), (1, 1))
    pages = pages_of(lines_of(2, "before"), Table(lines_of(1, "head"), (row,)))
    words = " ".join(pages).split()
    assert {f"a{n}" for n in range(LINES * 3)} <= set(words)
    assert words.count("b1") == 1


def test_columns_start_at_the_right_edge_where_reading_does() -> None:
    row = Columns((lines_of(1, "first"), lines_of(1, "second")), (1, 1))
    turned = Columns(row.cells, row.shares, rtl=True)
    assert [page.split() for page in pages_of(row)] == [["first0", "second0"]]
    assert set(pages_of(turned)[0].split()) == {"first0", "second0"}


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_whatever_is_given_stands_on_the_pages_once_and_in_order(parts: list[tuple[int, bool, bool]]) -> None:
    blocks = [_block(n, *part) for n, part in enumerate(parts)]
    words = " ".join(pages_of(*blocks)).split()
    assert words == [f"b{n}.{line}" for n, (count, _, _) in enumerate(parts) for line in range(count)]


def _block(n: int, count: int, keep: bool, stacked: bool) -> Block:
    text = lines_of(count, f"b{n}.", keep_with_next=keep)
    return Stack((text,), keep_with_next=keep) if stacked else text
