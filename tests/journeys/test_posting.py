"""A picture for social media, in the real window: agreed to at the bedside, looked through, agreed to by a
second person, the warnings read, and out; and everything that stops it on the way (R26, R27)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from consentdesk.domain.facts import ImageReleased, PackAdopted
from consentdesk.domain.ledger_lines import Wanted
from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.releasing import begin_release
from consentdesk.rehearsal.scenario import AnswerPart, ReleasePart, Scenario
from consentdesk.rehearsal.stage import PASSPHRASE, Stage, stage
from consentdesk.rehearsal.visit import Refused
from tests.helpers.packs import new_version, pack_text
from tests.journeys.journey import MORNING, Journey, scenario
from tests.storage.staff import TAYS, admit

Photographs = Callable[[int], list[Path]]
LATER, NEXT_DAY = (Moment(MORNING.utc + timedelta(hours=hours), 0) for hours in (8, 24))
OF_TWO = new_version(pack_text("us")).replace(
    "staff_warnings = true", "staff_warnings = true\nsecond_person = true"
)
YES = AnswerPart("social_media", "yes", outlet="facebook", until="2028-11-22")
POST = ReleasePart(
    "004 392", "social_media", "What a rash can look like", "Facebook", "It came and went", "it is wanted"
)
PAGES_READ = 10


@dataclass(frozen=True)
class Clinic:
    """Two people who work here, a day after one picture may be posted on Facebook."""

    journey: Journey
    founder: str

    @contextmanager
    def open(self) -> Iterator[Stage]:
        with stage(self.journey.folder, self.journey.folder.parent, NEXT_DAY) as on_stage:
            _sign_in(on_stage, self.founder, PASSPHRASE, "unlock")
            yield on_stage

    def hand_over(self, on_stage: Stage, who: str = "TT", passphrase: str = TAYS.passphrase) -> None:
        on_stage.hands.click("change_user")
        _sign_in(on_stage, who, passphrase, "change_user")

    def posts(self, on_stage: Stage, post: ReleasePart = POST) -> None:
        play(on_stage.visit(_posting(post), ()))

    def out(self) -> list[dict[str, str]]:
        """What lies beside the pictures that were let out."""
        folder = self.journey.folder.parent
        return [json.loads(path.read_text("utf-8")) for path in folder.glob("*.jpg.json")]

    def released(self) -> list[ImageReleased]:
        with self.journey.vault() as vault:
            bodies = [line.body for line in vault.ledger_page(Wanted(), limit=500)]
        return [body for body in bodies if isinstance(body, ImageReleased)]


def _posting(post: ReleasePart) -> Scenario:
    return replace(scenario(date(1984, 7, 9)), images=(), uses=(), answers=(), release=post)


def _sign_in(on_stage: Stage, who: str, passphrase: str, go: str) -> None:
    on_stage.hands.click(f"who_{who}")
    on_stage.hands.type("passphrase", passphrase)
    on_stage.hands.click(go)
    on_stage.hands.wait_for("home_page")


@pytest.fixture
def clinic(journey: Journey, photographs: Photographs) -> Clinic:
    agreed = scenario(date(1984, 7, 9), uses=("medical_record", "social_media"), answers=(YES,))
    journey.play(agreed, photographs(1))
    with journey.vault() as vault:
        admit(vault)
        vault.append(PackAdopted("us", "2026.2", OF_TWO), LATER)
        return Clinic(journey, vault.initials()[vault.me.id])


def test_a_post_leaves_once_a_second_person_agreed_and_the_warnings_were_read(clinic: Clinic) -> None:
    with clinic.open() as on_stage:
        hands = on_stage.hands
        with pytest.raises(Refused, match="not_released"):
            clinic.posts(on_stage)
        assert "second person has to agree" in hands.text_of("picture_1_reasons") and clinic.out() == []
        clinic.hand_over(on_stage)
        hands.click("waiting_1")
        hands.wait_for("agreeing_going")
        for _page in range(PAGES_READ):
            if not hands.sees("agreeing_done"):
                hands.click("agree")
        hands.click("home")
        clinic.hand_over(on_stage, clinic.founder, PASSPHRASE)
        clinic.posts(on_stage)
    (told,) = clinic.out()
    assert (told["outlet"], told["caption"]) == ("Facebook", POST.caption)
    (released,) = clinic.released()
    assert released.warned and released.check, "it keeps which check it rests on, and that it was read"


def test_a_no_of_the_second_person_is_read_by_the_first(clinic: Clinic) -> None:
    with clinic.open() as on_stage:
        hands = on_stage.hands
        with pytest.raises(Refused):
            clinic.posts(on_stage)
        clinic.hand_over(on_stage)
        hands.click("waiting_1")
        hands.wait_for("agreeing_going")
        hands.click("decline")
        hands.type("decline_reason", "The rash is known in town")
        hands.click("decline_yes")
        hands.wait_for("agreeing_done")
        clinic.hand_over(on_stage, clinic.founder, PASSPHRASE)
        begin_release(on_stage.visit(_posting(POST), ()), POST)
        said = hands.text_of("picture_1_reasons")
        assert "does not agree" in said and "Tay Tester: The rash is known in town" in said
    assert clinic.out() == [] and clinic.released() == []


def test_a_platform_that_the_patient_did_not_name_stays_shut(clinic: Clinic) -> None:
    with clinic.open() as on_stage:
        with pytest.raises(Refused, match="not_released"):
            clinic.posts(on_stage, replace(POST, outlet="Instagram"))
        assert not on_stage.hands.sees("picture_1_check"), "no check would change it"
    assert clinic.out() == []
