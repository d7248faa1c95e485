"""Takes the answers, one image and one use at a time, and what each yes has to say besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from consentdesk.domain.answering import name_outlet, read_warnings, same_for_all
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.choose.granting import Asking, Typed, choices, settled, until
from consentdesk.ui.session.choose.state import ChooseState
from consentdesk.ui.session.choose.view import Place, View, image_number
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.gathering import Gathering
from consentdesk.workflows import take_session

TYPING_ENDS_AFTER_MS = 300


class ChoosePresenter(Presenter[ChooseState]):
    """Begins with the image that was asked for, else with the first that has something open."""

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        place = first_place(flow)
        super().__init__(view_of(flow, place, {}).state(), parent)
        self._flow, self._place = flow, place
        self._pictures = Gathering(flow, self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_ENDS_AFTER_MS)
        self._typing.timeout.connect(self._save_expiries)
        self._pictures.came.connect(self._refresh)
        flow.changed.connect(self._refresh)
        flow.moving.connect(self.flush)
        self._want_pictures()

    @property
    def _image(self) -> str:
        images = self._flow.draft.images
        return self._place.image or (images[0].source_sha256 if images else "")

    def answer(self, use: str, yes: bool) -> None:
        image, aloud = self._image, self._place.aloud
        typed = {other: t for other, t in self._place.typed.items() if other != use}
        self._place = replace(self._place, typed=typed)
        self._flow.act(lambda rules, draft, now: settled(rules, draft, image, use, yes, now, aloud))

    def answered_aloud(self, aloud: bool) -> None:
        """From now on staff press what is said to them; each answer is recorded as that."""
        self._stand(replace(self._place, aloud=aloud))

    def same_for_all(self, use: str) -> None:
        self.flush()
        image = self._image
        self._flow.act(lambda rules, draft, now: same_for_all(rules, draft, image, use, now))

    def choose_outlet(self, use: str, outlet_id: str) -> None:
        rules = self._flow.rules
        known = choices(rules, rules.pack.use(use), self._flow.outlets, self._flow.draft)
        chosen = next((o for o in known if o.id == outlet_id), None)
        if chosen is not None:
            self._forget_other(use)
            image = self._image
            self._flow.act(lambda rules, draft, now: name_outlet(draft, image, use, chosen))

    def name_other(self, use: str) -> None:
        """Take the outlet that was typed, into the clinic's register where it was unknown."""
        image, name, flow = self._image, self._typed(use).other.strip(), self._flow
        if name:
            self._forget_other(use)
            flow.run(lambda: take_session.name_other_outlet(flow.desk, flow.draft.id, image, use, name))

    def type(self, use: str, field: str, text: str) -> None:
        """Something was typed into `other`, `until` or `event`; a day and an event leave no room for each
        other."""
        if field == "other":
            typed = replace(self._typed(use), other=text)
        else:
            typed = replace(self._typed(use), until="", event="")
            typed = replace(typed, until=text) if field == "until" else replace(typed, event=text)
            self._typing.start()
        self._stand(replace(self._place, typed={**self._place.typed, use: typed}))

    def open_grant(self, use: str) -> None:
        """Change where a yes reaches or until when; asked again, be done with it."""
        self.flush()
        self._stand(replace(self._place, opened="" if self._place.opened == use else use))

    def read_warnings(self) -> None:
        self._flow.act(lambda rules, draft, now: read_warnings(draft, now))

    def show_image(self, number: int) -> None:
        """Turn to another image; not away from a day that cannot be read."""
        self.flush()
        if any(self._wrong(typed) for typed in self._place.typed.values()):
            self._name_missing()
            return
        found = next((i for i in self._flow.draft.images if i.number == number), None)
        if found is not None and found.source_sha256 != self._image:
            self._stand(replace(self._place, image=found.source_sha256, opened="", typed={}))
            self._want_pictures()

    def lead_to(self, where: str) -> None:
        """Turn to the image that a problem is about ("answer_2_online")."""
        part, _line, rest = where.partition("_")
        if part == "answer":
            self.show_image(int(rest.split("_")[0]))

    def go_on(self) -> None:
        """To the next picture where this one is done, else to the next step; or say what is open."""
        self.flush()
        self._flow.act(lambda rules, draft, now: draft, self._judge)

    def flush(self) -> None:
        """Save what is typed."""
        self._save_expiries()
        for use in list(self._place.typed):
            self.name_other(use)

    def _judge(self) -> None:
        missing = self._view().missing
        here = next((i.number for i in self._flow.draft.images if i.source_sha256 == self._image), 0)
        numbers = [image_number(p) for p in missing]
        if not missing:
            self._flow.go_on()
        elif here in numbers or 0 in numbers:
            self._name_missing()
        else:
            self.show_image(numbers[0])

    def _name_missing(self) -> None:
        named = frozenset((p.where, p.code) for p in self._view().missing)
        self._stand(replace(self._place, named=named, checks=self._place.checks + 1))

    def _save_expiries(self) -> None:
        self._typing.stop()
        for use, typed in self._place.typed.items():
            given = self._flow.draft.answer(self._image, use)
            saved = given.expiry if given else None
            wanted = typed.expiry(saved, self._flow.machine.day_order)
            if given is not None and given.yes and wanted != saved and not self._wrong(typed):
                self._flow.act(until(self._image, use, wanted))

    def _wrong(self, typed: Typed) -> bool:
        return bool(typed.wrong(self._flow.machine.day_order, self._flow.now().day))

    def _typed(self, use: str) -> Typed:
        return self._place.typed.get(use, Typed())

    def _forget_other(self, use: str) -> None:
        typed = {**self._place.typed, use: replace(self._typed(use), other="")}
        self._place = replace(self._place, typed=typed)

    def _want_pictures(self) -> None:
        images = self._flow.draft.images
        views = [i.view_sha256 for i in images if i.source_sha256 == self._image]
        self._pictures.want(*views, *(i.thumbnail_sha256 for i in images))

    def _stand(self, place: Place) -> None:
        self._place = place
        self._refresh()

    def _refresh(self) -> None:
        self.become(self._view().state())

    def _view(self) -> View:
        return view_of(self._flow, self._place, self._pictures.at_hand)


def first_place(flow: SessionFlow) -> Place:
    """At the image that was asked for, else at the first that has something open."""
    asked, flow.about = flow.about, ""
    waiting = view_of(flow, Place(), {}).open_images
    return Place(image=asked or next(iter(waiting), ""))


def view_of(flow: SessionFlow, place: Place, pictures: Mapping[str, QImage]) -> View:
    path = flow.pathway()
    signer = path.decides if path else "patient"
    asking = Asking(flow.rules, flow.draft, flow.outlets, flow.machine.day_order, signer)
    return View(asking, flow.staff_rules.wording, place, flow.now(), flow.problems, pictures)
