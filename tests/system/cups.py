"""A real print server of its own: cupsd on a loopback port with one PDF queue, and what came out of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader

TOOLS = ("cupsd", "lpadmin", "lpstat", "lp", "cupsenable", "cupsdisable", "cupsaccept", "cupsreject")
PDF_FILTER = Path("/usr/lib/cups/filter/pdftopdf")
SEARCH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
START_S = 15

SERVER = """
Listen 127.0.0.1:{port}
Browsing Off
LogLevel warn
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess default
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

FILES = """
ServerRoot {root}
ServerBin {root}/bin
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/run
TempDir {root}/spool/tmp
AccessLog {root}/access_log
ErrorLog {root}/error_log
PageLog {root}/page_log
FatalErrors none
"""

# takes one job from standard input, as a printer takes paper
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && {{ echo 'direct tray "Unknown" "tray"'; exit 0; }}
printf %s "$3" > "{tray}/$1.title"
cat > "{tray}/$1.part" && mv "{tray}/$1.part" "{tray}/$1.pdf"
"""

BROKEN = """#!/bin/sh
[ $# -eq 0 ] && exit 0
cat > /dev/null
echo 'ERROR: {message}' >&2
exit 4
"""

# a printer that takes PDF as it is and leaves the copies to the server
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*Manufacturer: "Test"
*ModelName: "Test PDF"
*NickName: "Test PDF"
*ShortNickName: "Test PDF"
*PCFileName: "TESTPDF.PPD"
*Product: "(Test PDF)"
*PSVersion: "(3010.000) 0"
*cupsManualCopies: True
*cupsFilter: "application/vnd.cups-pdf 0 -"
*ColorDevice: True
*DefaultColorSpace: RGB
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "A4"
*PageSize Letter/Letter: "Letter"
*CloseUI: *PageSize
*OpenUI *PageRegion/Page Region: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "A4"
*PageRegion Letter/Letter: "Letter"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*ImageableArea Letter/Letter: "0 0 612 792"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension Letter/Letter: "612 792"
"""


class PrintServer:
    """One running cupsd below `root`; client commands reach it through `address` as CUPS_SERVER."""

    def __init__(self, root: Path, port: int) -> None:
        self.root, self.tray, self.address = root, root / "tray", f"127.0.0.1:{port}"

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [which(command[0]), *command[1:]],
            env={**os.environ, "CUPS_SERVER": self.address, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert done.returncode == 0, f"{command[0]}: {done.stderr}"
        return done.stdout

    def add_queue(self, name: str, description: str = "") -> None:
        ppd = self.root / "test.ppd"
        ppd.write_text(PPD)
        self.run("lpadmin", "-p", name, "-E", "-v", "tray:/", "-P", str(ppd), "-D", description)

    def printed(self, count: int) -> list[PdfReader]:
        """What came out, oldest first, once `count` jobs have."""
        deadline = time.monotonic() + START_S
        while len(found := sorted(self.tray.glob("*.pdf"))) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} jobs came out"
            time.sleep(0.05)
        return [PdfReader(path) for path in found]

    def titles(self) -> list[str]:
        """The titles that the printed jobs carried, oldest first."""
        return [path.read_text() for path in sorted(self.tray.glob("*.title"))]

    def received(self) -> list[bytes]:
        """The documents as they reached the server's spool, before any filter."""
        return [path.read_bytes() for path in sorted((self.root / "spool").glob("d*"))]

    def break_down(self, message: str) -> None:
        """From now on every job stops its queue with this message."""
        (self.root / "bin/backend/tray").write_text(BROKEN.format(message=message))


def missing() -> list[str]:
    """What this machine lacks for a print server, as names of programs."""
    absent = [tool for tool in TOOLS if not shutil.which(tool, path=SEARCH)]
    return absent if PDF_FILTER.exists() else [*absent, "pdftopdf"]


def which(tool: str) -> str:
    return shutil.which(tool, path=SEARCH) or tool


@contextmanager
def print_server() -> Iterator[PrintServer]:
    """A server that answers; RuntimeError with the end of its log when it does not come up."""
    # not below pytest's own folder, which the user "lp", whom cupsd's filters run as, may not enter
    with TemporaryDirectory(prefix="cups-") as folder:
        Path(folder).chmod(0o711)
        yield from _running(PrintServer(Path(folder), _free_port()))


def _running(server: PrintServer) -> Iterator[PrintServer]:
    _furnish(server)
    daemon = subprocess.Popen(
        [which("cupsd"), "-f", "-c", f"{server.root}/cupsd.conf", "-s", f"{server.root}/cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(server, daemon)
        yield server
    finally:
        daemon.terminate()
        daemon.wait(timeout=20)


def _furnish(server: PrintServer) -> None:
    root = server.root
    for folder in ("spool/tmp", "cache", "run", "tray", "bin/backend", "ppd", "ssl"):
        (root / folder).mkdir(parents=True)
    for room in ("filter", "daemon", "notifier", "monitor", "cgi-bin", "driver"):
        (root / "bin" / room).symlink_to(Path("/usr/lib/cups") / room)
    backend = root / "bin/backend/tray"
    backend.write_text(BACKEND.format(tray=server.tray))
    backend.chmod(0o700)
    (root / "cupsd.conf").write_text(SERVER.format(port=server.address.rpartition(":")[2]))
    (root / "cups-files.conf").write_text(FILES.format(root=root))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: PrintServer, daemon: subprocess.Popen[bytes]) -> None:
    host, _, port = server.address.partition(":")
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and daemon.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.05)
    log = server.root / "error_log"
    raise RuntimeError(log.read_text()[-500:] if log.exists() else "cupsd ended without a word")
