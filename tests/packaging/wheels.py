"""The smallest real packages, so that setting an environment up needs no network."""

import zipfile
from pathlib import Path


def wheel(folder: Path, name: str, source: str = "") -> str:
    """Writes a wheel with one module called `name`; the requirement that installs it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", source)
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return f"{name} @ {path.as_uri()}"


def checkout(folder: Path, *needs: str, test: tuple[str, ...] = ()) -> Path:
    """Writes a project with these dependencies, and those of its `test` extra; its folder."""
    folder.mkdir(exist_ok=True)
    (folder / "desk.py").write_text("")
    listed = ", ".join(f'"{need}"' for need in needs)
    extra = ", ".join(f'"{need}"' for need in test)
    (folder / "pyproject.toml").write_text(
        f"[project]\ndependencies = [{listed}]\n[project.optional-dependencies]\ntest = [{extra}]\n"
    )
    return folder
