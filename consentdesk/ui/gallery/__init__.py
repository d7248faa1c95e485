"""The pictures: looked for by what they may be used for, chosen, and led on to what is asked about them."""

from __future__ import annotations

from consentdesk.ui.gallery.grid import BOX
from consentdesk.ui.gallery.presenter import GalleryPresenter
from consentdesk.ui.gallery.screen import GalleryScreen
from consentdesk.ui.gallery.thumbnails import Thumbnails
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> GalleryScreen:
    """The page; it asks to be followed by `record_opened(id)` and `work_opened(room, about)`, where `about`
    are the source hashes of the pictures that are chosen."""
    presenter, small = GalleryPresenter(machine, desk), Thumbnails(machine, desk, BOX)
    screen = GalleryScreen(lambda sha256: small.get(sha256, screen.devicePixelRatio()))
    presenter.setParent(screen)
    small.setParent(screen)
    small.came.connect(screen.grid.viewport().update)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.record_found.connect(screen.record_opened)
    screen.site_typed.connect(presenter.type_site)
    screen.asked.connect(presenter.choose)
    screen.days_given.connect(presenter.take_days)
    screen.clear_asked.connect(presenter.clear)
    screen.unfold_asked.connect(presenter.unfold)
    screen.list_chosen.connect(presenter.choose_list)
    screen.list_named.connect(presenter.save_as)
    screen.forget_asked.connect(presenter.forget)
    screen.older_asked.connect(presenter.show_older)
    screen.open_asked.connect(presenter.open_image)
    screen.draw(presenter.state)
    presenter.open()
    return screen
