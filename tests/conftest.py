"""What every test stands on: an offscreen Qt with the bundled faces, long runs on demand, no thread left."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.architecture.sizes import longest_things

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"  # whatever the tester's own system speaks

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
THREADS_MAY_TAKE_S = 1.0
LONG_TEST_S = 3600

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=40, database=None, print_blob=True
)
settings.register_profile(
    "long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests marked long too, at full counts")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    long = [item for item in items if item.get_closest_marker("long")]
    if config.getoption("--long"):
        for item in long:
            item.add_marker(pytest.mark.timeout(LONG_TEST_S), append=False)
    elif long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    whole_house = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if whole_house:
        terminalreporter.section("the longest things in the house")
        terminalreporter.write_line(longest_things(Path("consentdesk")))


@pytest.fixture(scope="session")
def qapp(qapp):  # type: ignore[no-untyped-def]  # Qt only where a test asks for it
    """pytest-qt's application, writing with the bundled faces as the program does."""
    from PySide6.QtGui import QFont, QFontDatabase

    for face in sorted(FONTS.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(face))
    qapp.setFont(QFont("Atkinson Hyperlegible Next"))
    return qapp


@pytest.fixture(autouse=True)
def no_thread_is_left_over() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + THREADS_MAY_TAKE_S
    while (left := _lasting_threads() - before) and time.monotonic() < until:
        time.sleep(0.01)
    assert not left, f"threads left over: {sorted(thread.name for thread in left)}"


def _lasting_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}
