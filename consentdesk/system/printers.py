"""The workstation's printers. Tried on Linux only; macOS has the same commands, Windows has its own way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Thread
from time import sleep
from typing import Literal, TypeAlias

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.system.spool import purge_job

PrinterState: TypeAlias = Literal["ready", "stopped", "unknown"]
JobState: TypeAlias = Literal["waiting", "stopped", "failed", "gone"]
JobTicket: TypeAlias = str
"""The queue's own name for a job, such as "Ward-12"."""

JOB_TITLE = "Consent copy"  # anyone near the printer can read it
ASK_TIMEOUT_S = 15
SEND_TIMEOUT_S = 60
REASON_MAX_CHARS = 120
LOOK_AT_JOB_EVERY_S, LOOK_AT_JOB_AT_MOST = 3, 1200
SERVICE_OFF = (b"Scheduler is not running", b"Unable to connect to server", b"Connection refused")
NO_QUEUES = b"No destinations added"  # lpstat counts an empty list as a failure


@dataclass(frozen=True)
class Printer:
    """A queue as it was when asked. `reason` is the printer's own word for being stopped or for what it
    lacks, "" when it gives none; `unknown` is a printer on the network that has no queue here yet."""

    name: str
    description: str = ""
    is_default: bool = False
    state: PrinterState = "unknown"
    reason: str = ""


class CupsPrinters:
    """Printing through the commands of CUPS. Blocking: call it from the background lane.

    Every method refuses with `printer_tool_missing` (`tool`) where the commands are not installed, with
    `printer_service_off` when the print server is not running, and with `printer_failed` (`reason`) when it
    does not answer or says no."""

    def __init__(self, server: str = "") -> None:
        """`server` is host:port or a socket's path; "" leaves it to CUPS_SERVER and the system's settings."""
        self._server = server

    def list_printers(self) -> tuple[Printer, ...]:
        """Every printer of this workstation by name, none when there is none."""
        queues = _read_queues(self._ask("lpstat", "-l", "-p", "-a"))
        names = sorted({*queues, *self._ask("lpstat", "-e").split()})
        default = self._ask("lpstat", "-d").partition(": ")[2].strip()
        return tuple(replace(queues.get(n, Printer(n)), is_default=n == default) for n in names)

    def print_pdf(self, printer: str, pdf: bytes, copies: int, paper: str) -> JobTicket:
        """Hand the PDF to the printer through a pipe, byte for byte, under a title without names. `paper` is
        "A4" or "Letter".

        Refuses with `printer_none`, `printer_not_found` or `printer_stopped` (`printer`, `reason`) before
        anything is sent. A ticket says that the queue took the job, not that paper came out. Once the job is
        over the print server is asked to forget it, with its file: not where that lets nobody but an
        administrator, nor where this process ends before; then its own rules hold, by default for a day."""
        self._ready(printer)
        wanted = (f"-d{printer}", f"-n{copies}", "-ocollate=true", f"-omedia={paper}", f"-t{JOB_TITLE}", "-")
        said = self._ask("lp", *wanted, data=pdf, timeout_s=SEND_TIMEOUT_S)
        # "request id is Ward-12 (0 file(s))"
        ticket = said.partition("request id is ")[2].partition(" ")[0]
        Thread(target=self._purge_once_over, args=(ticket,), daemon=True, name="spool").start()
        return ticket

    def job_state(self, ticket: JobTicket) -> JobState:
        """`waiting` or printing, `stopped` with its queue, `failed` inside the print server, or `gone` from
        the queue: printed or cancelled, which only the person at the printer can tell."""
        job = next((b for b in _blocks(self._ask("lpstat", "-l", "-o")) if b[0].split()[0] == ticket), None)
        if job is None:
            return "gone"
        if any("with-errors" in line or "aborted" in line for line in job):
            return "failed"
        queue = ticket.rpartition("-")[0]
        stopped = any(p.name == queue and p.state == "stopped" for p in self.list_printers())
        return "stopped" if stopped else "waiting"

    def cancel_job(self, ticket: JobTicket) -> None:
        """Take a job back that still waits, so that it does not come out later unattended; one that is gone
        is left alone."""
        if self.job_state(ticket) != "gone":
            self._ask("cancel", ticket)

    def _purge_once_over(self, ticket: JobTicket) -> None:
        """For an hour; a job that waits longer is left to whoever looks after the printer."""
        with suppress(Refusal):
            for _look in range(LOOK_AT_JOB_AT_MOST):
                sleep(LOOK_AT_JOB_EVERY_S)
                if self.job_state(ticket) == "gone":
                    purge_job(ticket, self._server)
                    return

    def _ready(self, name: str) -> None:
        printers = {p.name: p for p in self.list_printers()}
        if not printers:
            raise refuse("printer_none")
        if name not in printers:
            raise refuse("printer_not_found", printer=name)
        if printers[name].state == "stopped":
            raise refuse("printer_stopped", printer=name, reason=printers[name].reason)

    def _ask(self, tool: str, *words: str, data: bytes = b"", timeout_s: int = ASK_TIMEOUT_S) -> str:
        """What a command of CUPS said, in English whatever the desk's language."""
        program = shutil.which(tool)
        if program is None:
            raise refuse("printer_tool_missing", tool=tool)
        try:
            done = subprocess.run(
                [program, *words],
                input=data,
                capture_output=True,
                env=self._surroundings(),
                timeout=timeout_s,
            )
        except subprocess.TimeoutExpired as error:
            raise refuse("printer_failed", reason=f"no answer in {timeout_s} s") from error
        if any(words in done.stderr for words in SERVICE_OFF):
            raise refuse("printer_service_off")
        if done.returncode != 0 and NO_QUEUES not in done.stderr:
            raise refuse("printer_failed", reason=_last_line(done.stderr))
        return done.stdout.decode(errors="replace")

    def _surroundings(self) -> dict[str, str]:
        server = {"CUPS_SERVER": self._server} if self._server else {}
        return {**os.environ, "LC_ALL": "C.UTF-8", **server}


