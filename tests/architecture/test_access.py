"""Whatever a workflow does at a desk says whose work it is."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import consentdesk.workflows
from consentdesk.domain.access import ALLOWED, ASKS_AGAIN, FOR_EVERYBODY, IN_EMERGENCY, Act
from consentdesk.workflows.access import NEEDS, OPEN

PACKAGE = Path(consentdesk.workflows.__path__[0]).parent
ASKING = {"may", "require"}  # what the marks themselves ask


def works_at_a_desk() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of a workflow whose first value is a desk, by its full name."""
    for found in pkgutil.walk_packages(consentdesk.workflows.__path__, "consentdesk.workflows."):
        module = importlib.import_module(found.name)
        for name, work in vars(module).items():
            if inspect.isfunction(work) and work.__module__ == found.name and not name.startswith("_"):
                first = next(iter(inspect.signature(work).parameters.values()), None)
                if first is not None and first.annotation == "Desk" and name not in ASKING:
                    yield f"{found.name}.{name}", work


def test_every_workflow_at_a_desk_is_marked_with_what_it_needs() -> None:
    found = dict(works_at_a_desk())
    assert len(found) > 50, "the search for workflows finds too little"
    assert [name for name, work in found.items() if not hasattr(work, NEEDS)] == []


def test_what_is_open_to_all_is_a_short_list() -> None:
    open_to_all = {
        name.rpartition(".")[2] for name, work in works_at_a_desk() if getattr(work, NEEDS) == OPEN
    }
    assert open_to_all == {
        "who_is_here",
        "arrival",
        "go_out",
        "lift_cover",
        "change_user",
        "emergency_is_offered",
        "emergency_ends",
        "emergencies_of_others",
        "home_lines",
        "work_list",
        "notices",
        "times_in_force",
        "last_backup",
        "gap_is_open",
    }


def reaches_for_the_vault(source: str) -> bool:
    """Whether code asks the vault of a desk itself."""
    return any(isinstance(n, ast.Attribute) and n.attr == "vault" for n in ast.walk(ast.parse(source)))


def test_no_page_asks_the_vault_itself_past_the_workflows() -> None:
    files = [*(PACKAGE / "ui").rglob("*.py"), *(PACKAGE / "rehearsal").rglob("*.py")]
    assert len(files) > 100, "the search for pages finds too little"
    assert [file for file in files if reaches_for_the_vault(file.read_text("utf-8"))] == []


def test_a_page_that_asked_the_vault_would_be_found() -> None:
    assert reaches_for_the_vault("lane.run(self, lambda: self._desk.vault.blob(sha256), show, say)")


def test_every_act_is_somebody_s_and_is_asked_for_somewhere() -> None:
    somebodys = FOR_EVERYBODY.union(*ALLOWED.values())
    assert somebodys == set(Act)
    assert somebodys >= ASKS_AGAIN | IN_EMERGENCY
