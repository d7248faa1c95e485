"""Linux: logind and the screen savers of the usual desktops, over D-Bus."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
)
CLOSED_WITHIN_MS = 1000


class BusSignals(QObject):
    """`left` when the screen is locked, this user's session is in the background, or sleep begins: that is
    held up until the process that held keys is gone, or for a second."""

    left = Signal()

    def __init__(self, session: QDBusConnection, system: QDBusConnection, parent: QObject) -> None:
        super().__init__(parent)
        self._system, self._delay = system, object()
        for saver in SCREEN_SAVERS:
            session.connect("", "", saver, "ActiveChanged", self, _slot("hear_if_away(bool)"))
        system.connect(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", self, _slot("hear_sleep(bool)"))
        self._ask("GetSession", [os.environ.get("XDG_SESSION_ID") or "auto"], self._watch_session)
        self._hold_up_sleep()

    @Slot(bool)
    def hear_if_away(self, away: bool) -> None:
        if away:
            self.left.emit()

    @Slot()
    def hear_lock(self) -> None:
        self.left.emit()

    @Slot(bool)
    def hear_sleep(self, begins: bool) -> None:
        if begins:
            self.left.emit()
            QTimer.singleShot(CLOSED_WITHIN_MS, self, self._let_sleep)
        else:
            self._hold_up_sleep()

    @Slot(str, "QVariantMap", "QStringList")
    def hear_change(self, interface: str, changed: dict[str, object], unsaid: list[str]) -> None:
        """`Active` is false while another user has the seat; some desktops only note that they locked."""
        self.hear_if_away(changed.get("Active") is False or changed.get("LockedHint") is True)

    def _watch_session(self, session: Any) -> None:
        hear, at = self._system.connect, session.path()
        hear(LOGIN, at, SESSION, "Lock", self, _slot("hear_lock()"))
        change = _slot("hear_change(QString,QVariantMap,QStringList)")
        hear(LOGIN, at, PROPERTIES, "PropertiesChanged", self, change)

    def _hold_up_sleep(self) -> None:
        """What logind gives is a file: it sleeps once that is closed, by the end of this process too."""
        self._ask("Inhibit", ["sleep", "ConsentDesk", "The vault is closed first", "delay"], self._keep_delay)

    def _keep_delay(self, delay: object) -> None:
        self._delay = delay

    def _let_sleep(self) -> None:
        self._delay = object()

    def _ask(self, method: str, arguments: list[str], know: Callable[[Any], None]) -> None:
        asked = QDBusMessage.createMethodCall(LOGIN, LOGIN_PATH, MANAGER, method)
        asked.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(asked), self)
        watcher.finished.connect(partial(_hand_over, watcher, know))


def _hand_over(watcher: QDBusPendingCallWatcher, know: Callable[[Any], None]) -> None:
    answer = watcher.reply()
    watcher.deleteLater()
    if answer.type() is QDBusMessage.MessageType.ReplyMessage:
        know(answer.arguments()[0])


def _slot(signature: str) -> Any:
    return SLOT(signature)  # text, as the binding wants it: its own stubs ask for bytes