class WindowsPrinters:
    """Where there is no CUPS: pages would have to be drawn at 300 dpi or more by Qt, which this room does
    not know. Lists nothing; the copy can be saved and printed from there."""

    def list_printers(self) -> tuple[Printer, ...]:
        return ()

    def print_pdf(self, printer: str, pdf: bytes, copies: int, paper: str) -> JobTicket:
        """Refuses with `printer_not_supported_here`."""
        raise refuse("printer_not_supported_here")

    def job_state(self, ticket: JobTicket) -> JobState:
        return "gone"

    def cancel_job(self, ticket: JobTicket) -> None:
        """Nothing: no job was ever taken."""


def printers_here() -> CupsPrinters | WindowsPrinters:
    """This operating system's way to print."""
    return WindowsPrinters() if sys.platform == "win32" else CupsPrinters()


def _read_queues(said: str) -> dict[str, Printer]:
    """Printers by name from `lpstat -l -p -a`: a block per queue, then a block on whether it takes jobs."""
    queues: dict[str, Printer] = {}
    for head, *lines in _blocks(said):
        words = head.split()
        if words[0] == "printer":
            queues[words[1]] = _read_queue(words[1], head, lines)
        elif words[1:3] == ["not", "accepting"] and words[0] in queues:
            reason = _reason(lines, queues[words[0]].reason)
            queues[words[0]] = replace(queues[words[0]], state="stopped", reason=reason)
    return queues


def _read_queue(name: str, head: str, lines: list[str]) -> Printer:
    facts = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    stopped = f"{name} disabled" in head or f"{name} is holding" in head
    alerts = facts.get("Alerts", "none")
    reason = _reason(lines, "" if alerts == "none" else alerts)
    return Printer(name, facts.get("Description", ""), state="stopped" if stopped else "ready", reason=reason)


def _reason(lines: list[str], otherwise: str) -> str:
    """The state message, which stands first and alone: what follows it are "Key: value" lines."""
    message = lines[0] if lines and not lines[0].startswith("Form mounted") else ""
    return (message or otherwise)[:REASON_MAX_CHARS]


def _blocks(said: str) -> Iterator[list[str]]:
    """Unindented lines, each with the indented ones below it, stripped."""
    block: list[str] = []
    for line in filter(str.strip, said.splitlines()):
        if not line[0].isspace() and block:
            yield block
            block = []
        block.append(line.strip())
    if block:
        yield block


def _last_line(said: bytes) -> str:
    """As part of a sentence: without its full stop."""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:REASON_MAX_CHARS].rstrip(".") if lines else "no reason given"
