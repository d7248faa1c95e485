"""Signing in: at the lock window, with the recovery code, and in place of somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.ui.machine import Machine
from consentdesk.ui.sign_in.lock import LockScreen
from consentdesk.ui.sign_in.presenter import SignInPresenter

if TYPE_CHECKING:  # what follows the first screen is imported where it is opened
    from consentdesk.ui.sign_in.change import ChangeScreen
    from consentdesk.ui.sign_in.forgot import ForgotScreen
    from consentdesk.workflows.desk import Desk

ONCE_DRAWN_MS = 100  # reading who can sign in loads the room that can, and the first screen comes before it


def open_lock(machine: Machine) -> tuple[LockScreen, SignInPresenter]:
    """The page and its presenter, whose `signed_in(Desk)` says that the desk is open, and `language_changed`
    that the page has to be made anew. Who can sign in it reads by `look_who`, after `ONCE_DRAWN_MS`."""

    def come_in(secret: str, who: str) -> Desk:
        # on the lane: what an open desk needs is imported while the passphrase is tried
        from consentdesk.workflows.come_and_go import unlock

        return unlock(machine.door, machine.desk_for, secret, who)

    screen, presenter = LockScreen(), SignInPresenter(machine, come_in)
    screen.language_asked.connect(presenter.speak)
    _join(screen, presenter)
    return screen, presenter


def open_forgot(machine: Machine) -> tuple[ForgotScreen, SignInPresenter]:
    """The page on which the recovery code is typed, and its presenter."""
    from consentdesk.ui.sign_in.forgot import ForgotScreen

    def come_in(secret: str, who: str) -> Desk:
        from consentdesk.workflows.come_and_go import unlock

        try:
            return unlock(machine.door, machine.desk_for, secret, who)
        except Refusal as refusal:
            if refusal.code == "passphrase_wrong":
                raise refuse("recovery_code_wrong", "passphrase") from refusal
            raise

    screen, presenter = ForgotScreen(), SignInPresenter(machine, come_in)
    _join(screen, presenter)
    return screen, presenter


def open_change(machine: Machine, desk: Desk, person: str) -> tuple[ChangeScreen, SignInPresenter]:
    """The page on which somebody takes the place of `person`, and its presenter."""
    from consentdesk.ui.sign_in.change import ChangeScreen

    def come_in(secret: str, who: str) -> Desk:
        from consentdesk.workflows.come_and_go import change_user

        return change_user(desk, secret, who)

    screen, presenter = ChangeScreen(person), SignInPresenter(machine, come_in)
    _join(screen, presenter)
    presenter.look_who()
    return screen, presenter


def _join(screen: LockScreen | ForgotScreen | ChangeScreen, presenter: SignInPresenter) -> None:
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.card.draw(presenter.state))
    screen.card.asked.connect(presenter.sign_in)
    screen.card.who_asked.connect(presenter.choose)
    screen.card.draw(presenter.state)
