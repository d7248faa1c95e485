"""What the system says of the workstation, said by a real message bus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from consentdesk.ui.system_signals.dbus import BusSignals
from tests.helpers.buses import Bus, bus, missing

HEARD_WITHIN_MS = 5000
QUIET_MS = 300


@pytest.fixture
def system() -> Iterator[Bus]:
    if missing():
        pytest.skip(f"this machine has no {missing()}")
    with bus() as running:
        yield running


@pytest.fixture
def signals(system: Bus, qtbot: QtBot) -> Iterator[BusSignals]:
    """Listening, and known to logind."""
    connection = QDBusConnection.connectToBus(system.address, "test")
    parent = QObject()
    listening = BusSignals(connection, connection, parent)
    qtbot.waitUntil(lambda: len(system.asked) == 2, timeout=HEARD_WITHIN_MS)
    qtbot.wait(50)
    yield listening
    parent.deleteLater()
    QDBusConnection.disconnectFromBus("test")


@pytest.mark.parametrize(
    "say",
    [
        lambda system: system.screen_locked(True),
        lambda system: system.screen_locked(True, "freedesktop"),
        Bus.lock_session,
        Bus.switch_user,
        Bus.sleep,
    ],
    ids=["gnome", "freedesktop", "session", "another user", "sleep"],
)
def test_whoever_leaves_is_heard(
    qtbot: QtBot, system: Bus, signals: BusSignals, say: Callable[[Bus], None]
) -> None:
    with qtbot.waitSignal(signals.left, timeout=HEARD_WITHIN_MS):
        say(system)


@pytest.mark.parametrize(
    "say",
    [lambda system: system.screen_locked(False), lambda system: system.sleep(False)],
    ids=["back", "awake"],
)
def test_whoever_comes_back_is_not_taken_for_one_who_leaves(
    qtbot: QtBot, system: Bus, signals: BusSignals, say: Callable[[Bus], None]
) -> None:
    with qtbot.assertNotEmitted(signals.left, wait=QUIET_MS):
        say(system)


def test_sleep_is_held_up_for_a_second_and_no_longer(qtbot: QtBot, system: Bus, signals: BusSignals) -> None:
    assert ("Inhibit", "sleep", "ConsentDesk", "The vault is closed first", "delay") in system.asked
    system.sleep()
    qtbot.wait(QUIET_MS)
    assert not system.asleep.is_set()
    qtbot.waitUntil(system.asleep.is_set, timeout=HEARD_WITHIN_MS)


def test_sleep_is_held_up_again_after_the_machine_woke(
    qtbot: QtBot, system: Bus, signals: BusSignals
) -> None:
    system.sleep()
    qtbot.waitUntil(system.asleep.is_set, timeout=HEARD_WITHIN_MS)
    system.sleep(False)
    qtbot.waitUntil(lambda: not system.asleep.is_set(), timeout=HEARD_WITHIN_MS)


def test_a_machine_without_a_bus_says_nothing(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("nowhere")
    parent = QObject()
    BusSignals(nowhere, nowhere, parent)
    qtbot.wait(50)
    parent.deleteLater()
