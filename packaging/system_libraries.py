"""The shared libraries that Qt needs from a Linux system: which are missing, and how Debian brings them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from workspace import SetUpError

PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

DRAWING = (
    "lib/libQt6Widgets.so.6",
    "lib/libQt6PrintSupport.so.6",
    "lib/libQt6PdfWidgets.so.6",
    "lib/libQt6Svg.so.6",
    "plugins/platforms/libqoffscreen.so",
)
WINDOW = (*DRAWING, "plugins/platforms/libqxcb.so", "plugins/printsupport/libcupsprintersupport.so")


def provide_for_qt(environment: Path, parts: Iterable[str], *, yes: bool) -> None:
    """Makes sure that the loader finds all that these parts of the installed Qt need.

    Missing packages are installed with apt-get when `yes` is set or the person at the terminal agrees.
    Raises SetUpError with the line to type otherwise. Does nothing outside Linux.
    """
    if not sys.platform.startswith("linux"):
        return
    folders = list(environment.glob("lib/python*/site-packages/PySide6/Qt"))
    missing = missing_libraries(path for qt in folders for part in parts if (path := qt / part).exists())
    if missing:
        _install(*packages_for(missing), yes=yes)


def missing_libraries(files: Iterable[Path]) -> list[str]:
    """Names of the libraries that the dynamic loader does not find for these files, sorted."""
    if not shutil.which("ldd"):
        return []
    asked = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
    return sorted({line.split()[0] for line in asked.stdout.splitlines() if line.endswith("=> not found")})


def packages_for(libraries: Iterable[str]) -> tuple[list[str], list[str]]:
    """Debian packages that hold these libraries, and the libraries whose package is not known."""
    libraries = list(libraries)
    packages = {PACKAGE_OF[name] for name in libraries if name in PACKAGE_OF}
    return sorted(packages), [name for name in libraries if name not in PACKAGE_OF]


def apt_line(packages: Iterable[str]) -> str:
    """The one line that a person types to install these packages."""
    return " ".join([*_as_root(), "apt-get", "install", "-y", *packages])


def apt_install(packages: Sequence[str]) -> bool:
    """Installs Debian packages after refreshing apt's lists; whether that went well."""
    print(f"Installing with apt-get: {' '.join(packages)} ...", flush=True)
    quiet = [*_as_root(), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    steps = [*quiet, "update"], [*quiet, "install", "-y", "--no-install-recommends", *packages]
    return all(subprocess.run(step, stdout=subprocess.DEVNULL, check=False).returncode == 0 for step in steps)


def can_use_apt() -> bool:
    return bool(shutil.which("apt-get")) and (os.geteuid() == 0 or bool(shutil.which("sudo")))


def lacking(packages: Iterable[str]) -> list[str]:
    """Those of these Debian packages that are not installed."""
    asked = ["dpkg-query", "--show", "--showformat=${db:Status-Abbrev} ${Package}\\n", *packages]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    installed = {line.split()[1] for line in said.splitlines() if line.startswith("ii")}
    return [package for package in packages if package not in installed]


def _as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo"]


def _install(packages: list[str], unknown: list[str], *, yes: bool) -> None:
    if unknown or not shutil.which("apt-get"):
        raise SetUpError(f"Qt needs libraries that this system lacks: {', '.join(unknown or packages)}.")
    if not (can_use_apt() and (yes or _agreed(packages)) and apt_install(packages)):
        raise SetUpError(f"Qt needs a few system libraries. Install them with:\n  {apt_line(packages)}")


def _agreed(packages: list[str]) -> bool:
    if not sys.stdin.isatty():
        return False
    answer = input(f"Qt needs {', '.join(packages)} from the system. Install with apt-get? [y/N] ")
    return answer.strip().lower() in ("y", "yes")
