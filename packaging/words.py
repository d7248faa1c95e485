"""Keeps the words of staff and their translations together, in the environment that test.py sets up:

    .venv/bin/python packaging/words.py

Collects every word from the sources into resources/locale/consentdesk.pot, brings each .po file up to it (new
words stand in it without a translation, those that nobody says any more are gone), and compiles it. Then it
says what is still to be translated, and ends with 1 if anything is.
"""

from __future__ import annotations

import io
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from consentdesk.ui.language import DOMAIN, ENGLISH, LANGUAGES
from consentdesk.ui.sentences import FINDINGS, OF_ONE, SENTENCES

CHECKOUT = Path(__file__).resolve().parent.parent
LOCALES = CHECKOUT / "resources" / "locale"
PACKS = CHECKOUT / "resources" / "rulepacks"
SAID_BY_CODE = "consentdesk/ui/sentences.py"  # where the tables of sentences stand
WIDTH = 100

Form = str | tuple[str, ...]


class Words(Catalog):
    """A catalogue whose header has neither times nor versions: the same words are the same bytes."""

    def __init__(self, language: str | None = None) -> None:
        super().__init__(language, DOMAIN, "# The words of staff, kept by packaging/words.py.", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        plural = [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)] if self.locale else []
        return [*plural, ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]


def main() -> int:
    template = collected()
    write(LOCALES / f"{DOMAIN}.pot", po_bytes(template))
    troubles = [trouble for language in translated() for trouble in bring_up(language, template)]
    print("\n".join(troubles) or f"Complete: {len(template)} words in {', '.join(LANGUAGES.values())}")
    return 1 if troubles else 0


def translated() -> list[str]:
    """The languages that need a catalogue."""
    return [language for language in LANGUAGES if language != ENGLISH]


def bring_up(language: str, template: Catalog) -> list[str]:
    """Bring one language up to the words of the sources; what is still wrong with it."""
    file, known = po_of(language), read(language)
    catalogue = Words(language)
    for word in words_of(template):
        before = known.get(word.id, word.context)
        if before is None or before.id != word.id:  # one that became a plural is said anew
            before = word
        catalogue.add(
            *(word.id, before.string, word.locations, before.flags | word.flags),
            user_comments=before.user_comments,
            context=word.context,
        )
    write(file, po_bytes(catalogue))
    write(file.with_suffix(".mo"), mo_bytes(catalogue))
    return [f"{file.relative_to(CHECKOUT)}: {said}" for said in lacks(catalogue, template)]


def collected() -> Catalog:
    """Every word that the sources say, in the order of their files."""
    catalogue = Words()
    sources = extract_from_dir(CHECKOUT / "consentdesk", [("**.py", "python")])
    for file, line, said, comments, context in sources:
        catalogue.add(said, None, [(f"consentdesk/{file}", line)], auto_comments=comments, context=context)
    for code, said in (*SENTENCES.items(), *FINDINGS.items()):
        form = (OF_ONE[code][1], said) if code in OF_ONE else said
        catalogue.add(form, None, [(SAID_BY_CODE, 1)])
    for pack in sorted(PACKS.glob("*.toml")):
        told = tomllib.loads(pack.read_text("utf-8"))["pack"]
        for key in ("title", "modelled_on"):
            catalogue.add(told[key], None, [(f"{pack.relative_to(CHECKOUT)}", 1)])
    return catalogue


def lacks(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What is missing or wrong in a translation, a line each."""
    for word in words_of(template):
        found = catalogue.get(word.id, word.context)
        if found is None or not all(forms(found.string)):
            yield f"not translated: {forms(word.id)[-1]!r}"
        elif found.fuzzy:
            yield f"only guessed at: {forms(word.id)[-1]!r}"
        elif not fills_the_same(forms(word.id), forms(found.string)):
            yield f"other {{blanks}} than in: {forms(word.id)[-1]!r}"


def fills_the_same(said: tuple[str, ...], translated: tuple[str, ...]) -> bool:
    """Whether a translation leaves open what the word does; the form for one may leave out the number."""
    every = blanks(said[-1])
    return blanks(translated[-1]) == every and all(blanks(form) <= every for form in translated)


def words_of(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def forms(said: Form | None) -> tuple[str, ...]:
    """A word, or its singular and plural."""
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def blanks(said: str) -> set[str]:
    """The names of the places that a sentence leaves open."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(said) if name is not None}


def po_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """A catalogue as it lies there; an empty one where none does."""
    if not po_of(language).exists():
        return Words(language)
    with po_of(language).open("rb") as po:
        return read_po(po, language, DOMAIN)


def po_bytes(catalogue: Catalog) -> bytes:
    """By file and without line numbers, so that only words make a difference."""
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
