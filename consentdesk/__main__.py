"""The command line of ConsentDesk.

Exit codes: 0 done and, where something was checked, nothing found wrong; 1 something is wrong, said in a
sentence; 2 the command line itself is wrong, there is no display for the window, or nothing could be checked;
3 the rules refused a scenario of `tour`; 130 somebody broke it off.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from consentdesk import __version__
from consentdesk.domain.refusals import Refusal
from consentdesk.system.language_note import LanguageNote, languages_asked_for
from consentdesk.system.paths import data_place, resource_dir
from consentdesk.ui.language import LANGUAGES, language_among, speak
from consentdesk.ui.words import _, sentence

WRONG, NO_WINDOW, BROKEN_OFF = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--imaging-worker"]:
        return _serve_images(given[1:])
    if given[:1] == ["--detecting-worker"]:
        return _detect(given[1:])
    language, given = _language_of(given)
    given = given if given[:1] and not _for_window(given[0]) else ["open", *given]
    asked = _parser(for_window=given[0] == "open").parse_args(given)
    asked.language = language
    try:
        return int(asked.command(asked))
    except Refusal as refusal:
        for problem in refusal.problems:
            print(sentence(problem), file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return BROKEN_OFF


def open_desk(asked: argparse.Namespace) -> int:
    """Open the window, and a fresh process with the lock window once it was locked."""
    if not has_display():
        no_display = _(
            "There is no display here to open a window on; the headless way is `consentdesk tour --out DIR`"
        )
        print(no_display, file=sys.stderr)
        return NO_WINDOW
    gc.disable()  # until the window is made: nothing is thrown away before
    from consentdesk.bootstrap import run_window

    locked = run_window(asked.vault, asked.language)
    return _begin_anew() if locked else 0


def tour(asked: argparse.Namespace) -> int:
    """Play whole sessions through the real window, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from consentdesk.rehearsal.tour import tour as play

    return play(asked.out, asked.image, asked.scenario)


def has_display() -> bool:
    """Whether Qt can open a window here, as far as the surroundings tell."""
    signs = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(sign) for sign in signs)


def _begin_anew() -> int:
    """Put a fresh process in the place of this one, with whatever its threads are still at: nothing else
    clears what its memory held."""
    command = [sys.executable, *sys.orig_argv[1:]]
    if sys.platform != "win32":
        os.execv(sys.executable, command)
    import subprocess

    subprocess.Popen(command)  # an exec there would leave the terminal behind
    os._exit(0)


def _serve_images(arguments: list[str]) -> int:
    from consentdesk.imaging.worker import main as serve

    serve(arguments)
    return 0


def _detect(arguments: list[str]) -> int:
    from consentdesk.imaging.detecting.worker import main as serve

    serve(arguments)
    return 0


def _language_of(given: list[str]) -> tuple[str, list[str]]:
    """The language asked for, "" for none, and the rest of the command line. It is spoken from now on: the
    rest is explained in it. Without one it is what was chosen at this workstation, else the system's."""
    option = _Exact(add_help=False)
    _add_language(option)
    asked, rest = option.parse_known_args(given)
    noted = LanguageNote(data_place()).read()
    language = asked.language or language_among([noted, *languages_asked_for()])
    speak(language, resource_dir() / "locale")
    return asked.language, rest


def _add_language(parser: argparse.ArgumentParser) -> None:
    words = _("the language of staff, this time")
    parser.add_argument("--language", choices=LANGUAGES, default="", help=words)


def _for_window(word: str) -> bool:
    return word.startswith("-") and word not in ("-h", "--help", "--version")


class _Exact(argparse.ArgumentParser):
    """Takes options as they are written: else `--passphrase SECRET` would pass as an abbreviation."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)


def _parser(for_window: bool) -> argparse.ArgumentParser:
    """Where the window is asked for, nothing is loaded that it does not need."""
    about = _("Bedside consent for clinical photographs")
    parser = argparse.ArgumentParser("consentdesk", description=about)
    parser.add_argument("--version", action="version", version=__version__)
    _add_language(parser)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Exact)
    window = commands.add_parser("open", help=_("open the window (the default; takes --vault DIR)"))
    window.add_argument(
        "--vault", type=Path, metavar="DIR", help=_("the vault's folder, if not the usual one")
    )
    window.set_defaults(command=open_desk)
    if not for_window:
        _add_others(commands)
    return parser


def _add_others(commands: argparse._SubParsersAction[_Exact]) -> None:
    from consentdesk.commands import check, ledger, people, vault

    vault.add_to(commands)
    people.add_to(commands)
    ledger.add_to(commands)
    check.add_to(commands)
    _add_tour(
        commands.add_parser("tour", help=_("play invented sessions through the window, without a screen"))
    )


def _add_tour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("an empty folder"))
    pictures = _("a picture to use instead of the bundled ones; may be repeated")
    parser.add_argument("--image", type=Path, action="append", default=[], metavar="FILE", help=pictures)
    parser.add_argument(
        "--scenario", type=Path, metavar="FILE.toml", help=_("one session, described in a file")
    )
    parser.set_defaults(command=tour)


if __name__ == "__main__":
    sys.exit(main())
