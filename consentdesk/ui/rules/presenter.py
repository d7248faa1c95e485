"""Leads through the room: which page is up, what is not published yet, and whether one can leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consentdesk.domain.refusals import Problem
from consentdesk.ui.machine import nothing
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.rules.state import OVERVIEW, RulesState
from consentdesk.ui.rules.told import change_words, language_name, use_title
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.ui.words import _, sentence

CONTACT_FIELDS = ("clinic_", "contact_")


class RulesPresenter(Presenter[RulesState]):
    def __init__(self, copy: WorkingCopy) -> None:
        super().__init__(RulesState(title=_("Rules and words")))
        self._copy = copy
        self._go: Callable[[], None] = nothing
        copy.loaded.connect(lambda: self.turn(OVERVIEW))
        copy.changed.connect(self._refresh)

    def turn(self, place: str, focus: str = "") -> None:
        """To another page of the room; changes stay."""
        state, title = self.state, self._title(place)
        self.become(
            replace(state, place=place, title=title, turns=state.turns + 1, focus=focus, leaving=False)
        )

    def publish(self) -> None:
        """Bring everything into force."""
        self._copy.publish(lambda: self._say(_("Published. It counts from now on.")))

    def drop(self) -> None:
        """Forget what was not published."""
        self._copy.drop()
        if self.state.place.startswith("use:") and not self._is_there(self.state.place):
            self.turn("uses")

    def ask_to_leave(self, go: Callable[[], None]) -> None:
        """Leave by `go`; with changes that are not published, or something typed that is not used yet, ask
        what is to become of it first."""
        self._go = go
        if self.state.unpublished or self._copy.unused:
            self.become(replace(self.state, leaving=True))
        else:
            go()

    def stay(self) -> None:
        self.become(replace(self.state, leaving=False))

    def leave(self, published: bool) -> None:
        """Leave, with the changes published or without them."""
        if published:
            self._copy.publish(lambda: self.ask_to_leave(self._go))
        else:
            self._copy.drop()
            self._go()

    def show_problem(self, where: str) -> None:
        """To the field that a problem is about."""
        self.turn(*_place_of(where))

    def _refresh(self) -> None:
        copy, found = self._copy, self._copy.problems
        if not copy.ready:
            self.become(replace(self.state, trouble=sentence(found[0])))
            return
        elsewhere = [problem for problem in found if not _place_of(problem.where)[0]]
        state = replace(
            self.state,
            unpublished=change_words(copy.book, copy.unpublished) if copy.unpublished else "",
            problems=tuple((p.where, self._told(p)) for p in found if _place_of(p.where)[0]),
            trouble=sentence(elsewhere[0]) if elsewhere else "",
            title=self._title(self.state.place),
        )
        notice = "" if state.unpublished else state.notice
        self.become(replace(state, leaving=state.leaving and not found, notice=notice))

    def _say(self, words: str) -> None:
        self.become(replace(self.state, notice=words))

    def _told(self, problem: Problem) -> str:
        """The sentence, and where it belongs when that is not plain."""
        book, (kind, *about) = self._copy.book, problem.where.split(":")
        if not about:
            return sentence(problem)
        if kind == "use":
            id, language = about[:2]
            about = [use_title(book, id, self._copy.staff_language)]
        else:
            language = kind
        return f"{language_name(book, language)}, {about[0]}: {sentence(problem)}"

    def _is_there(self, place: str) -> bool:
        return any(use["id"] == place.split(":")[1] for use in self._copy.book.pack["uses"])

    def _title(self, place: str) -> str:
        kind, _colon, about = place.partition(":")
        if kind == "use" and self._is_there(place):
            return use_title(self._copy.book, about.split(":")[0], self._copy.staff_language)
        if kind in ("words", "approve"):
            name = language_name(self._copy.book, about.split(":")[0])
            words = _("Words in {language}") if kind == "words" else _("Approve the words in {language}")
            return words.format(language=name)
        return {
            "overview": _("Rules and words"),
            "contact": _("The clinic and its contact"),
            "uses": _("Uses"),
            "packs": _("Other rules"),
            "template": _("Your country's values"),
            "history": _("Every version"),
        }.get(kind, "")


def _place_of(where: str) -> tuple[str, str]:
    """The page that a problem is on, and its field; "" for one that is on none."""
    if where.startswith(CONTACT_FIELDS):
        return "contact", where
    if where.startswith("use:"):
        place, _colon, field = where.rpartition(":")
        return place, f"use_{field}"
    if where.count(":") == 2:
        language, statement, field = where.split(":")
        return f"words:{language}:{statement}", f"statement_{field}"
    return {"usual": ("uses", "use_medical_record_usual"), "own_use": ("uses", "own_use")}.get(
        where, ("", "")
    )
