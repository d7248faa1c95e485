"""The third page of a session, with two faces: the staff's and, when the screen is turned, the patient's.

objectNames: staff: `looking_patient`, `looking_representative`, for each photograph by its number
`thumbnail_<n>`, `seen_<n>`, `show_<n>` · patient: `shown_picture`, `do_not_want`, then `keep_it` or
`take_away`, `help`, `question`, `stop` · in the frame of either face: `back`, `continue`.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.patient_frame import PatientFrame
from consentdesk.ui.session.show.patient import PatientFace
from consentdesk.ui.session.show.staff import StaffFace
from consentdesk.ui.session.show.state import ShowState


class ShowScreen(QStackedWidget):
    """Draws a ShowState in the two frames it is given; decides nothing."""

    def __init__(
        self, staff: SessionFrame, patient: PatientFrame, screen: Mapping[str, str], state: ShowState
    ) -> None:
        super().__init__()
        self.setObjectName("show_faces")
        self._staff_frame, self._patient_frame = staff, patient
        self.staff, self.patient = StaffFace(), PatientFace(screen)
        staff.set_content(self.staff)
        patient.set_content(self.patient)
        self.addWidget(staff)
        self.addWidget(patient)
        self.draw(state)

    def draw(self, state: ShowState) -> None:
        self._staff_frame.show_primary(state.primary)
        self.staff.draw(state)
        self._patient_frame.show_progress(state.progress)
        self._patient_frame.show_primary(state.next_words if state.place == "picture" else "")
        self.patient.draw(state)
        face = self._staff_frame if state.place == "staff" else self._patient_frame
        if self.currentWidget() is not face:
            self.setCurrentWidget(face)
            face.primary.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._staff_frame.primary.setFocus()
