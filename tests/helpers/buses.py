"""A message bus of its own, with a login service on it that answers as logind does."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from jeepney import DBusAddress, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.blocking import DBusConnection, open_dbus_connection

LOGIN, SESSION = "org.freedesktop.login1", "/org/freedesktop/login1/session/_37"
MEMBER = 3  # of a message's header


class Bus:
    """One running dbus-daemon at `address`, and what logind was asked on it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[tuple[str, ...]] = []
        self.asleep = threading.Event()  # set once nobody holds up sleep any more
        self._service, self._teller = self._connection(), self._connection()
        assert self._service.send_and_get_reply(message_bus.RequestName(LOGIN)).body == (1,)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def screen_locked(self, locked: bool, desktop: str = "gnome") -> None:
        self._tell(f"/org/{desktop}/ScreenSaver", f"org.{desktop}.ScreenSaver", "ActiveChanged", "b", locked)

    def lock_session(self) -> None:
        self._tell_login(SESSION, f"{LOGIN}.Session", "Lock")

    def switch_user(self) -> None:
        gone = ("sa{sv}as", f"{LOGIN}.Session", {"Active": ("b", False)}, [])
        self._tell_login(SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", *gone)

    def sleep(self, begins: bool = True) -> None:
        self._tell_login("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", "b", begins)

    def close(self) -> None:
        """Once the daemon has ended."""
        self._thread.join()
        self._service.close()
        self._teller.close()

    def _connection(self) -> DBusConnection:
        return open_dbus_connection(self.address, enable_fds=True)

    def _tell(self, path: str, interface: str, name: str, kinds: str | None = None, *what: object) -> None:
        self._teller.send(new_signal(DBusAddress(path, interface=interface), name, kinds, what))

    def _tell_login(
        self, path: str, interface: str, name: str, kinds: str | None = None, *what: object
    ) -> None:
        self._service.send(new_signal(DBusAddress(path, interface=interface), name, kinds, what))

    def _serve(self) -> None:
        while True:
            try:
                message = self._service.receive()
            except (ConnectionError, OSError):
                return
            if message.header.message_type is MessageType.method_call:
                name = message.header.fields[MEMBER]
                self.asked.append((name, *message.body))
                if name == "GetSession":
                    self._service.send(new_method_return(message, "o", (SESSION,)))
                elif name == "Inhibit":
                    self._give_delay(message)

    def _give_delay(self, message: object) -> None:
        mine, theirs = os.pipe()
        self._service.send(new_method_return(message, "h", (theirs,)))
        os.close(theirs)
        self.asleep.clear()
        threading.Thread(target=self._wait_for, args=(mine,), daemon=True).start()

    def _wait_for(self, delay: int) -> None:
        os.read(delay, 1)  # ends when the last one who holds the other end lets go
        os.close(delay)
        self.asleep.set()


def missing() -> str:
    return "" if shutil.which("dbus-daemon") else "dbus-daemon"


@contextmanager
def bus() -> Iterator[Bus]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert daemon.stdout is not None
        running = Bus(daemon.stdout.readline().strip())
        yield running
    finally:
        daemon.terminate()
        daemon.communicate()
    running.close()
