"""The frame of patient pages: one thing at a time, nothing of staff or of other patients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from consentdesk.ui.kit.buttons import PrimaryButton, RepeatButton, SecondaryButton
from consentdesk.ui.kit.languages import LanguageList
from consentdesk.ui.kit.layout import DIRECTIONS, Scroll, column, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.veil import Veil

LINE_PX = 48


@dataclass(frozen=True)
class PatientWords:
    """The words of the frame in the patient's language; "" for `stop`, `read_aloud` or `language` leaves
    them out. `language` is the present one's own name; `languages` are all there are, (code, own name).
    `rtl`: they run from right to left."""

    smaller: str
    smaller_spoken: str
    larger: str
    larger_spoken: str
    read_aloud: str
    language: str
    back: str
    question: str
    stop: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    rtl: bool = False


class PatientFrame(QWidget):
    """First name, means to read better, the content, and the one way on. The language button puts the list of
    languages in place of the content, and takes it away again; `language_asked(str)` is the code chosen."""

    smaller_asked = Signal()
    larger_asked = Signal()
    read_aloud_asked = Signal()
    language_asked = Signal(str)
    back_asked = Signal()
    question_asked = Signal()
    stop_asked = Signal()
    continue_asked = Signal()
    scrolled = Signal()

    def __init__(self, words: PatientWords, name: str = "patient") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setLayoutDirection(DIRECTIONS[words.rtl])
        self._first_name = Text("", "patient_name", "first_name", False)
        self._progress = Text("", "patient_quiet", "progress", False)
        self.primary = PrimaryButton("", "continue")
        self.primary.clicked.connect(self.continue_asked)
        self._tools, self._ways = _tools(words), _ways(words)
        self._scroll = Scroll("patient_scroll")
        self._middle, self._languages = QStackedWidget(), _languages(words)
        self._connect()
        self._lay_out()
        self._veil = Veil(self)

    def dim(self, dim: bool) -> None:
        """Veil the page while nobody looks at it, or show it again."""
        if self.isVisible() or not dim:
            self._veil.draw(dim)

    def set_content(self, content: QWidget) -> None:
        """Show a page; the one before it is deleted."""
        self._scroll.hold(content, (64, 16, 64, 16))

    def show_first_name(self, first_name: str) -> None:
        self._first_name.setText(first_name)

    def show_progress(self, words: str) -> None:
        self._progress.setText(words)

    def show_primary(self, words: str) -> None:
        """What the one accent button says; "" hides it."""
        self.primary.show_words(words)
        self.primary.setVisible(bool(words) and not self._chooses_language)

    def show_back(self, possible: bool) -> None:
        self._ways[0].setVisible(possible)

    @property
    def end_in_sight(self) -> bool:
        """Whether the content has been read down to its end, as far as scrolling goes."""
        bar = self._scroll.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def read_on(self) -> None:
        """Scroll down by what is in sight, a line less."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() - LINE_PX)

    def _connect(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(lambda: self.scrolled.emit())
        bar.rangeChanged.connect(lambda: self.scrolled.emit())
        asked: dict[str, Callable[[], object]] = {
            "smaller": self.smaller_asked.emit,
            "larger": self.larger_asked.emit,
            "read_aloud": self.read_aloud_asked.emit,
            "language": self._turn_languages,
            "back": self._go_back,
            "question": self._ask,
            "stop": self.stop_asked.emit,
        }
        for button in (*self._tools, *self._ways):
            button.clicked.connect(asked[button.objectName()])
        self._languages.chosen.connect(self._choose_language)

    @property
    def _chooses_language(self) -> bool:
        return self._middle.currentWidget() is self._languages

    def _turn_languages(self) -> None:
        """Put the list of languages in place of the content, or the content in its own place."""
        self._middle.setCurrentWidget(self._scroll if self._chooses_language else self._languages)
        # nobody goes on from what they do not see
        self.primary.setVisible(bool(self.primary.text()) and not self._chooses_language)
        if self._chooses_language:
            self._languages.show_present()
        else:
            self.primary.setFocus()

    def _go_back(self) -> None:
        """Out of the list of languages first, if that is up."""
        if self._chooses_language:
            self._turn_languages()
        else:
            self.back_asked.emit()

    def _ask(self) -> None:
        if self._chooses_language:  # the help comes up in the content
            self._turn_languages()
        self.question_asked.emit()

    def _choose_language(self, code: str) -> None:
        self._turn_languages()
        if code != self._languages.present:
            self.language_asked.emit(code)

    def _lay_out(self) -> None:
        top = row(self._first_name, None, *self._tools, margins=(64, 28, 64, 8))
        onward = row(self._progress, self.primary, spacing=20)
        foot = row(*self._ways, None, onward, margins=(64, 8, 64, 32))
        self._middle.addWidget(self._scroll)
        self._middle.addWidget(self._languages)
        page = column(top, self._middle, foot, spacing=0)
        page.setStretchFactor(self._middle, 1)
        self.setLayout(page)


def _languages(words: PatientWords) -> LanguageList:
    present = next((code for code, name in words.languages if name == words.language), "")
    return LanguageList(words.languages, present)


def _tools(words: PatientWords) -> list[SecondaryButton]:
    read_aloud = [SecondaryButton(words.read_aloud, "read_aloud")] if words.read_aloud else []
    language = [SecondaryButton(words.language, "language")] if words.language else []
    # at the end of the row, where nothing pushes them from under the finger
    smaller = RepeatButton(words.smaller, "smaller", words.smaller_spoken)
    larger = RepeatButton(words.larger, "larger", words.larger_spoken)
    return [*read_aloud, *language, smaller, larger]


def _ways(words: PatientWords) -> list[SecondaryButton]:
    stop = [SecondaryButton(words.stop, "stop")] if words.stop else []
    back = SecondaryButton(f"‹  {words.back}", "back", words.back)
    return [back, SecondaryButton(words.question, "question"), *stop]
