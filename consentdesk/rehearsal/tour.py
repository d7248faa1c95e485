"""The tour: scenarios played one after another in a rehearsal vault, with pictures, PDFs and a summary."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from consentdesk.domain.refusals import refuse
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.scenario import ImagePart, Scenario, read_scenario
from consentdesk.rehearsal.stage import CODE, PASSPHRASE, Stage, stage
from consentdesk.rehearsal.visit import Refused
from consentdesk.system.paths import resource_dir
from consentdesk.workflows.add_images import read_source

BUNDLED = ("adult", "child", "guardian")
REFUSED_EXIT = 3


def tour(out: Path, images: Sequence[Path] = (), scenario_file: Path | None = None) -> int:
    """Play the bundled scenarios, or the one in a file, into an empty folder. `images` stand in for the
    scenarios' own pictures; they are dealt out, for a picture is of one patient only. Returns 0, or 3 where
    the rules refused; then the summary has the codes. Raises Refusal `tour_folder_not_empty`,
    `scenario_unreadable`, `scenario_wrong`, `image_file_unreadable`."""
    scenarios = _scenarios(scenario_file)
    for image in images:
        read_source(image)
    _require_empty(out)
    summary: dict[str, Any] = {"vault": "vault", "passphrase": PASSPHRASE, "code": CODE, "sessions": []}
    pictures = _Album(out / "screens")
    with stage(out / "vault", out, scenarios[0][0].today) as on_stage:
        on_stage.set_up(lambda name: on_stage.hands.look(pictures.path(name)), scenarios[0][0].pack)
        for number, (scenario, folder) in enumerate(scenarios):
            on_stage.wait_until(scenario.today)
            given = images[number :: len(scenarios)]
            played = _play(on_stage, scenario, given or _own_images(scenario, folder), pictures)
            summary["sessions"].append(played)
            if played["refused"]:
                break
    summary["files"] = _hashes(out)
    (out / "summary.json").write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return REFUSED_EXIT if any(s["refused"] for s in summary["sessions"]) else 0


def _scenarios(file: Path | None) -> list[tuple[Scenario, Path]]:
    demo = resource_dir() / "demo"
    files = [file] if file else [demo / f"{name}.toml" for name in BUNDLED]
    return [each for f in files for each in _with_earlier(f, ())]


def _with_earlier(file: Path, later: tuple[str, ...]) -> list[tuple[Scenario, Path]]:
    """A scenario and, before it, those that it comes after. Raises Refusal `scenario_wrong` for a circle."""
    if file.name in later:
        raise refuse("scenario_wrong", file=file.name, reason="it comes after itself")
    scenario = read_scenario(file)
    earlier = (_place_of(name, file.parent) for name in scenario.after)
    before = [each for f in earlier for each in _with_earlier(f, (*later, file.name))]
    return [*before, (scenario, file.parent)]


def _require_empty(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise refuse("tour_folder_not_empty", folder=out.name)
    (out / "screens").mkdir()


def _own_images(scenario: Scenario, folder: Path) -> list[Path]:
    """Where the scenario's images are: beside it, or bundled."""
    return [_place_of(part.file, folder) for part in scenario.images]


def _place_of(name: str, folder: Path) -> Path:
    """A file beside a scenario, else the bundled one of this name."""
    beside = folder / name
    return beside if beside.exists() else resource_dir() / "demo" / name


def _play(on_stage: Stage, scenario: Scenario, files: Sequence[Path], pictures: _Album) -> dict[str, Any]:
    hands = on_stage.hands
    hands.start_counting()
    visit = on_stage.visit(_with_images(scenario, files), files, pictures.path)
    refused: dict[str, Any] | None = None
    try:
        play(visit)
    except Refused as stop:
        refused = {"step": stop.step, "codes": list(stop.codes)}
    return {
        "title": scenario.title,
        "steps": [asdict(step) for step in visit.play.steps],
        "clicks": hands.effort.clicks,
        "keys": hands.effort.keys,
        "operator_seconds_estimated": hands.effort.operator_seconds,
        "screens": visit.play.screens,
        "decided": visit.play.decided,
        "refused": refused,
    }


def _with_images(scenario: Scenario, files: Sequence[Path]) -> Scenario:
    """As many image parts as files: pictures given on the command line have no labels."""
    if len(files) == len(scenario.images):
        return scenario
    return replace(scenario, images=tuple(ImagePart(file.name) for file in files))


def _hashes(out: Path) -> dict[str, str]:
    files = sorted(f for f in out.rglob("*") if f.is_file() and "vault" not in f.relative_to(out).parts)
    return {str(f.relative_to(out)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


class _Album:
    """Names pictures in the order in which they are taken."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._taken = folder, 0

    def path(self, name: str) -> Path:
        self._taken += 1
        return self._folder / f"{self._taken:03d}-{name}.png"
