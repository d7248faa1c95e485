"""The checkout's own virtual environment: made once, added to when the project asks for more, redone after
an interruption.

Standard library only, and readable by older Pythons, so that these can be told what is missing.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

CHECKOUT = Path(__file__).resolve().parent.parent
# the interpreter that an activated environment was made from outlives that environment
BASE_PYTHON: str = getattr(sys, "_base_executable", None) or sys.executable
OLDEST_PYTHON = (3, 11)

DISK_FULL = "The disk is full: make room (about 2 GB) and start again."
NOT_WRITABLE = "This folder cannot be written: copy the project to a folder of your own and start again."
NO_NETWORK = "The packages cannot be fetched: check the network (or the proxy) and start again."
NO_PIP = "This Python has no pip: install it (on Debian: apt-get install python3-pip) and start again."

PIP_TROUBLES = {
    r"No space left on device": DISK_FULL,
    r"Read-only file system|Permission denied": NOT_WRITABLE,
    r"new connection|name resolution|Name or service not known|ConnectTimeout|ReadTimeout|Max retries"
    r"|ProxyError|SSLError|ConnectionReset": NO_NETWORK,
}
DISK_TROUBLES = {
    errno.ENOSPC: DISK_FULL,
    errno.EROFS: NOT_WRITABLE,
    errno.EACCES: NOT_WRITABLE,
    errno.EPERM: NOT_WRITABLE,
}


class SetUpError(Exception):
    """A set-up that cannot go on; its text is a sentence for the person at the terminal."""


def refuse_old_python() -> None:
    """Ends the program with one sentence where Python is older than the project needs."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        found = "{}.{}".format(*sys.version_info[:2])
        raise SystemExit(f"ConsentDesk needs Python 3.11 or newer, and this is Python {found}.")


@dataclass(frozen=True)
class Workspace:
    """A checkout and the virtual environment `.venv` inside it, from which the checkout runs in place."""

    checkout: Path = CHECKOUT

    @property
    def environment(self) -> Path:
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        on_windows = os.name == "nt"
        return self.environment / ("Scripts/python.exe" if on_windows else "bin/python")

    def prepare(self, *extras: str) -> Path:
        """The interpreter of a complete environment: dependencies of the project and of the named extras.

        Does nothing, quickly, when the last set-up ended well and covered all that is asked for now.
        Raises SetUpError; whatever was half done is then redone by the next call.
        """
        wanted = self._requirements(extras)
        if not self._is_ready(wanted):
            with _disk_troubles_told():
                self._set_up(wanted)
        return self.python

    def _requirements(self, extras: Sequence[str]) -> list[str]:
        import tomllib  # an older Python has none, and has to get as far as being refused

        project = tomllib.loads((self.checkout / "pyproject.toml").read_text("utf-8"))["project"]
        optional = project.get("optional-dependencies", {})
        return [*project["dependencies"], *(need for extra in extras for need in optional[extra])]

    def _is_ready(self, wanted: Sequence[str]) -> bool:
        if not self._is_whole() or not self._stamp.exists():
            return False
        stamp = json.loads(self._stamp.read_text("utf-8"))
        return bool(stamp["checkout"] == str(self.checkout) and set(wanted) <= set(stamp["requirements"]))

    def _is_whole(self) -> bool:
        return self.python.exists() and not self._unfinished.exists() and self._is_for_this_python()

    def _is_for_this_python(self) -> bool:
        description = self.environment / "pyvenv.cfg"
        version = r"^version\w* = {}\.{}\.".format(*sys.version_info)
        return description.exists() and bool(re.search(version, description.read_text("utf-8"), re.M))

    @property
    def _stamp(self) -> Path:
        return self.environment / "set-up.json"

    @property
    def _unfinished(self) -> Path:
        return self.environment / "set-up-unfinished"

    def _set_up(self, wanted: Sequence[str]) -> None:
        print("Setting up ConsentDesk in .venv (once; this takes a minute or two) ...", flush=True)
        if not self._is_whole():
            self._make_afresh()
        self._unfinished.touch()
        self._install(wanted)
        self._let_the_checkout_be_imported()
        self._stamp.write_text(json.dumps({"checkout": str(self.checkout), "requirements": list(wanted)}))
        self._unfinished.unlink()

    def _make_afresh(self) -> None:
        if self.environment.exists():
            shutil.rmtree(self.environment)
        self.environment.mkdir()
        self._unfinished.touch()
        # Debian's bare python3 has no ensurepip, so pip is never asked of venv
        _run([BASE_PYTHON, "-m", "venv", "--without-pip", str(self.environment)])

    def _install(self, wanted: Sequence[str]) -> None:
        _run(
            [*self._pip(), "install", "--disable-pip-version-check", "--no-input", *wanted], {"PIP_USER": "0"}
        )

    def _pip(self) -> list[str]:
        for python in dict.fromkeys([BASE_PYTHON, sys.executable]):
            if _works(python, "-m", "pip", "--version"):
                return [python, "-m", "pip", "--python", str(self.python)]
        if _works(str(self.python), "-m", "ensurepip"):
            return [str(self.python), "-m", "pip"]
        raise SetUpError(NO_PIP)

    def _let_the_checkout_be_imported(self) -> None:
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        answer = subprocess.run([self.python, "-c", ask], capture_output=True, text=True, check=True)
        Path(answer.stdout.strip(), "consentdesk-checkout.pth").write_text(f"{self.checkout}\n", "utf-8")


def run(python: Path, arguments: Sequence[str], environment: dict[str, str] | None = None) -> int:
    """Runs the environment's interpreter; its exit code. On POSIX it takes this process's place."""
    command = [str(python), *arguments]
    surroundings = {**os.environ, **(environment or {})}
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, surroundings)
    return subprocess.call(command, env=surroundings)


def end_with(main: Callable[[list[str]], int]) -> NoReturn:
    """Ends the process with what `main` makes of the arguments: 1 and a sentence where the set-up failed."""
    refuse_old_python()
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpError as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)


def without_yes(arguments: list[str]) -> tuple[bool, list[str]]:
    """Whether the arguments begin with `--yes`, and the others."""
    yes = arguments[:1] == ["--yes"]
    return yes, arguments[1:] if yes else arguments


def _works(*command: str) -> bool:
    found = shutil.which(command[0])
    return bool(found) and subprocess.run(command, capture_output=True, check=False).returncode == 0


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None
    with process:
        said = [_echoed(line) for line in process.stdout]
    if process.returncode:
        raise SetUpError(_sentence_for("".join(said)))


def _echoed(line: str) -> str:
    if line.startswith(("Collecting ", "Installing ")):
        print("  " + line.strip()[:100], flush=True)
    return line


def _sentence_for(said: str) -> str:
    for sign, sentence in PIP_TROUBLES.items():
        if re.search(sign, said):
            return sentence
    errors = [line for line in said.splitlines() if "error" in line.lower()] or said.splitlines()
    return "The set-up failed: " + " ".join(errors[-3:])


@contextmanager
def _disk_troubles_told() -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        if trouble.errno not in DISK_TROUBLES:
            raise
        raise SetUpError(DISK_TROUBLES[trouble.errno]) from trouble
