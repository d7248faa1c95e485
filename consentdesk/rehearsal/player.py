"""Plays one scenario through the window, page by page, as a person would; stops where the rules refuse."""

from __future__ import annotations

from collections.abc import Callable

from consentdesk.domain.draft import Step
from consentdesk.rehearsal.answering import play_choose, play_explain, play_show
from consentdesk.rehearsal.checking import play_check
from consentdesk.rehearsal.entering import play_images, play_patient
from consentdesk.rehearsal.releasing import play_release
from consentdesk.rehearsal.reporting import play_incident
from consentdesk.rehearsal.scenario import CorrectionPart
from consentdesk.rehearsal.signing import play_sign
from consentdesk.rehearsal.visit import Visit
from consentdesk.rehearsal.withdrawing import play_withdrawal

COPY_BUTTONS = {"printed": "print", "saved": "save", "declined": "decline"}


def play(visit: Visit) -> None:
    """From "New consent", or from the record that is corrected, to the copy; from home to the paper of a
    withdrawal or a release, or until an incident is closed. Raises Refused where a page does not let it go
    on."""
    if visit.scenario.withdrawal is not None:
        play_withdrawal(visit, visit.scenario.withdrawal)
        return
    if visit.scenario.release is not None:
        play_release(visit, visit.scenario.release)
        return
    if visit.scenario.incident is not None:
        play_incident(visit, visit.scenario.incident)
        return
    if visit.scenario.correction is not None:
        _begin_correction(visit, visit.scenario.correction)
    else:
        _begin(visit, "new_consent")
    _play_on(visit)


def play_on(visit: Visit, row: int = 1) -> None:
    """From an open session, by its row on home, to the copy."""
    _begin(visit, f"waiting_{row}")
    _play_on(visit)


def _begin(visit: Visit, button: str) -> None:
    with visit.counting("home"):
        if not visit.hands.sees(button):
            visit.hands.click("home", counted=False)
        visit.picture("home")
        visit.hands.click(button)


def _begin_correction(visit: Visit, part: CorrectionPart) -> None:
    """From home through the patient's file and the record to the session that corrects it."""
    hands = visit.hands
    with visit.counting("home"):
        if not hands.sees("search"):
            hands.click("home", counted=False)
        hands.type("search", part.patient, counted=False)
        for button in ("found_1", "open_1", "correct"):
            hands.click(button)
        hands.type("correction_reason", part.reason, counted=False)
        visit.picture("correction")
        hands.click("correction_begin")
    if not hands.sees("session_window"):
        visit.refuse("correction", ("correction_not_begun",))


def _play_on(visit: Visit) -> None:
    while visit.hands.sees("session_window"):
        step = visit.draft.step
        with visit.counting(step.value):
            PAGES[step](visit)
    with visit.counting("copy"):
        _copy(visit)
    if visit.scenario.check is not None:
        with visit.counting("reidentification"):
            play_check(visit, visit.scenario.check)


def _check(visit: Visit) -> None:
    visit.picture("check")
    visit.go_on()


def _copy(visit: Visit) -> None:
    visit.hands.wait_for("copy_page")
    visit.picture("copy")
    visit.hands.click(COPY_BUTTONS[visit.scenario.copy])
    visit.picture("copy-given")


PAGES: dict[Step, Callable[[Visit], None]] = {
    Step.PATIENT: play_patient,
    Step.IMAGES: play_images,
    Step.SHOW: play_show,
    Step.EXPLAIN: play_explain,
    Step.CHOOSE: play_choose,
    Step.CHECK: _check,
    Step.SIGN: play_sign,
}
