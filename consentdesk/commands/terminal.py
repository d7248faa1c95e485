"""What commands ask for, and how they say what came of it."""

from __future__ import annotations

import argparse
import sys
import warnings
from datetime import date
from pathlib import Path
from typing import Any

from consentdesk.domain.refusals import refuse
from consentdesk.ui.words import _

WRONG = 1


def say(*lines: str) -> None:
    """On standard output, a line each."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def ask_secret(file: str | None, prompt: str) -> str:
    """From a prompt, a file, or standard input ("-"): its first line. Raises Refusal `nobody_to_ask` where no
    prompt is possible, `passphrase_file_unreadable`."""
    if file is None:
        return _typed(prompt)
    if file == "-":
        return sys.stdin.readline().strip()
    try:
        return next(iter(Path(file).read_text("utf-8").splitlines()), "").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise refuse("passphrase_file_unreadable") from wrong


def _typed(prompt: str) -> str:
    """Never where it could be seen while it is typed."""
    from getpass import GetPassWarning, getpass

    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(prompt)
        except (EOFError, GetPassWarning) as nobody:
            raise refuse("nobody_to_ask") from nobody


def day(text: str) -> date:
    """A day as commands are given it."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(_("write the day like 2031-03-02")) from wrong


def passphrase(asked: argparse.Namespace) -> str:
    """What opens the vault: from the file that was named, else asked for."""
    return ask_secret(asked.passphrase_file, _("Passphrase: "))


def say_how_far(done: int, total: int) -> None:
    """Where somebody watches."""
    if sys.stderr.isatty():
        end = "\n" if done == total else "\r"
        words = _("{done} of {total} stored files").format(done=done, total=total)
        sys.stderr.write(words + end)
        sys.stderr.flush()


def code(asked: argparse.Namespace) -> str:
    """The code of whoever opened the vault, which sensitive acts ask for besides."""
    return ask_secret(asked.code_file, _("Your own code: "))


def add_vault(parser: argparse.ArgumentParser, **more: Any) -> None:
    words = _("the vault's folder, if not the usual one")
    parser.add_argument("--vault", type=Path, metavar="DIR", help=words, **more)


def add_passphrase(parser: argparse.ArgumentParser, **more: Any) -> None:
    source = _('a file with the passphrase, "-" for standard input; without it you are asked')
    parser.add_argument("--passphrase-file", metavar="F", help=source, **more)


def add_code(parser: argparse.ArgumentParser) -> None:
    source = _('a file with your own code, "-" for standard input; without it you are asked')
    parser.add_argument("--code-file", metavar="F", help=source)
