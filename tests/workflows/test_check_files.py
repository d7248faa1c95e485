"""A deck of 240 pictures checked, and files that are no decks at all (R24)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from consentdesk.domain.facts import UsesAsked
from consentdesk.domain.ledger_lines import Wanted
from consentdesk.domain.refusals import Refusal
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.workflows.check_files import CheckedFiles, CheckedPicture, check_files, note_checked
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.recognise import How, recognise
from tests.helpers.decks import docx, pdf, pptx, zipped
from tests.helpers.pictures import jpeg, photograph, png
from tests.helpers.sessions import NOW, later
from tests.workflows.deck_of_pictures import Card, cards, file_of, fill, source_of, taken

TODAY = NOW.day


@pytest.fixture(scope="module")
def decoder() -> Iterator[ConfinedDecoder]:
    made = ConfinedDecoder()
    yield made
    made.close()


@pytest.fixture
def full(desk: Desk, decoder: ConfinedDecoder) -> Desk:
    with desk.vault.transaction():
        fill(desk, decoder)
    return desk


def saved(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def check(desk: Desk, decoder: ConfinedDecoder, *paths: Path, use: str = "teaching") -> CheckedFiles:
    return check_files(desk, decoder, paths, use, "", TODAY)


def codes(picture: CheckedPicture) -> list[str]:
    return [reason.code for reason in picture.reasons]


def is_right(picture: CheckedPicture, card: Card) -> bool:
    which = picture.recognised
    known = which.line.source_sha256 if which.line else ""
    guessed = not card.like or which.guesses[0].source_sha256 == card.like
    return known == card.image and codes(picture) == ([card.reason] if card.reason else []) and guessed


def in_slides(made: Sequence[Card]) -> bytes:
    names = [f"image{n}.bin" for n in range(len(made))]
    return pptx([[name] for name in names], {n: c.data for n, c in zip(names, made, strict=True)})


def in_pages(made: Sequence[Card]) -> bytes:
    return pdf([[card.data] for card in made])


@pytest.mark.parametrize(("name", "put"), [("deck.pptx", in_slides), ("deck.pdf", in_pages)])
def test_each_of_240_pictures_in_a_deck_gets_its_right_answer(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path, name: str, put: Callable[[Sequence[Card]], bytes]
) -> None:
    made = cards(full, decoder)
    checked = check(full, decoder, saved(tmp_path, name, put(made)))
    answered = {number: picture for picture in checked.pictures for number in picture.picture.numbers}
    assert sorted(answered) == list(range(1, 241))
    wrong = [n for n, picture in answered.items() if not is_right(picture, made[n - 1])]
    assert wrong == [] and not checked.all_allowed


def test_the_240_in_a_document_and_as_files_get_the_same_answers(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    made = {f"{n}.jpg": card for n, card in enumerate(cards(full, decoder))}
    for name, card in made.items():
        saved(tmp_path / "folder" / "below", name, card.data)
    text = saved(tmp_path, "text.docx", docx({name: card.data for name, card in made.items()}))
    in_text, in_folder = check(full, decoder, text), check(full, decoder, tmp_path / "folder")
    by_hash = {picture.picture.sha256: picture for picture in in_text.pictures}
    assert [Path(p.picture.file).name for p in in_folder.pictures] == list(made), "in natural order"
    for picture, card in zip(in_folder.pictures, made.values(), strict=True):
        assert is_right(picture, card) and is_right(by_hash[picture.picture.sha256], card)


def test_a_deck_of_what_may_be_used_may_be_used_with_its_marks_and_its_preview(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    mark, preview = png(photograph(40, 40)), jpeg(photograph(256, 144))
    deck = pptx(
        [["a.jpg", "mark.png"]],
        {"a.jpg": file_of("allowed 1"), "mark.png": mark},
        {"docProps/thumbnail.jpeg": preview},
    )
    checked = check(full, decoder, saved(tmp_path, "deck.pptx", deck))
    assert checked.all_allowed
    assert [picture.decoration for picture in checked.pictures] == [False, True, True]


@pytest.mark.parametrize("size", [64, 600])
def test_a_stranger_of_the_size_of_a_photograph_is_no_mark(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path, size: int
) -> None:
    deck = pptx([["mark.png"]], {"mark.png": png(photograph(size, 40))}, {
        "docProps/thumbnail.jpeg": jpeg(photograph(size, 40, seed=2))
    })  # fmt: skip
    checked = check(full, decoder, saved(tmp_path, "deck.pptx", deck))
    assert checked.refused == (1 if size == 64 else 2)


def test_looking_alike_never_answers_yes(full: Desk, decoder: ConfinedDecoder, tmp_path: Path) -> None:
    """Changed in the one thing that a look does not see."""
    retouched = taken("allowed 1").copy()
    retouched.putpixel((5, 5), (255, 0, 255))
    (picture,) = check(full, decoder, saved(tmp_path, "a.png", png(retouched))).pictures
    assert codes(picture) == ["picture_not_recognised"] and picture.answer is None
    assert picture.recognised.guesses[0].source_sha256 == source_of("allowed 1")


def test_what_cannot_be_seen_is_refused_each_with_its_reason(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    film, drawing = b"\0\0\0\x18ftypmp42" + bytes(60), b"\xd7\xcd\xc6\x9a" + bytes(60)
    deck = pptx([["a.mp4"]], {"a.mp4": film, "b.wmf": drawing}, linked={1: "file:///S:/c.jpg"})
    checked = check(full, decoder, saved(tmp_path, "deck.pptx", deck))
    assert [codes(picture) for picture in checked.pictures] == [
        ["picture_is_video"],
        ["picture_not_readable"],
        ["picture_is_linked"],
    ]


HOSTILE = {
    "torn.pptx": (pptx([["a.jpg"]], {"a.jpg": b"\xff\xd8\xff" + bytes(999)})[:-40], "document_broken"),
    "bomb.pptx": (zipped({"ppt/media/a.bmp": b"BM" + bytes(250_000_000)}), "document_unpacks_too_large"),
    "many.pptx": (zipped({f"ppt/{n}.xml": "<a/>" for n in range(10_000)}), "document_has_too_many_parts"),
    "locked.pdf": (pdf([[jpeg()]], password="secret"), "document_locked"),
    "old.ppt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "document_old"),
    "empty.jpg": (b"", "image_empty"),
    "notes.txt": (b"Lecture notes", "image_not_an_image"),
    "torn.jpg": (jpeg(photograph(400, 300))[:900], "image_broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_damaged_file_is_refused_with_its_reason_and_the_others_are_checked(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path, name: str
) -> None:
    data, code = HOSTILE[name]
    saved(tmp_path / "folder", name, data)
    saved(tmp_path / "folder", "zz.jpg", file_of("allowed 1"))
    wrong, right = check(full, decoder, tmp_path / "folder").pictures
    assert codes(wrong) == [code] and right.allowed


def test_names_that_lead_elsewhere_write_nothing_anywhere(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    deck = zipped({"../../../outside.jpg": file_of("allowed 1"), "/tmp/outside.jpg": file_of("refused 1")})
    file = saved(tmp_path / "here", "deck.pptx", deck)
    before = sorted(tmp_path.rglob("*"))
    checked = check(full, decoder, file)
    assert [picture.allowed for picture in checked.pictures] == [True, False]
    assert sorted(tmp_path.rglob("*")) == before and not Path("/tmp/outside.jpg").exists()


def test_what_systems_hide_in_folders_is_left_out_and_a_folder_without_files_is_said(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    saved(tmp_path / "a", ".hidden.jpg", b"x")
    saved(tmp_path / "a", "Thumbs.db", b"x")
    for paths, code in (((tmp_path / "a",), "nothing_to_check"), ((tmp_path / "b",), "file_missing")):
        with pytest.raises(Refusal) as refused:
            check(full, decoder, *paths)
        assert refused.value.code == code


def test_a_folder_that_cannot_be_gone_through_may_not_be_used(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "talk", "a.jpg", file_of("allowed 1"))
    saved(tmp_path / "elsewhere", "b.jpg", file_of("refused 1"))
    (tmp_path / "talk" / "more").symlink_to(tmp_path / "elsewhere")
    checked = check(full, decoder, tmp_path / "talk")
    assert [codes(picture) for picture in checked.pictures] == [[], ["image_file_unreadable"]]
    saved(tmp_path / "talk" / "locked", "c.jpg", file_of("refused 1"))
    (tmp_path / "talk" / "more").unlink()
    seen = os.scandir

    def scandir(folder: str) -> object:
        if Path(folder).name == "locked":
            raise PermissionError(13, "Permission denied", folder)
        return seen(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert not check(full, decoder, tmp_path / "talk").all_allowed


def test_files_without_a_picture_are_no_yes(full: Desk, decoder: ConfinedDecoder, tmp_path: Path) -> None:
    mark = saved(tmp_path, "mark.png", png(photograph(40, 40)))
    text = saved(tmp_path, "text.pptx", pptx([[]], {}))
    assert not check(full, decoder, mark, text).all_allowed


def test_a_day_to_come_is_refused_and_a_day_that_is_over_answered_as_it_was(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    file = saved(tmp_path, "a.jpg", file_of("withdrawn 1"))
    before = later(NOW, days=-190).day
    (then,) = check_files(full, decoder, [file], "teaching", "", before).pictures
    (now,) = check_files(full, decoder, [file], "teaching", "", TODAY).pictures
    assert then.allowed and codes(now) == ["withdrawn"]
    with pytest.raises(Refusal) as refused:
        check_files(full, decoder, [file], "teaching", "", later(NOW, days=1).day)
    assert refused.value.code == "day_to_come"


def test_that_somebody_asked_is_noted_with_counts_and_hashes(
    full: Desk, decoder: ConfinedDecoder, tmp_path: Path
) -> None:
    names = {"a": "allowed 1", "b": "refused 1", "c": "stranger 1"}
    deck = pptx([list(names)], {name: file_of(of) for name, of in names.items()})
    note_checked(full, check(full, decoder, saved(tmp_path, "deck.pptx", deck)), "files")
    noted = full.vault.ledger_page(Wanted())[0].body
    assert isinstance(noted, UsesAsked)
    assert (noted.allowed, noted.unknown, noted.how) == (1, 1, "files")
    assert set(noted.images) == {source_of("allowed 1"), source_of("refused 1")}


def test_a_file_is_recognised_by_its_bytes_by_its_pixels_or_only_guessed(
    full: Desk, decoder: ConfinedDecoder
) -> None:
    made = cards(full, decoder)
    by_file = recognise(full, decoder, file_of("allowed 1"))
    assert by_file.how is How.FILE and by_file.line and by_file.line.source_sha256 == source_of("allowed 1")
    same = next(card for card in made if card.data.startswith(b"\x89PNG"))
    by_pixels = recognise(full, decoder, same.data)
    assert by_pixels.how is How.PIXELS and by_pixels.line and by_pixels.line.source_sha256 == same.image
    like = next(card for card in made if card.like)
    guessed = recognise(full, decoder, like.data)
    assert guessed.line is None and guessed.guesses[0].source_sha256 == like.like
