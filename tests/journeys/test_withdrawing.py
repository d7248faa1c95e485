"""Somebody changes their mind: from wherever they are met, in the real window, to the receipt (R28–R33)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from consentdesk.domain.moment import Moment
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.permission import permitted
from consentdesk.domain.withdrawal import Asker, Withdrawal
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.scenario import AssentPart, Scenario, WithdrawalPart
from consentdesk.rehearsal.stage import Stage
from consentdesk.storage.vault import OpenVault
from tests.journeys.journey import MORNING, MOTHER, Journey, born_years_ago, read_pdf, scenario

Photographs = Callable[[int], list[Path]]
NEXT_DAY = Moment(MORNING.utc + timedelta(days=1), 0)
ADULT = date(1984, 7, 9)
NUMBER = "004 392"
LOOPS = (((140, 120), (180, 60), (220, 150), (260, 60), (300, 150), (340, 60), (380, 150)),)


@dataclass(frozen=True)
class Ward:
    """A vault with one consent about one image in it, opened again the day after."""

    journey: Journey
    code: str
    images: tuple[str, ...]

    def at(self, on_stage: Stage, *clicks: str) -> None:
        for name in clicks:
            on_stage.hands.click(name)

    def refused(self, use: str = "teaching", image: int = 0) -> list[str]:
        with self.journey.vault() as vault:
            return _refused(vault, self.images[image], use)

    def said(self) -> tuple[Withdrawal, ...]:
        with self.journey.vault() as vault:
            return vault.withdrawals_of(vault.records_of(_patient(vault))[0].patient)

    def receipts(self) -> list[str]:
        """The words of the receipts that were saved."""
        return [
            read_pdf(path.read_bytes()) for path in self.journey.saved if path.name.startswith("receipt-")
        ]


def _patient(vault: OpenVault) -> str:
    (line,) = vault.find_patients("Example")
    return line.id


def _refused(vault: OpenVault, image: str, use: str) -> list[str]:
    pack = parse_pack(vault.adopted_pack().text, "us.toml")
    later = Moment(MORNING.utc + timedelta(days=30), 0)
    history, endings = vault.decisions_on(image), vault.endings_on(image)
    verdict = permitted(pack, pack.outlets, history, use, "", later, endings)
    return [problem.code for problem in verdict.reasons]


def ward(journey: Journey, played: Scenario, photographs: list[Path]) -> Ward:
    journey.play(played, photographs)
    record = journey.record()
    return Ward(journey, record.code, tuple(image.source_sha256 for image in record.images))


@pytest.fixture
def adult(journey: Journey, photographs: Photographs) -> Ward:
    return ward(journey, scenario(ADULT, images=2), photographs(2))


def find(on_stage: Stage, typed: str) -> None:
    on_stage.hands.type("search", typed, counted=False)


def ask_and_sign(on_stage: Stage) -> None:
    """The patient asks, here, and signs; then it holds, and the receipt is saved."""
    for name in ("who_patient", "way_in_person"):
        on_stage.hands.click(name)
    on_stage.hands.draw("pad", LOOPS)
    on_stage.hands.click("withdraw")
    on_stage.hands.wait_for("withdrawal_page")
    on_stage.hands.click("save")


def test_from_the_patients_file_one_use_of_one_picture(adult: Ward) -> None:
    part = WithdrawalPart(NUMBER, "teaching")
    with adult.journey.program(NEXT_DAY) as on_stage:
        on_stage.hands.start_counting()
        play(on_stage.visit(scenario(ADULT, withdrawal=part), ()))
        assert on_stage.hands.effort.acts <= 8
    assert sorted(adult.refused("teaching", n) for n in (0, 1)) == [[], ["withdrawn"]]
    assert adult.refused("medical_record") == []
    (receipt,) = adult.receipts()
    assert adult.code in receipt and "Teaching, for these pictures" in receipt
    assert adult.journey.is_sound()


def test_from_the_record(adult: Ward) -> None:
    with adult.journey.program(NEXT_DAY) as on_stage:
        find(on_stage, NUMBER)
        adult.at(on_stage, "found_1", "open_1", "answer_1_2_withdraw")
        ask_and_sign(on_stage)
    assert adult.refused("teaching") == ["withdrawn"] and adult.refused("teaching", 1) == []


def test_from_the_record_code_typed_on_home_everything(adult: Ward) -> None:
    with adult.journey.program(NEXT_DAY) as on_stage:
        find(on_stage, adult.code)
        adult.at(on_stage, "found_1")
        on_stage.hands.click("withdraw")
        adult.at(on_stage, "uses_all", "images_all")
        ask_and_sign(on_stage)
    for use in ("medical_record", "teaching"):
        assert [adult.refused(use, n) for n in (0, 1)] == [["withdrawn"]] * 2
    (receipt,) = adult.receipts()
    assert "Every use of all pictures" in receipt and "at least 10 years" in receipt
    with adult.journey.vault() as vault:
        assert vault.record_with_code(adult.code) is not None, "the record of the consent stays (R33)"


def test_from_the_copy_that_the_patient_brings(adult: Ward) -> None:
    with adult.journey.program(NEXT_DAY) as on_stage:
        find(on_stage, "nobody of this name")
        adult.at(on_stage, "check_copy")
        on_stage.hands.type("copy_code", adult.code)
        adult.at(on_stage, "check_copy", "withdraw", "uses_teaching", "images_all")
        ask_and_sign(on_stage)
        on_stage.hands.click("home")
        find(on_stage, "nobody of this name")
        adult.at(on_stage, "check_copy")
        on_stage.hands.type("copy_code", adult.code)
        adult.at(on_stage, "check_copy")
        assert on_stage.hands.text_of("verdict_badge") == "Genuine, withdrawn since"
    assert adult.refused("teaching") == ["withdrawn"]


def test_a_childs_later_no_counts_without_their_parent(journey: Journey, photographs: Photographs) -> None:
    played = scenario(born_years_ago(12), representative=MOTHER, assent=AssentPart("agrees"))
    child = ward(journey, played, photographs(1))
    part = WithdrawalPart(NUMBER, "teaching")
    with journey.program(NEXT_DAY) as on_stage:
        play(on_stage.visit(scenario(ADULT, withdrawal=part), ()))
    assert child.refused() == ["withdrawn"]
    (said,) = child.said()
    assert (said.asking.who, said.suspends) == (Asker.PATIENT, False)


def suspend(on_stage: Stage) -> None:
    part = WithdrawalPart(
        NUMBER, "teaching", who="family", way="telephone", name="Eva Example", relationship="sibling",
        known_by="by her voice",
    )  # fmt: skip
    play(on_stage.visit(scenario(ADULT, withdrawal=part), ()))


@pytest.mark.parametrize(
    ("finding", "after"),
    [("asker", ["withdrawn"]), ("patient", ["withdrawn"]), ("nobody", [])],
)
def test_a_sisters_call_holds_it_back_at_once_and_is_settled_from_home(
    journey: Journey, photographs: Photographs, finding: str, after: list[str]
) -> None:
    one = ward(journey, scenario(ADULT), photographs(1))
    with journey.program(NEXT_DAY) as on_stage:
        suspend(on_stage)
    assert one.refused() == ["suspended"] and one.refused("medical_record") == []
    with journey.program(NEXT_DAY) as on_stage:
        on_stage.hands.click("waiting_1")
        assert on_stage.hands.text_of("title") == "Held back, to be settled"
        on_stage.hands.click(f"finding_{finding}")
        on_stage.hands.type("reason", "Rowan was asked by telephone", counted=False)
        on_stage.hands.click("settle")
    assert one.refused() == after
    assert journey.is_sound()
