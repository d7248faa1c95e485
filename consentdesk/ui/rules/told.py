"""What is said of rules in several places of the room."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.words import _, day_in_words, moment_in_words
from consentdesk.workflows.edit_rules.book import Rulebook
from consentdesk.workflows.edit_rules.publishing import Change, Version
from consentdesk.workflows.edit_rules.uses import needs_of, words_of_use


def use_title(book: Rulebook, id: str, language: str, short: bool = False) -> str:
    """What a use is called for staff, in full or in short: in their language, else in any that has words for
    it."""
    words = (words_of_use(book, id, code) for code in (language, *book.words))
    return next((said.short if short else said.title for said in words if said.title), id)


def language_name(book: Rulebook, language: str) -> str:
    return str(book.words[language]["wording"]["name"])


def needs_words(book: Rulebook, id: str) -> str:
    """What a yes for a use needs, in a few words."""
    needs = needs_of(book, id)
    parts = [
        _("an authorisation") if needs.authorisation else "",
        _("where it appears") if needs.outlet == "outlet" else "",
        _("the platform") if needs.outlet == "platform" else "",
        _("until when") if needs.expiry else "",
        _("right answers") if needs.teach_back else "",
        _("a second person") if needs.second_person else "",
    ]
    told = ", ".join(part for part in parts if part)
    return _("Needs {parts}").format(parts=told) if told else _("Needs nothing more")


def change_words(book: Rulebook, changes: Iterable[Change]) -> str:
    """What is not published yet."""
    told = {"contact": _("contact"), "pack": _("uses and rules"), "usual": _("usual uses")}
    parts = (
        told.get(change.part)
        or _("words in {language}").format(language=language_name(book, change.language))
        for change in changes
    )
    return _("Not published yet: {parts}").format(parts=", ".join(parts))


def version_words(version: Version, order: DayOrder) -> str:
    """Who published a version, and when."""
    when = moment_in_words(version.at, order == "mdy")
    return _("{name}, {when}").format(name=version.by, when=when) if version.by else when


def published_words(version: Version, order: DayOrder) -> str:
    """Version, person and day, on one line."""
    day = day_in_words(version.at.day, order == "mdy")
    if not version.version:
        return _("Since {day}, by {name}").format(day=day, name=version.by)
    return _("Version {version}, since {day}, by {name}").format(
        version=version.version, day=day, name=version.by
    )
