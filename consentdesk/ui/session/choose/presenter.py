"""Takes the answers, one image and one use at a time, and what each yes has to say besides."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft, Expiry, Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.session import Rules, limit, name_outlet, read_warnings, same_for_all
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.choose.granting import Asking, Typed, choices, settled
from consentdesk.ui.session.choose.state import ChooseState
from consentdesk.ui.session.choose.view import Place, View, image_number
from consentdesk.ui.session.flow import SessionFlow, nothing
from consentdesk.workflows import take_session

TYPING_ENDS_AFTER_MS = 300


class ChoosePresenter(Presenter[ChooseState]):
    """Begins with the image that was asked for, else with the first that has something open."""

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        self._flow, self._place = flow, Place(image=flow.about)
        waiting = self._view().open_images
        if waiting and not flow.about:
            self._place = replace(self._place, image=waiting[0])
        flow.about = ""
        super().__init__(self._view().state(), parent)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_ENDS_AFTER_MS)
        self._typing.timeout.connect(self._save_expiries)
        flow.changed.connect(self._refresh)
        flow.moving.connect(self.flush)
        self._fetch_pictures()

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
        image = self._image
        self._flow.act(lambda rules, draft, now: same_for_all(rules, draft, image, use, now))

    def choose_outlet(self, use: str, outlet_id: str) -> None:
        known = choices(self._flow.rules.pack.use(use), self._flow.outlets, self._flow.draft)
        chosen = next((o for o in known if o.id == outlet_id), None)
        if chosen is not None:
            self._forget_other(use)
            self._name(use, chosen)

    def name_other(self, use: str) -> None:
        """Take the outlet that was typed, into the clinic's register where it was unknown."""
        image, name, flow = self._image, self._typed(use).other.strip(), self._flow
        if name:
            self._forget_other(use)
            flow.run(
                lambda: take_session.name_other_outlet(flow.desk, flow.draft.id, image, use, name), nothing
            )

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
            self._fetch_pictures()

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

    def _name(self, use: str, outlet: Outlet) -> None:
        image = self._image
        self._flow.act(lambda rules, draft, now: name_outlet(draft, image, use, outlet))

    def _save_expiries(self) -> None:
        self._typing.stop()
        for use, typed in self._place.typed.items():
            given = self._flow.draft.answer(self._image, use)
            saved = given.expiry if given else None
            wanted = typed.expiry(saved, self._flow.machine.day_order)
            if given is not None and given.yes and wanted != saved and not self._wrong(typed):
                self._limit(use, wanted)

    def _wrong(self, typed: Typed) -> bool:
        return bool(typed.wrong(self._flow.machine.day_order, self._flow.now().day))

    def _limit(self, use: str, expiry: Expiry | None) -> None:
        image = self._image

        def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
            return limit(draft, image, use, expiry, now)

        self._flow.act(act)

    def _typed(self, use: str) -> Typed:
        return self._place.typed.get(use, Typed())

    def _forget_other(self, use: str) -> None:
        typed = {**self._place.typed, use: replace(self._typed(use), other="")}
        self._place = replace(self._place, typed=typed)

    def _fetch_pictures(self) -> None:
        for image in self._flow.draft.images:
            self._fetch(image.thumbnail_sha256)
            if image.source_sha256 == self._image:
                self._fetch(image.view_sha256)

    def _fetch(self, sha256: str) -> None:
        def keep(picture: QImage) -> None:
            views = {i.view_sha256 for i in self._flow.draft.images if i.source_sha256 != self._image}
            kept = {known: p for known, p in self._place.pictures.items() if known not in views}
            self._stand(replace(self._place, pictures={**kept, sha256: picture}))

        if sha256 not in self._place.pictures:
            self._flow.pictures.get(sha256, self, keep, self._flow.show_refusal)

    def _stand(self, place: Place) -> None:
        self._place = place
        self._refresh()

    def _refresh(self) -> None:
        self.become(self._view().state())

    def _view(self) -> View:
        flow, path = self._flow, self._flow.pathway()
        signer = path.decides if path else "patient"
        asking = Asking(flow.rules, flow.draft, flow.outlets, flow.machine.day_order, signer)
        return View(asking, self._place, flow.now(), flow.problems)
