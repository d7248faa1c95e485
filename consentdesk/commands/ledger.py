"""The commands that read the ledger: ledger, check-copy."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from consentdesk.commands.terminal import (
    WRONG,
    add_code,
    add_passphrase,
    add_vault,
    code,
    day,
    passphrase,
    say,
)
from consentdesk.domain.ledger_lines import Group, Wanted
from consentdesk.domain.refusals import refuse
from consentdesk.system.paths import default_vault
from consentdesk.ui.words import _, day_in_words, ngettext

if TYPE_CHECKING:
    from consentdesk.workflows.desk import Desk

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)


def export(asked: argparse.Namespace) -> int:
    """Save lines of the ledger as a table."""
    from consentdesk import windowless
    from consentdesk.system import save
    from consentdesk.ui.ledger.told import table
    from consentdesk.workflows.export_ledger import begin_export, note_export
    from consentdesk.workflows.read_ledger import people_in_ledger

    with windowless.desk_at(asked.vault or default_vault(), passphrase(asked)) as desk:
        people = {line.member.id: line.member.name for line in people_in_ledger(desk)}
        wanted = _wanted(desk, asked, people)
        begun = begin_export(desk, code(asked), wanted)
        made = table(people, begun.names)
        saved = begun.run(save, asked.csv.absolute(), made, _unseen)
        note_export(desk, saved)
    words = ngettext("Saved {count} line, SHA-256 {hash}", "Saved {count} lines, SHA-256 {hash}", saved.lines)
    say(words.format(count=saved.lines, hash=saved.sha256))
    return 0


def check_copy(asked: argparse.Namespace) -> int:
    """Say whether a copy is of a record here, and what of it counts today."""
    from consentdesk import windowless
    from consentdesk.ui.copy_check.told import verdict_of
    from consentdesk.workflows.check_copy import check_copy as check

    with windowless.desk_at(asked.vault or default_vault(), passphrase(asked)) as desk:
        checked = check(desk, asked.code, asked.hash)
        uses = {use: words.short for use, words in desk.staff_wording.uses.items()}
    verdict = verdict_of(checked, uses, day_in_words)
    say(verdict.badge, *verdict.lines, *(f"- {words}" for words in verdict.outlived))
    return WRONG if verdict.mood == "bad" else 0


def add_to(commands: argparse._SubParsersAction[Parser]) -> None:
    """Let the command line know these commands."""
    _add_ledger(commands.add_parser("ledger", help=_("save who saw or changed what as a table")))
    about = _("whether a patient's copy is of a record here, and what of it counts today")
    _add_check_copy(commands.add_parser("check-copy", help=about))


def _add_ledger(parser: argparse.ArgumentParser) -> None:
    file = _("where to save it; it is not encrypted there")
    parser.add_argument("--csv", type=Path, required=True, metavar="FILE", help=file)
    patient = _("only of this patient: the code of a record, or the patient's id")
    parser.add_argument("--patient", default="", metavar="CODE", help=patient)
    parser.add_argument("--person", default="", metavar="NAME", help=_("only in this person's name"))
    group = _("only of this group, may be repeated: {groups}").format(groups=", ".join(Group))
    parser.add_argument("--group", type=Group, action="append", default=[], metavar="GROUP", help=group)
    first, last = _("from this day on, like 2031-03-02"), _("up to this day, itself included")
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help=first)
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help=last)
    add_vault(parser)
    add_passphrase(parser)
    add_code(parser)
    parser.set_defaults(command=export)


def _add_check_copy(parser: argparse.ArgumentParser) -> None:
    words = _("the code of the record as it stands on the copy, or what its square code says")
    parser.add_argument("code", metavar="CODE", help=words)
    words = _("the chain hash on the copy, whole or its first 16 letters")
    parser.add_argument("--hash", default="", metavar="HASH", help=words)
    add_vault(parser)
    add_passphrase(parser)
    parser.set_defaults(command=check_copy)


def _wanted(desk: Desk, asked: argparse.Namespace, people: dict[str, str]) -> Wanted:
    patient = _patient(desk, asked.patient) if asked.patient else ""
    person = _person(people, asked.person) if asked.person else ""
    return Wanted(patient, person, tuple(asked.group), asked.first, asked.last)


def _patient(desk: Desk, typed: str) -> str:
    """Raises Refusal `nobody_in_ledger`, `several_in_ledger`."""
    from consentdesk.workflows.read_ledger import find_whose

    return _only([whose.patient for whose in find_whose(desk, typed)])


def _person(people: dict[str, str], name: str) -> str:
    """Raises Refusal `nobody_in_ledger`, `several_in_ledger`."""
    return _only([id for id, known in people.items() if known.casefold() == name.casefold()])


def _only(found: Sequence[str]) -> str:
    if not found:
        raise refuse("nobody_in_ledger")
    if len(found) > 1:
        raise refuse("several_in_ledger", count=len(found))
    return found[0]


def _unseen(done: int, total: int) -> None:
    """Nobody watches."""
