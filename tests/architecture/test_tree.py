"""What lies in the tree: the agreed names, style in one place, and texts that speak of the project alone."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
AGREED = {"consentdesk", "resources", "tests", "packaging", "pyproject.toml", "README.md", "LICENSE"}

# brackets keep these patterns from finding themselves
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:wor[k]|tm[p]/studio|roo[t]|hom[e]/\w+)/")
REGISTRY_HOST = re.compile(r"(?:pyp[i]|pythonhoste[d]|npmj[s]|deb\.debia[n])\.(?:org|com)")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is not a git checkout, so nobody can tell which files belong to it")
    return [Path(name) for name in listed.stdout.split("\0") if name]


def strangers(paths: Iterable[Path]) -> set[str]:
    """Top-level names beside the agreed ones; dotfiles are free."""
    tops = {path.parts[0] for path in paths}
    return {name for name in tops - AGREED if not name.startswith(".")}


def indiscretions(text: str) -> list[str]:
    """Machine paths and package registries that a text names."""
    return [match[0] for pattern in (MACHINE_PATH, REGISTRY_HOST) for match in pattern.finditer(text)]


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    return "" if b"\0" in raw else raw.decode("utf-8", "replace")


def sets_style(path: Path) -> bool:
    return "setStyleSheet(" in path.read_text("utf-8")


def test_the_top_of_the_tree_is_as_agreed(tracked: list[Path]) -> None:
    assert not strangers(tracked)


def test_a_stranger_at_the_top_would_be_found() -> None:
    assert strangers([Path("consentdesk/a.py"), Path(".ci/run"), Path("scripts/x.sh")]) == {"scripts"}


def test_texts_speak_of_the_project_alone(tracked: list[Path]) -> None:
    found = {
        str(path): indiscretions(text_of(CHECKOUT / path)) for path in tracked if (CHECKOUT / path).is_file()
    }
    assert not {name: said for name, said in found.items() if said}


@pytest.mark.parametrize(
    "text", ["see /wor" + "k/x.py", "from files.pythonhoste" + "d.org", "in /hom" + "e/ann/x"]
)
def test_an_indiscreet_text_would_be_found(text: str) -> None:
    assert indiscretions(text)


def test_style_is_set_in_the_theme_alone() -> None:
    package = CHECKOUT / "consentdesk"
    theme = package / "ui" / "theme"
    styled = [path for path in package.rglob("*.py") if sets_style(path)]
    assert [path for path in styled if theme not in path.parents] == []
    assert styled, "the theme sets the one stylesheet"
