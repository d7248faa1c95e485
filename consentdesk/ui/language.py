"""The language of those who work here: spoken at once by everything that is said after it was chosen.

Without Qt: the command line speaks it too. Whatever is said is looked up when it is said, so words must not
be looked up while a module is imported, when nobody has chosen yet.
"""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Iterable
from pathlib import Path

ENGLISH = "en"  # what the program's own words are written in
LANGUAGES = {ENGLISH: "English", "es": "Español"}
DOMAIN = "consentdesk"

_catalogue = catalogues.NullTranslations()
_spoken = ENGLISH


def speak(language: str, locales: Path) -> None:
    """Say everything from now on in one of `LANGUAGES`; `locales` is the folder of the catalogues. Raises
    OSError where a catalogue is not there."""
    global _catalogue, _spoken
    english = language == ENGLISH
    _catalogue = (
        catalogues.NullTranslations() if english else catalogues.translation(DOMAIN, locales, [language])
    )
    _spoken = language


def spoken() -> str:
    """The code of the language that is spoken now."""
    return _spoken


def language_among(wanted: Iterable[str]) -> str:
    """The first of the wanted languages, written "es", "es-MX" or "es_MX.UTF-8", that is spoken here; English
    where none is."""
    codes = (name.replace("_", "-").split("-")[0].split(".")[0].lower() for name in wanted)
    return next((code for code in codes if code in LANGUAGES), ENGLISH)


def _(message: str) -> str:
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form that goes with a count."""
    return _catalogue.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """For one English word that has several elsewhere: the context says which is meant."""
    return _catalogue.pgettext(context, message)
