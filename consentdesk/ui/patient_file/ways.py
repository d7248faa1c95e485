"""What can be done with a patient's pictures outside the record. objectNames: may_use, release,
reidentification, register, report_incident.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.access import Act
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import held, row
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.patient_file.state import ImageRow
from consentdesk.ui.reporting import ROOM, of_images
from consentdesk.ui.words import _


class PictureWays(QWidget):
    """`work_opened(room, source hashes)` leads on with every picture that is still there."""

    work_opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._images = ""
        self._may_use = LinkButton(
            _("May I use them?"), "may_use", _("Ask whether these pictures may be used")
        )
        self._release = LinkButton(_("Release…"), "release", _("Let pictures of this patient out"))
        self._place = LinkButton(_("Note a place…"), "register", _("Note where pictures of this patient are"))
        spoken = _("Check whether this patient could be recognised in these pictures")
        self._check = LinkButton(_("Could they be recognised?"), "reidentification", spoken)
        self._incident = LinkButton(_("Seen where it should not be…"), "report_incident")
        self._incident.clicked.connect(self._report)
        for way in (self._may_use, self._release, self._check):
            way.clicked.connect(partial(self._lead_on, way.objectName()))
        self._place.clicked.connect(lambda: self.work_opened.emit("register", f"among:{self._images}"))
        ways = (self._incident, self._may_use, self._check, self._release, self._place)
        line = row(held(Wrap(*ways, spacing=4, to_end=True)))
        self.setLayout(line)

    def draw(self, images: Iterable[ImageRow], acts: frozenset[Act]) -> None:
        """For these pictures, and for whoever may do that."""
        self._images = " ".join(image.source_sha256 for image in images if image.kept)
        reveal(self._may_use, bool(self._images) and Act.ASK_USE in acts)
        reveal(self._release, bool(self._images) and Act.RELEASE in acts)
        reveal(self._check, bool(self._images) and Act.RELEASE in acts)
        reveal(self._place, bool(self._images) and Act.KEEP_REGISTER in acts)
        reveal(self._incident, bool(self._images) and Act.OPEN_INCIDENT in acts)

    def _report(self) -> None:
        self.work_opened.emit(ROOM, of_images(self._images.split()))

    def _lead_on(self, room: str) -> None:
        self.work_opened.emit(room, self._images)
