"""Asking for files, without a trace of which: Qt's own dialog, with its history off.

Qt's dialog writes the folders it was in to the settings of "QtProject" when it goes. On Linux they are given
a place that cannot exist, elsewhere they are taken out again at once (tried on Linux only). The system's own
dialogs keep lists of recent files that no program can switch off.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from consentdesk.ui.words import _

IMAGE_PATTERNS = "*.jpg *.jpeg *.png *.tif *.tiff *.webp *.heic *.heif"
DECK_PATTERNS = "*.pptx *.docx *.xlsx *.odp *.odt *.ods *.pdf"
PICTURES = tuple(IMAGE_PATTERNS.replace("*", "").split())
SCAN_PATTERNS = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic *.heif"
Place = QStandardPaths.StandardLocation


class QtFiles:
    """Remembers the last folder of either kind while the program runs, and no longer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent
        self._folders = {
            place: Path(QStandardPaths.writableLocation(place))
            for place in (Place.PicturesLocation, Place.DocumentsLocation, Place.HomeLocation)
        }
        nowhere = str(Path(os.devnull) / "settings")
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, nowhere)

    def images(self) -> list[Path]:
        """The photographs that the user chose; empty when they thought better of it."""
        dialog = self._dialog(_("Add photographs"), Place.PicturesLocation)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = f"{IMAGE_PATTERNS} {IMAGE_PATTERNS.upper()}"
        dialog.setNameFilters([_("Photographs ({patterns})").format(patterns=patterns), _("All files (*)")])
        return self._chosen(dialog, Place.PicturesLocation)

    def scans(self) -> list[Path]:
        """The scans or photos of signed pages that the user chose."""
        dialog = self._dialog(_("Add the signed pages"), Place.DocumentsLocation)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = f"{SCAN_PATTERNS} {SCAN_PATTERNS.upper()}"
        dialog.setNameFilters(
            [_("Scans and photos ({patterns})").format(patterns=patterns), _("All files (*)")]
        )
        return self._chosen(dialog, Place.DocumentsLocation)

    def to_check(self) -> list[Path]:
        """The photographs, slides and documents whose pictures the user wants checked."""
        dialog = self._dialog(_("Check the pictures in files"), Place.DocumentsLocation)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = f"{DECK_PATTERNS} {IMAGE_PATTERNS}"
        both = f"{patterns} {patterns.upper()}"
        named = _("Slides, documents and photographs ({patterns})").format(patterns=both)
        dialog.setNameFilters([named, _("All files (*)")])
        return self._chosen(dialog, Place.DocumentsLocation)

    def save_as(self, suggested_name: str) -> Path | None:
        """Where to save a file; None when the user thought better of it."""
        suffix = Path(suggested_name).suffix.removeprefix(".")
        titles = {"pdf": _("Save the copy"), "csv": _("Save the table")}
        kinds = {"pdf": _("PDF ({patterns})"), "csv": _("Tables ({patterns})")}
        dialog = self._dialog(titles[suffix], Place.DocumentsLocation)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.setNameFilters([kinds[suffix].format(patterns=f"*.{suffix}")])
        dialog.selectFile(suggested_name)
        return next(iter(self._chosen(dialog, Place.DocumentsLocation)), None)

    def release_folder(self) -> Path | None:
        """The folder that the user chose for pictures that are let out."""
        return self._folder(_("Choose the folder for the pictures"), Place.DocumentsLocation)

    def backup_folder(self) -> Path | None:
        """The folder for backups that the user chose."""
        return self._folder(_("Choose the folder for backups"), Place.HomeLocation)

    def _folder(self, title: str, place: Place) -> Path | None:
        dialog = self._dialog(title, place)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return next(iter(self._chosen(dialog, place)), None)

    def _dialog(self, title: str, place: Place) -> QFileDialog:
        dialog = QFileDialog(self.parent, title, str(self._folders[place]))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setHistory([])
        return dialog

    def _chosen(self, dialog: QFileDialog, place: Place) -> list[Path]:
        taken = dialog.exec() == QFileDialog.DialogCode.Accepted
        chosen = [Path(file) for file in dialog.selectedFiles()] if taken else []
        if chosen:
            self._folders[place] = chosen[0].parent
        dialog.destroyed.connect(_forget)
        dialog.deleteLater()
        return chosen


def _forget() -> None:
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
