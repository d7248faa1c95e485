"""What has to be put right before going on, as links to where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import discard
from consentdesk.ui.kit.text import Text, name_widget, reveal


class ProblemSummary(QFrame):
    """Hidden until there is a problem; each line is a link that focuses the widget of that objectName.

    `asked(str)` is emitted with that name first, so that a page can bring the widget about.
    """

    asked = Signal(str)

    def __init__(self, title: str, name: str = "problems") -> None:
        super().__init__()
        name_widget(self, name, title)
        self._links: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 18, 24, 18)
        self._column.setSpacing(4)
        self._column.addWidget(Text(title, "heading"))
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, str]], lead: bool = True) -> None:
        """Show (objectName, words) pairs, or hide with none. Focus goes to the first one's widget, unless
        nobody is to be led there because they are at work elsewhere."""
        for link in self._links:
            discard(link)
        self._links = [self._link(number, *problem) for number, problem in enumerate(problems)]
        reveal(self, bool(problems))
        if problems and lead:
            focus_widget(self.window(), problems[0][0])

    def _lead_to(self, where: str) -> None:
        self.asked.emit(where)
        focus_widget(self.window(), where)

    def _link(self, number: int, where: str, words: str) -> LinkButton:
        link = LinkButton(words, f"{self.objectName()}_{number}")
        link.clicked.connect(lambda: self._lead_to(where))
        self._column.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
        link.show()
        return link


def focus_widget(window: QWidget, name: str) -> bool:
    """Give the keyboard to the visible widget called `name`, scrolled into view; False if there is none."""
    found = [widget for widget in window.findChildren(QWidget, name) if widget.isVisible()]
    if not found:
        return False
    # what was shown with it has to have its place first, or the widget is looked for where it was
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    found[0].setFocus(Qt.FocusReason.OtherFocusReason)
    for area in _areas_around(found[0]):
        area.ensureWidgetVisible(found[0], 40, 80)
    return True


def _areas_around(widget: QWidget) -> list[QScrollArea]:
    areas, parent = [], widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            areas.append(parent)
        parent = parent.parentWidget()
    return areas
