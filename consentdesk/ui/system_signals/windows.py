"""Windows: what it sends to the window. Written by its documentation, not tried."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND = 0x0004
CONSOLE_DISCONNECT, REMOTE_DISCONNECT, SESSION_LOCK = 0x2, 0x4, 0x7
LEAVING = frozenset(
    {
        (WM_POWERBROADCAST, PBT_APMSUSPEND),
        (WM_WTSSESSION_CHANGE, CONSOLE_DISCONNECT),
        (WM_WTSSESSION_CHANGE, REMOTE_DISCONNECT),
        (WM_WTSSESSION_CHANGE, SESSION_LOCK),
    }
)


class WindowsMessages(QObject):
    """`left` when the screen is locked, another user comes up, or sleep begins."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter = _Filter(self)
        if (app := QCoreApplication.instance()) is not None:
            app.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(int(window.winId())), 0)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, messages: WindowsMessages) -> None:
        super().__init__()
        self._messages = messages

    def nativeEventFilter(self, kind: object, message: int) -> tuple[bool, int]:
        sent = wintypes.MSG.from_address(int(message))
        if (sent.message, sent.wParam) in LEAVING:
            self._messages.left.emit()
        return False, 0
