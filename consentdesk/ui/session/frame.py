"""The two frames of a session's pages, filled from the flow: one for staff, one for the patient."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from consentdesk.domain.draft import Step
from consentdesk.domain.people import age_on
from consentdesk.ui.kit.frames import SessionFrame, SessionWords
from consentdesk.ui.kit.patient_frame import PatientFrame, PatientWords
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.theme.apply import MAX_TEXT_SCALE, MIN_TEXT_SCALE, scale_patient_text
from consentdesk.ui.words import _, ngettext, step_title

TEXT_STEP = 0.25


def staff_frame(flow: SessionFlow, primary: str, back: Callable[[], None] | None = None) -> SessionFrame:
    """A staff page: later leads where the flow leads, and so does back unless the page has a way of its own.
    Continue and the content are the caller's."""
    frame = SessionFrame(SessionWords(_("Back"), _("Save and come back later")), f"step_{flow.draft.step}")
    frame.back_asked.connect(back or flow.go_back)
    frame.later_asked.connect(flow.leave)
    frame.show_step(step_words(flow.draft.step))
    frame.show_patient(*whose(flow))
    frame.show_primary(primary)
    return frame


def patient_frame(flow: SessionFlow, primary: str) -> PatientFrame:
    """A patient page: first name only, nothing of staff, words as large as this patient reads them, in the
    language and direction that they chose. Back, question and continue are the caller's."""
    wording, languages = flow.rules.wording, languages_of(flow)
    screen = wording.screen
    words = PatientWords(
        smaller="A−",
        smaller_spoken=screen["smaller"],
        larger="A+",
        larger_spoken=screen["larger"],
        read_aloud="",
        language=wording.wording.name if len(languages) > 1 else "",
        back=screen["back"],
        question=screen["question"],
        stop=screen["stop"],
        languages=languages,
        rtl=wording.rtl,
    )
    frame = PatientFrame(words, f"step_{flow.draft.step}")
    frame.show_first_name(flow.draft.patient.given_name if flow.draft.patient else "")
    frame.show_primary(primary)
    frame.stop_asked.connect(flow.leave)
    frame.language_asked.connect(flow.speak_here)
    frame.smaller_asked.connect(lambda: _read(flow, flow.text_scale - TEXT_STEP))
    frame.larger_asked.connect(lambda: _read(flow, flow.text_scale + TEXT_STEP))
    _read(flow, flow.text_scale)
    return frame


def languages_of(flow: SessionFlow) -> tuple[tuple[str, str], ...]:
    """The languages a patient can read in: code and own name."""
    return tuple((code, wording.wording.name) for code, wording in flow.desk.wordings.items())


def _read(flow: SessionFlow, text_scale: float) -> None:
    flow.text_scale = min(max(text_scale, MIN_TEXT_SCALE), MAX_TEXT_SCALE)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        scale_patient_text(app, flow.text_scale)


def step_words(step: Step) -> str:
    """ "Step 3 of 7: Show the images"."""
    return _("Step {number} of {total}: {title}").format(
        number=step.number, total=len(Step), title=step_title(step)
    )


def whose(flow: SessionFlow) -> tuple[str, str]:
    """The patient's full name and what tells them apart, and which record is being corrected, for staff."""
    patient = flow.draft.patient
    if patient is None:
        return _("New patient"), ""
    age = age_on(patient.born, flow.now().day, flow.rules.pack.ages.leap_birthday)
    number = _(", record {number}").format(number=patient.record_number) if patient.record_number else ""
    words = ngettext("{age} year{number}", "{age} years{number}", age)
    told = [words.format(age=age, number=number)]
    if flow.draft.corrects is not None:
        told.append(_("Corrects record {code}").format(code=flow.draft.corrects.code))
    return patient.name, " · ".join(told)
