"""Whatever is typed or chosen ends in a sentence or goes on, and nothing that was entered is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QFrame

from consentdesk.domain.draft import Step
from consentdesk.rehearsal.hands import Hands
from consentdesk.rehearsal.scenario import SupporterPart
from consentdesk.rehearsal.stage import CLINIC, CODE, CONTACT, MEMBER, SECRETS, stage
from consentdesk.rehearsal.visit import Visit
from tests.helpers.pictures import jpeg, photograph
from tests.journeys.journey import MORNING, MOTHER, TWO_USES, Journey, play_to, scenario

Photographs = Callable[[int], list[Path]]
STRANGE = {
    "nothing": "",
    "spaces": " \t ",
    "endless": "W" * 10_000,
    "control": "A\x00\x07\x1b[mB\x85C",
    "turned": "\u202eabc\u202c \u200fxyz\u2066",
    "emoji": "\U0001f469\U0001f3fd\u200d\u2695\ufe0f\U0001f642",
    "markup": "<b>{name}</b> %s &amp; '); DROP TABLE facts;--",
}
NO_DAYS = [
    "",
    "tomorrow",
    "31 2 2014",
    "0 0 0",
    "4 3",
    "1 1 3000",
    "1 1 1800",
    "9" * 10_000,
    *STRANGE.values(),
]
PATIENT_TEXTS = (
    *("given_name", "family_name", "record_number", "representative_name"),
    *("interpreter_name", "interpreter_language", "support_name"),
)
AT_ANY_TIME = ("nothing", "endless", "control")
strange = pytest.mark.parametrize(
    "typed",
    [
        pytest.param(text, id=name, marks=() if name in AT_ANY_TIME else pytest.mark.long)
        for name, text in STRANGE.items()
    ],
)


def text_in(hands: Hands, name: str) -> str:
    return hands.text_of(name).strip()


def shown(typed: str) -> str:
    """A text as one line can hold it."""
    return typed.replace("\x85", " ").strip()


def has_words(hands: Hands) -> bool:
    """Whether the page says what is wrong."""
    wrong = (field for field in hands.window.findChildren(QFrame) if field.property("wrong") is True)
    named = hands.sees("problems_0") or any(field.isVisible() for field in wrong)
    return named and not hands.sees("broke")


def fill(hands: Hands, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        hands.type(name, text)


@strange
def test_the_first_run_takes_anything_or_says_what_is_wrong(qapp: Any, tmp_path: Path, typed: str) -> None:
    with stage(tmp_path / "vault", tmp_path, MORNING) as on_stage:
        hands = on_stage.hands
        for good in (CLINIC, CONTACT, MEMBER, SECRETS):
            fill(hands, dict.fromkeys(good, typed))
            assert all(shown(text_in(hands, name)) == shown(typed) for name in good)
            hands.click("continue")
            if hands.sees(next(iter(good))):
                assert has_words(hands)
                assert all(shown(text_in(hands, name)) == shown(typed) for name in good)
                fill(hands, good)
                hands.click("continue")
            if hands.sees("pack_us"):
                hands.click("pack_us")
                hands.click("continue")
            assert not hands.sees("broke")
        hands.wait_for("recovery_code_shown")
        hands.click("continue")
        hands.type("recovery_code", typed)
        hands.click("continue")
        assert has_words(hands) and not hands.sees("home_page")


@pytest.fixture
def patient_page(journey: Journey) -> Any:
    """The patient page of a 12-year-old, filled in."""
    whole = scenario(
        date(2014, 3, 4),
        representative=MOTHER,
        supporters=(SupporterPart("interpreter", "Ira", "Spanish"),),
    )
    with journey.program() as on_stage:
        visit = on_stage.visit(whole, [])
        play_to(visit, Step.IMAGES)
        on_stage.hands.click("back")
        yield visit


def test_every_text_of_the_patient_page_is_taken_or_named(patient_page: Visit) -> None:
    hands = patient_page.hands
    for name, typed in product(PATIENT_TEXTS, STRANGE.values()):
        before = text_in(hands, name)
        hands.type(name, typed)
        hands.click("continue")
        if patient_page.draft.step is Step.PATIENT:
            assert has_words(hands), name
        else:
            hands.click("back")
        assert shown(text_in(hands, name)) == shown(typed)
        hands.type(name, before)
    hands.click("continue")
    assert patient_page.draft.step is Step.IMAGES


def test_what_is_no_day_of_birth_is_named_and_stays(patient_page: Visit) -> None:
    hands = patient_page.hands
    for typed in NO_DAYS:
        hands.type("born", typed)
        hands.click("continue")
        assert patient_page.draft.step is Step.PATIENT and has_words(hands), typed[:20]
        assert shown(text_in(hands, "born")) == shown(typed)
    hands.type("born", "4 3 2014")
    hands.click("continue")
    assert patient_page.draft.step is Step.IMAGES


def test_anything_can_be_searched_for(journey: Journey) -> None:
    with journey.program() as on_stage:
        hands = on_stage.hands
        for typed in STRANGE.values():
            hands.type("search", typed)
            hands.click("new_consent")
            hands.type("find", typed)
            hands.click("continue")
            assert has_words(hands)
            assert shown(text_in(hands, "find")) == shown(typed)
            hands.click("later")


@pytest.fixture
def print_page(journey: Journey, photographs: Photographs) -> Any:
    """The choose page with a yes to print that still lacks an outlet."""
    whole = scenario(date(1984, 7, 9), (*TWO_USES, "print"))
    with journey.program() as on_stage:
        visit = on_stage.visit(whole, photographs(1))
        play_to(visit, Step.CHOOSE)
        for use in whole.uses:
            visit.hands.click(f"answer_1_{use}_yes")
        yield visit


def test_an_end_that_is_no_day_to_come_is_named_and_stays(print_page: Visit) -> None:
    hands = print_page.hands
    for typed in ["tomorrow", "22 11 2026", "1 1 2020", "31 2 2030", "9" * 10_000, *STRANGE.values()]:
        hands.type("until_print", typed)
        hands.click("continue")
        assert print_page.draft.step is Step.CHOOSE and has_words(hands), typed[:20]
        assert shown(text_in(hands, "until_print")) == shown(typed)
    hands.type("until_print", "1 1 2030")
    hands.click("outlet_print_jaad")
    hands.click("continue")
    assert print_page.draft.step is Step.CHECK


@strange
def test_any_outlet_is_taken_or_asked_for(print_page: Visit, typed: str) -> None:
    hands = print_page.hands
    hands.type("outlet_print", typed)
    hands.click("continue")
    if print_page.draft.step is Step.CHOOSE:
        assert has_words(hands)
    else:
        (given,) = [a for a in print_page.draft.answers if a.use == "print"]
        assert given.outlet is not None and typed.startswith(given.outlet.name[:1])
    assert not hands.sees("broke")


def test_wrong_codes_are_counted_and_the_right_one_seals(journey: Journey, photographs: Photographs) -> None:
    with journey.program() as on_stage:
        visit = on_stage.visit(replace(scenario(date(1984, 7, 9)), signatures=None), photographs(1))
        play_to(visit, Step.SIGN)
        hands = on_stage.hands
        hands.draw("pad", visit.scenario.strokes("patient"))
        hands.click("continue")
        hands.click("continue")
        assert has_words(hands), "an empty code is asked for"
        hands.type("code", "\U0001f642" * 5_000)
        hands.click("continue")
        assert has_words(hands) and visit.draft.signature("patient") is not None
        hands.type("code", CODE)
        hands.click("continue")
        hands.wait_for("copy_page")


def test_a_wrong_passphrase_opens_nothing_and_says_so(qapp: Any, first_run: Path, tmp_path: Path) -> None:
    with stage(first_run, tmp_path, MORNING) as on_stage:
        for typed in ("", STRANGE["endless"], STRANGE["emoji"], "invented rehearsal passphrasf"):
            on_stage.hands.type("passphrase", typed)
            on_stage.hands.click("unlock")
            assert has_words(on_stage.hands), typed[:20]
        on_stage.unlock()


def bad_files(folder: Path, good: bytes) -> dict[str, Path]:
    """Files that are no photographs, by the beginning of what is said of them."""
    made = {name: folder / name for name in ("empty.jpg", "notes.jpg", "cut.jpg", "bomb.png")}
    made["empty.jpg"].write_bytes(b"")
    made["notes.jpg"].write_text("not a picture")
    made["cut.jpg"].write_bytes(good[: len(good) // 3])
    Image.new("1", (13_000, 13_000)).save(made["bomb.png"])
    (folder / "folder.jpg").mkdir()
    made["folder.jpg"] = folder / "folder.jpg"
    made["gone.jpg"] = folder / "gone.jpg"
    made["behind.jpg"] = made["notes.jpg"] / "behind.jpg"
    return made


def test_every_bad_file_is_refused_with_its_reason_and_the_good_ones_go_on(
    journey: Journey, tmp_path: Path
) -> None:
    good = []
    for seed in range(37):
        path = tmp_path / f"good-{seed:02}.jpg"
        path.write_bytes(jpeg(photograph(160, 120, seed)))
        good.append(path)
    bad = bad_files(tmp_path, good[0].read_bytes())
    with journey.program() as on_stage:
        visit = on_stage.visit(scenario(date(1984, 7, 9)), [])
        play_to(visit, Step.IMAGES)
        on_stage.files.ready = [*good[:20], *bad.values(), *good[20:]]
        on_stage.hands.click("add_images")
        assert [image.number for image in visit.draft.images] == list(range(1, 38))
        refused = {r.name: r.refusal.code for r in visit.flow.intake.refused}
        assert set(refused) == set(bad)
        assert refused["bomb.png"] == "image_too_large"
        sentences = [on_stage.hands.text_of(f"refused_{n}") for n in range(1, len(bad) + 1)]
        assert all(any(words.startswith(f"{name}: ") for words in sentences) for name in bad)
        assert all(words.split(": ", 1)[1] for words in sentences)
        shown_small = [image.thumbnail_sha256 for image in visit.draft.images]
    with journey.vault() as vault:
        assert vault.check().sound and all(vault.blob(sha256) for sha256 in shown_small)
