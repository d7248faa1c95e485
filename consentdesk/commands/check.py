"""The command that asks whether the pictures in files may be used: check."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from consentdesk.commands.terminal import WRONG, add_passphrase, add_vault, day, passphrase, say
from consentdesk.system.paths import default_vault
from consentdesk.ui.words import _, day_in_words, ngettext

if TYPE_CHECKING:
    from consentdesk.domain.refusals import Problem
    from consentdesk.workflows.check_files import CheckedFiles, CheckedPicture

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

FAILED = 2  # nobody knows whether they may be used: nothing was checked


def check(asked: argparse.Namespace) -> int:
    """Say of each picture whether it may be used. 0 only if all may be, 1 if any may not be, 2 where nothing
    was checked, or no picture was found."""
    from consentdesk import windowless
    from consentdesk.domain.refusals import Refusal
    from consentdesk.ui.words import sentence
    from consentdesk.workflows.check_files import check_files, note_checked

    vault = asked.vault or default_vault()
    try:
        with windowless.desk_at(vault, passphrase(asked)) as desk, windowless.decoder_here() as decoder:
            on = asked.on or desk.now().day
            checked = check_files(desk, decoder, asked.paths, asked.use, asked.outlet, on, _say_how_far)
            note_checked(desk, checked, "command")
    except Refusal as refusal:
        sys.stderr.write("".join(f"{sentence(problem)}\n" for problem in refusal.problems))
        if asked.json:
            say(json.dumps({"all_allowed": False, "problems": _reasons(refusal.problems)}, indent=2))
        return FAILED
    say(json.dumps(_as_json(checked), indent=2, ensure_ascii=False)) if asked.json else _say_all(checked)
    if checked.refused:
        return WRONG
    return 0 if checked.all_allowed else FAILED


def add_to(commands: argparse._SubParsersAction[Parser]) -> None:
    """Let the command line know this command."""
    about = _("whether all pictures in files, folders, slides, documents and PDFs may be used")
    ended = _("Ends with 0 only if all may be used, with 1 if any may not, with 2 where nothing was checked.")
    parser = commands.add_parser("check", help=about, description=f"{about}. {ended}")
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help=_("files and folders"))
    use = _('for what, by its name in the clinic\'s rules: "teaching", "print", "online"')
    parser.add_argument("--use", required=True, metavar="USE", help=use)
    outlet = _("where they are to appear: a journal, a site, a platform")
    parser.add_argument("--outlet", default="", metavar="NAME", help=outlet)
    on = _("on that day instead of today, like 2031-03-02: by what was known then")
    parser.add_argument("--on", type=day, metavar="DATE", help=on)
    parser.add_argument("--json", action="store_true", help=_("for programs"))
    add_vault(parser)
    add_passphrase(parser)
    parser.set_defaults(command=check)


def _say_all(checked: CheckedFiles) -> None:
    for picture in checked.pictures:
        say(*_lines(picture))
    total = sum(not picture.decoration for picture in checked.pictures)
    words = ngettext(
        "{allowed} of {count} picture may be used", "{allowed} of {count} pictures may be used", total
    )
    say(words.format(allowed=total - checked.refused, count=total))


def _lines(checked: CheckedPicture) -> list[str]:
    from consentdesk.domain.gate import remedies
    from consentdesk.ui.reasons import place_words, reason_words, recognised_words, remedy_words

    picture, line = checked.picture, checked.recognised.line
    where = ", ".join(filter(None, (picture.file, place_words(picture), picture.name)))
    if checked.decoration:
        return [_("–    {where}: not a photograph").format(where=where)]
    known = f"{line.source_sha256[:6]}, {recognised_words(checked.recognised)}" if line else ""
    if checked.allowed:
        until = checked.answer.verdict.until if checked.answer else None
        more = _("until {day}").format(day=day_in_words(until)) if until else ""
        return [_("yes  {where}: {more}").format(where=where, more=", ".join(filter(None, (known, more))))]
    lines = [
        _("NO   {where}: {known}").format(where=where, known=known or recognised_words(checked.recognised))
    ]
    lines += [f"     {reason_words(reason, day_in_words)}" for reason in checked.reasons]
    like = ", ".join(guess.source_sha256[:6] for guess in checked.recognised.guesses)
    if like:
        lines.append("     " + _("It looks like {images}, which only people can tell").format(images=like))
    if checked.answer:
        lines += [f"     → {remedy_words(remedy, why)}" for remedy, why in remedies(checked.reasons)]
    return lines


def _as_json(checked: CheckedFiles) -> dict[str, Any]:
    return {
        "use": checked.use,
        "outlet": checked.outlet,
        "day": checked.day.isoformat(),
        "all_allowed": checked.all_allowed,
        "pictures": [_picture_as_json(picture) for picture in checked.pictures],
    }


def _picture_as_json(checked: CheckedPicture) -> dict[str, Any]:
    picture, line = checked.picture, checked.recognised.line
    verdict = checked.answer.verdict if checked.answer else None
    return {
        "file": picture.file,
        "what": picture.what,
        "where": picture.where,
        "numbers": picture.numbers,
        "name": picture.name,
        "sha256": picture.sha256,
        "image": line.source_sha256 if line else None,
        "recognised_by": checked.recognised.how or None,
        "looks_like": [guess.source_sha256 for guess in checked.recognised.guesses],
        "counts": not checked.decoration,
        "allowed": checked.allowed,
        "until": _iso(verdict.until) if verdict else None,
        "record": verdict.record or None if verdict else None,
        "reasons": _reasons(checked.reasons),
    }


def _reasons(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{**problem.details, "code": problem.code} for problem in problems]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _say_how_far(done: int, total: int) -> None:
    """Where somebody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(_("{done} of {total} files").format(done=done, total=total))
        sys.stderr.write("\n" if done == total else "\r")
        sys.stderr.flush()
