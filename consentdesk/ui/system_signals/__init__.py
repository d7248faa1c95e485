"""What the system says of this workstation: its screen is locked, it goes to sleep, it is another user's.

On macOS Qt hears none of it: there sleep is found by the clock afterwards (`ui.quiet`), and a locked screen
is not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QWidget


def listen(window: QWidget, left: Callable[[], None]) -> None:
    """From now on `left` is called whenever whoever sat here cannot be before the screen any more. Whatever
    the system lacks is not heard, and nothing is said of it."""
    if sys.platform == "win32":
        from consentdesk.ui.system_signals.windows import WindowsMessages

        WindowsMessages(window).left.connect(left)
    elif sys.platform != "darwin":
        from PySide6.QtDBus import QDBusConnection

        from consentdesk.ui.system_signals.dbus import BusSignals

        buses = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        BusSignals(*buses, window).left.connect(left)
