"""Where things live on this machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from consentdesk.system.os_errors import refusal_for

HOME_VARIABLE = "CONSENTDESK_HOME"
VAULT_NAME = "clinic.vault"


def data_dir(home: Path | None = None) -> Path:
    """The program's own folder, there and writable: `home`, else CONSENTDESK_HOME, else this user's data
    folder. Made for this user alone (0700) when missing. Refuses like `ready_folder`."""
    return ready_folder(data_place(home))


def data_place(home: Path | None = None) -> Path:
    """Where `data_dir` is or would be; nothing is made."""
    return home or _home_asked_for() or _user_data() / "ConsentDesk"


def default_vault(home: Path | None = None) -> Path:
    """The path where the clinic's vault is looked for; nothing is made except the folder around it."""
    return data_dir(home) / VAULT_NAME


def resource_dir() -> Path:
    """The folder of rule packs, statements, fonts and icons: in the frozen bundle, else in the checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).parents[2]) / "resources"


def ready_folder(folder: Path) -> Path:
    """The folder, absolute, once a file could be opened in it; made with mode 0700 when missing. Refuses
    with `folder_read_only`, `disk_full` or `save_failed`."""
    folder = folder.expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # asked by trying: for an administrator or on Windows the permission bits do not tell
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise refusal_for(error, folder) from error


def free_bytes(path: Path) -> int:
    """Bytes this user can still write where `path` is or would be."""
    there = next(p for p in (path.absolute(), *path.absolute().parents) if p.exists())
    return shutil.disk_usage(there).free


def _home_asked_for() -> Path | None:
    asked = os.environ.get(HOME_VARIABLE)
    return Path(asked) if asked else None


def _user_data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
