"""Every refusal that the program can raise has a sentence, and every sentence can be said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Problem
from consentdesk.storage.connection import REFUSED_AS
from consentdesk.ui.sentences import SENTENCES
from consentdesk.ui.words import sentence

PACKAGE = Path(__file__).parents[2] / "consentdesk"
LOOK_UPS = {"_", "ngettext", "pgettext", "sentence", "step_title"}
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")


def raised_codes() -> set[str]:
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            code = node.args[0]
            if name in {"refuse", "Problem", "damaged"} and isinstance(code, ast.Constant):
                found.add(code.value)
    return {code for code in found if isinstance(code, str) and CODE.fullmatch(code)}


def test_every_code_that_is_raised_has_a_sentence() -> None:
    codes = raised_codes()
    assert len(codes) > 80, "the search for codes finds too little"
    assert codes - SENTENCES.keys() == set()


@pytest.mark.parametrize(
    "code", sorted({*REFUSED_AS.values(), "disk_full", "folder_read_only", "disk_failing"})
)
def test_what_a_disk_says_no_to_can_be_said_by_whoever_met_it(code: str) -> None:
    by_the_vault, by_a_saved_copy = Problem(code, "vault"), Problem(code, details={"folder": "Copies"})
    assert sentence(by_the_vault) == sentence(by_a_saved_copy) != ""


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_says_something_plain(code: str) -> None:
    said = SENTENCES[code]
    assert said[:1].isupper() or said.startswith("{")
    assert not re.search(r"\b(please|sorry|oops|invalid|compliant|anonymous|guaranteed)\b", said, re.I)


def looked_up_on_import(source: str) -> list[int]:
    """The lines on which a word is looked up as soon as a module is imported."""

    def lines(node: ast.AST) -> Iterator[int]:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in LOOK_UPS:
            yield node.lineno
        for name, part in ast.iter_fields(node):
            later = name == "body" and isinstance(node, ast.FunctionDef | ast.Lambda)
            for child in [] if later else part if isinstance(part, list) else [part]:
                if isinstance(child, ast.AST):
                    yield from lines(child)

    return list(lines(ast.parse(source)))


def test_no_word_is_looked_up_before_a_language_was_chosen() -> None:
    found = {str(file): looked_up_on_import(file.read_text("utf-8")) for file in PACKAGE.rglob("*.py")}
    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("TITLE = _('Back')", [1]),
        ("class Page:\n    title = _('Back')", [2]),
        ("def page(title=_('Back')): ...", [1]),
        ("def page():\n    return _('Back')", []),
        ("title = lambda: _('Back')", []),
    ],
)
def test_a_word_that_is_looked_up_too_early_would_be_found(source: str, lines: list[int]) -> None:
    assert looked_up_on_import(source) == lines
