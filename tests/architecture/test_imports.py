"""Every wall of the house stands, and each is proved by an import that breaks through it."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

ROOMS = "A room knows only the rooms below it"
ADAPTERS = "Adapter rooms know the domain alone"
QT = "Only ui, and what stands on it, knows Qt"
SQLCIPHER = "Only storage knows SQLCipher"
PILLOW = "Only imaging knows Pillow"
REPORTLAB = "Only documents knows ReportLab"
WALLS = {ROOMS, ADAPTERS, QT, SQLCIPHER, PILLOW, REPORTLAB}

BREACHES = [
    ("domain/seed.py", "import consentdesk.workflows", ROOMS),
    ("domain/seed.py", "import consentdesk.system", ROOMS),
    ("workflows/seed.py", "import consentdesk.ui", ROOMS),
    ("workflows/seed.py", "import consentdesk.storage", ROOMS),
    ("ui/seed.py", "import consentdesk.storage", ROOMS),
    ("ui/seed.py", "import consentdesk.system", ROOMS),
    ("storage/seed.py", "import consentdesk.imaging", ROOMS),
    ("system/seed.py", "import consentdesk.documents", ROOMS),
    ("bootstrap.py", "import consentdesk.rehearsal", ROOMS),
    ("attic/__init__.py", "import consentdesk.domain", ROOMS),
    ("imaging/seed.py", "import consentdesk.workflows", ADAPTERS),
    ("system/seed.py", "from PySide6 import QtCore", QT),
    ("workflows/seed.py", "def late() -> None:\n    import PySide6.QtCore", QT),
    ("ui/seed.py", "import sqlcipher3", SQLCIPHER),
    ("ui/seed.py", "from PIL import Image", PILLOW),
    ("documents/seed.py", "import pi_heif", PILLOW),
    ("documents/seed.py", "import zxingcpp", PILLOW),
    ("rehearsal/seed.py", "from reportlab.pdfgen import canvas", REPORTLAB),
]


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    shutil.copyfile(CHECKOUT / ".importlinter", tmp_path / ".importlinter")
    shutil.copytree(
        CHECKOUT / "consentdesk", tmp_path / "consentdesk", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


def verdicts(house: Path) -> dict[str, str]:
    """What import-linter says of each contract: KEPT or BROKEN."""
    linter = str(Path(sys.executable).with_name("lint-imports"))
    wide = {**os.environ, "COLUMNS": "200"}
    asked = [linter, "--no-cache", "--no-logo"]
    said = subprocess.run(asked, cwd=house, env=wide, capture_output=True, text=True, check=False).stdout
    lines = [line.rpartition(" (")[0] or line for line in map(str.strip, said.splitlines())]
    return dict(line.rsplit(" ", 1) for line in lines if line.endswith((" KEPT", " BROKEN")))


def foreign_imports(source: str) -> set[str]:
    """Roots of what a source text imports that is neither the standard library nor the domain."""
    roots = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            roots |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            roots.add(node.module or "")
    at_home = {name for name in roots if name.startswith("consentdesk.domain")}
    return {name.split(".")[0] for name in roots - at_home} - sys.stdlib_module_names


def test_every_wall_stands() -> None:
    assert verdicts(CHECKOUT) == dict.fromkeys(WALLS, "KEPT")


@pytest.mark.parametrize(("place", "line", "wall"), BREACHES, ids=lambda part: str(part).replace("\n", " "))
def test_a_breach_is_found(copy_of_the_house: Path, place: str, line: str, wall: str) -> None:
    file = copy_of_the_house / "consentdesk" / place
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    found = verdicts(copy_of_the_house)
    assert {name for name, verdict in found.items() if verdict == "BROKEN"} == {wall}


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    files = sorted((CHECKOUT / "consentdesk" / "domain").rglob("*.py"))
    foreign = {file.name: foreign_imports(file.read_text("utf-8")) for file in files}
    assert files and not {name: roots for name, roots in foreign.items() if roots}


def test_a_foreign_import_in_the_domain_would_be_found() -> None:
    source = "import os, numpy.linalg\nfrom consentdesk.domain import facts\nif os: from attrs import define"
    assert foreign_imports(source) == {"attrs", "numpy"}
