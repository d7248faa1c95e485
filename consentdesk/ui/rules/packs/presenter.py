"""Takes another bundled pack into the working copy."""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.presenter import Presenter
from consentdesk.ui.rules.packs.state import PackRow, PacksState
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.ui.words import _, ngettext, sentence
from consentdesk.workflows.edit_rules.packs import open_places, take_pack
from consentdesk.workflows.first_run import PackOffer


class PacksPresenter(Presenter[PacksState]):
    """`taken` follows once the working copy goes by another pack."""

    taken = Signal()

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy
        self._offers = {offer.id: offer for offer in copy.machine.packs()}
        now = copy.book.pack["pack"]["id"]
        super().__init__(PacksState(tuple(_row(offer, offer.id == now) for offer in self._offers.values())))

    def take(self, id: str) -> None:
        """Work by this pack as it came."""
        text = self._offers[id].text
        if self._copy.edit(lambda book: take_pack(book, text, {})):
            self.taken.emit()


def _row(offer: PackOffer, now: bool) -> PackRow:
    places = open_places(offer.text)
    if places:
        words = ngettext(
            "{count} value of your country is still to be filled in",
            "{count} values of your country are still to be filled in",
            len(places),
        )
        return PackRow(offer.id, _(offer.title), words.format(count=len(places)), True, now)
    if offer.pack is None:
        return PackRow(offer.id, _(offer.title), sentence(offer.problems[0]), False, now, broken=True)
    hint = _("Version {version}, modelled on {model}")
    told = hint.format(version=offer.pack.version, model=_(offer.pack.modelled_on))
    return PackRow(offer.id, _(offer.title), told, False, now)
