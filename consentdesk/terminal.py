"""What commands ask for, and how they say what came of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from consentdesk.domain.refusals import refuse
from consentdesk.ui.words import _

WRONG = 1


def say(*lines: str) -> None:
    """On standard output, a line each."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def ask_secret(file: str | None, prompt: str) -> str:
    """From a prompt, a file, or standard input ("-"): its first line."""
    if file is None:
        from getpass import getpass

        return getpass(prompt)
    if file == "-":
        return sys.stdin.readline().strip()
    try:
        return next(iter(Path(file).read_text("utf-8").splitlines()), "").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise refuse("passphrase_file_unreadable") from wrong


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
