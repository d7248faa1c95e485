"""Qt's own words (of the file dialog, of the menus of fields) in the language that is spoken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from consentdesk.ui.language import ENGLISH, spoken

NAME = "qt_words"


def speak_with_qt(app: QCoreApplication) -> None:
    """Let Qt say its own words in the language spoken now; where Qt has no translation they stay English."""
    for before in app.findChildren(QTranslator, NAME):
        app.removeTranslator(before)
        before.deleteLater()
    if spoken() != ENGLISH:
        translator = QTranslator(app, objectName=NAME)
        place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale(spoken()), "qtbase", "_", place):
            app.installTranslator(translator)
