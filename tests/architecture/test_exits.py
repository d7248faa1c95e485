"""Whatever can carry something out of the vault is one of the exits that the table names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from consentdesk.domain.exits import EXITS, Holds
from consentdesk.domain.facts import KINDS

HOUSE = Path(__file__).parents[2] / "consentdesk"
CARRIERS = frozenset(
    {
        "save_bytes",
        "save_parts",
        "save_new",
        "print_pdf",
        "write_bytes",
        "write_text",
        "writelines",
        "copyfile",
        "copy2",
        "copytree",
        "fdopen",
        "Popen",
        "check_output",
        "popen",
        "startfile",
        "create_connection",
        "urlopen",
        "QProcess",
        "QPrinter",
        "QSaveFile",
        "clipboard",
        "QTemporaryFile",
        "NamedTemporaryFile",
        "mkstemp",
        "mkdtemp",
        "openUrl",
        "setMimeData",
        "setImageData",
        "QDrag",
        "startDrag",
        "setDragEnabled",
        "setDragDropMode",
        "O_WRONLY",
        "O_RDWR",
        "O_APPEND",
    }
)
IN_FULL = frozenset({"subprocess.run", "os.system", "shutil.move", "sys.stdout", "self._connection.backup"})
WRITING = frozenset("wax+")


def carriers_in(source: str) -> Iterator[str]:
    """The calls in a source text that can carry something out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute | ast.Name):
            name = ast.unparse(node)
            if name in IN_FULL or name.rpartition(".")[2] in CARRIERS:
                yield name.rpartition(".")[2]
        if isinstance(node, ast.Call) and _opens_to_write(node):
            yield "open"


def _opens_to_write(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    modes = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return name == "open" and any(len(mode) <= 3 and WRITING & set(mode) for mode in modes)


def module_of(path: Path) -> str:
    parts = path.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def named(module: str) -> bool:
    """Whether the table names a module, or the room it is in."""
    rooms = {room for way in EXITS for room in way.made_in}
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def draws(module: str, carrier: str) -> bool:
    """Whether it writes on a page of a paper, which is called as writing a file is."""
    return module.startswith("consentdesk.documents.") and carrier == "write_text"


PASTES = "consentdesk.ui.session.images.screen"


def test_every_carrier_is_in_the_table() -> None:
    found = {
        (module_of(path), name)
        for path in HOUSE.rglob("*.py")
        for name in carriers_in(path.read_text("utf-8"))
    }
    strays = {stray for stray in found if not named(stray[0]) and not draws(*stray)}
    assert strays == {(PASTES, "clipboard")}, "a pasted picture comes in; nothing else may stray"


@pytest.mark.parametrize(
    "source",
    [
        "path.write_text(name)",
        "open(path, 'w')",
        "path.open('ab')",
        "os.open(path, os.O_WRONLY)",
        "subprocess.Popen(['lp'])",
        "QApplication.clipboard().setText(name)",
        "partial(machine.saver.save_bytes, path, pdf)",
        "with NamedTemporaryFile() as file: pass",
    ],
)
def test_a_carrier_is_found(source: str) -> None:
    assert list(carriers_in(source))


def test_files_of_pictures_leave_through_the_release_alone() -> None:
    """Whatever else is saved or printed is a paper, a table or a backup: only the release makes picture files
    out of what lies in the vault, and only its own module writes them."""
    told = {"save_new": set[str](), "rendition": set[str]()}
    for path in HOUSE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in told:
                told[node.func.attr].add(module_of(path))
    assert told == {name: {"consentdesk.workflows.release"} for name in told}


def test_reading_is_no_carrier() -> None:
    assert not list(carriers_in("path.open('rb')\npath.read_bytes()\nos.open(folder, os.O_RDONLY)"))


def test_the_table_names_modules_that_are_there_and_facts_that_exist() -> None:
    modules = {module_of(path) for path in HOUSE.rglob("*.py")}
    assert {room for way in EXITS for room in way.made_in} <= modules
    assert {way.noted for way in EXITS} - {""} <= {kind for kind, schema in KINDS}
    assert len({way.name for way in EXITS}) == len(EXITS)


def test_what_can_be_read_outside_needs_a_role_and_leaves_a_fact() -> None:
    """But for what stays inside the program's own processes, and what somebody asks for themselves at the
    desk that they opened."""
    own = {"reader_of_images", "clipboard", "terminal"}
    readable = [way for way in EXITS if way.holds is Holds.CONTENT and way.name not in own]
    assert readable and all(way.act and way.noted for way in readable)
