"""Hands on the pages for withdrawing."""

from __future__ import annotations

from typing import Any

from consentdesk.domain.lines import SealedRecord
from consentdesk.ui import patient_file, withdraw
from consentdesk.ui.withdrawing import ROOM
from consentdesk.workflows.may_use import was_permitted
from tests.ui.records.conftest import Office
from tests.ui.session.played import scribble


def open_withdraw(office: Office, about: str) -> Any:
    """The page, followed as the program does where it leads to what became of it."""
    page: Any = withdraw.open_page(office.machine, office.desk, about)
    page.work_opened.connect(led_to)
    office.show(page)
    return page


LED_TO: list[str] = []


def led_to(room: str, about: str) -> None:
    assert room == ROOM
    LED_TO.append(about)


def go_on(office: Office) -> None:
    """To the page that the last one led to."""
    open_withdraw(office, LED_TO[-1])


def open_file(office: Office, patient: str) -> None:
    page = patient_file.open_page(office.machine, office.desk, patient)
    page.work_opened.connect(led_to)
    office.show(page)


def refused(office: Office, sealed: SealedRecord, image: int = 0, use: str = "teaching") -> list[str]:
    source = sealed.record.images[image].source_sha256
    desk = office.desk
    verdict = office.on_lane(lambda: was_permitted(desk, source, use, "", desk.now()))
    return [problem.code for problem in verdict.reasons]


def sign(office: Office) -> None:
    scribble(office)
