"""Scenarios in files: what the rules refuse ends the play with its code; what is misspelt is never played."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consentdesk.__main__ import main
from consentdesk.domain.people import Capacity
from consentdesk.domain.refusals import Refusal
from consentdesk.rehearsal.scenario import RepresentativePart, read_scenario
from consentdesk.rehearsal.tour import tour
from consentdesk.system.paths import resource_dir

ADULT = """
title = "An adult"
today = 2026-11-22T10:20:00+00:00
uses = {uses}
[patient]
given_name = "Rowan"
family_name = "Example"
born = {born}
[[images]]
file = "shoulder.jpg"
{more}
"""
YES = '[[answers]]\nuse = "{use}"\nanswer = "yes"\n'
COMPETENT_CHILD = """
title = "A child who understands"
today = 2026-11-22T10:20:00+00:00
pack = "uk"
uses = ["teaching_inhouse"]
[patient]
given_name = "Rowan"
born = 2012-03-04
decides_alone = "competent_child"
[[images]]
file = "shoulder.jpg"
[[answers]]
use = "teaching_inhouse"
answer = "yes"
"""
TWO_PARENTS = """
title = "Two who decide"
today = 2026-11-22T10:20:00+00:00
uses = ["teaching"]
[patient]
given_name = "Rowan"
born = 2012-03-04
capacity = "temporarily_lacking"
reason = "in theatre"
[second_representative]
name = "Ali"
relationship = "father"
authority = "parental_responsibility"
"""
TEACHING = YES.format(use="teaching")
BUNDLED = sorted((resource_dir() / "demo").glob("*.toml"))
REFUSED = {
    "a dot for a signature": (
        {"more": TEACHING + '[signatures]\npatient = "dot"'},
        ("sign", "signature_too_small"),
    ),
    "no signature at all": (
        {"more": TEACHING + '[signatures]\npatient = "none"'},
        ("sign", "signature_too_small"),
    ),
    "an answer left open": ({"more": ""}, ("choose", "answer_missing")),
    "an adult who is not entitled": (
        {
            "born": "2014-03-04",
            "more": TEACHING + '[representative]\nname = "Nico"\nmay_sign = false\nreason = "a neighbour"',
        },
        ("patient", "session_held"),
    ),
    "nobody who decides for a child": (
        {"born": "2014-03-04", "more": TEACHING},
        ("patient", "representative_missing"),
    ),
    "a publication without a place": (
        {"uses": '["print"]', "more": YES.format(use="print")},
        ("choose", "outlet_missing"),
    ),
    "an end that has passed": (
        {"uses": '["print"]', "more": YES.format(use="print") + 'outlet = "jaad"\nuntil = "2020-01-01"'},
        ("choose", "expiry_not_in_future"),
    ),
}


def written(folder: Path, uses: str = '["teaching"]', born: str = "1984-07-09", more: str = TEACHING) -> Path:
    path = folder / "scenario.toml"
    path.write_text(ADULT.format(uses=uses, born=born, more=more), "utf-8")
    return path


@pytest.mark.parametrize("file", BUNDLED, ids=[file.stem for file in BUNDLED])
def test_every_bundled_scenario_is_read_and_has_its_pictures(file: Path) -> None:
    scenario = read_scenario(file)
    assert all((file.parent / image.file).is_file() for image in scenario.images)
    assert all((file.parent / earlier).is_file() for earlier in scenario.after)


@pytest.mark.parametrize(("parts", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_the_rules_refuse_ends_the_play(
    qapp: Any, tmp_path: Path, parts: dict[str, str], expected: tuple[str, str]
) -> None:
    out = tmp_path / "out"
    assert main(["tour", "--out", str(out), "--scenario", str(written(tmp_path, **parts))]) == 3
    (session,) = json.loads((out / "summary.json").read_text("utf-8"))["sessions"]
    step, code = expected
    assert session["refused"]["step"] == step and code in session["refused"]["codes"]
    assert session["screens"][-1].endswith(f"{step}-refused.png")
    assert not list(out.glob("*.pdf"))


def test_what_the_rules_allow_is_played_to_the_copy(qapp: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["tour", "--out", str(out), "--scenario", str(written(tmp_path))]) == 0
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    (session,) = summary["sessions"]
    assert session["refused"] is None
    assert session["decided"] == [
        {"image": 1, "use": "teaching", "answer": "yes", "counts": True, "outlet": "", "until": ""}
    ]
    (copy,) = out.glob("*.pdf")
    assert copy.name in summary["files"]
    (tmp_path / "passphrase").write_text(summary["passphrase"])
    vault = str(out / summary["vault"])
    assert main(["verify", vault, "--passphrase-file", str(tmp_path / "passphrase")]) == 0


def test_a_scenario_is_played_under_the_pack_that_it_names(qapp: Any, tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(COMPETENT_CHILD, "utf-8")
    assert main(["tour", "--out", str(tmp_path / "out"), "--scenario", str(scenario)]) == 0
    (session,) = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["sessions"]
    assert [decision["use"] for decision in session["decided"]] == ["teaching_inhouse"]


def test_who_decides_and_why_is_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(TWO_PARENTS, "utf-8")
    scenario = read_scenario(path)
    assert scenario.second_representative == RepresentativePart("Ali", "father", "parental_responsibility")
    assert (scenario.one_signs, scenario.pack) == ("", "us")
    assert scenario.patient.capacity is Capacity.TEMPORARILY_LACKING
    assert scenario.patient.reason == "in theatre"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('pack = "uk"', 'pack = "atlantis"'),
        ('pack = "uk"', 'pack = "eu"'),
        ("competent_child", "emancipated"),
        ("competent_child", "wants_to"),
    ],
)
def test_a_pack_or_a_ground_that_is_not_there_is_refused_before_anything_is_played(
    tmp_path: Path, right: str, wrong: str
) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(COMPETENT_CHILD.replace(right, wrong), "utf-8")
    with pytest.raises(Refusal, match="scenario_wrong"):
        read_scenario(path)


@pytest.mark.parametrize(
    "wrong",
    ["titel = 1", '[patient]\nborn = "yesterday"', "[signatures]\npatient = 7", "no toml at all ="],
)
def test_a_misspelt_scenario_is_refused_before_anything_is_played(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(wrong, "utf-8")
    with pytest.raises(Refusal, match="scenario_wrong"):
        read_scenario(path)


def test_a_reply_to_the_questions_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text('questions = "perhaps"\n' + path.read_text("utf-8"), "utf-8")
    with pytest.raises(Refusal, match="scenario_wrong"):
        read_scenario(path)


@pytest.mark.parametrize("drag", ['tool = "blur"', 'fill = "grey"'])
def test_what_nothing_can_be_covered_with_is_refused(tmp_path: Path, drag: str) -> None:
    path = written(tmp_path)
    drawn = f"[[masks]]\nimage = 1\n[[masks.drags]]\nthrough = [[1, 1], [9, 9]]\n{drag}\n"
    path.write_text(path.read_text("utf-8") + drawn, "utf-8")
    with pytest.raises(Refusal, match="scenario_wrong"):
        read_scenario(path)


def test_a_scenario_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour", "--out", str(tmp_path / "out"), "--scenario", str(tmp_path / "gone.toml")]) == 1
    assert "gone.toml" in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert main(["tour", "--out", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_scenario_is_played_after_those_it_comes_after_in_the_same_vault(qapp: Any, tmp_path: Path) -> None:
    first = ADULT.format(uses='["medical_record", "teaching"]', born="1984-07-09", more=TEACHING)
    (tmp_path / "first.toml").write_text(first + YES.format(use="medical_record"))
    keys = 'known_patient = true\nafter = ["first.toml"]\ntoday = 2027-01-05'
    again = first.replace("today = 2026-11-22", keys)
    again = again.replace('file = "shoulder.jpg"', 'file = "shoulder.jpg"\nkept = true')
    (tmp_path / "again.toml").write_text(again.replace('["medical_record", "teaching"]', '["teaching"]'))
    out = tmp_path / "out"
    assert main(["tour", "--out", str(out), "--scenario", str(tmp_path / "again.toml")]) == 0
    sessions = json.loads((out / "summary.json").read_text())["sessions"]
    assert [len(session["decided"]) for session in sessions] == [2, 1]
    assert sessions[1]["keys"] < sessions[0]["keys"], "nothing is typed twice"


def test_a_scenario_that_comes_after_itself_is_refused(tmp_path: Path) -> None:
    text = ADULT.format(uses='["teaching"]', born="1984-07-09", more=TEACHING)
    file = tmp_path / "round.toml"
    file.write_text(text.replace("uses =", 'after = ["round.toml"]\nuses ='))
    with pytest.raises(Refusal, match="scenario_wrong"):
        tour(tmp_path / "out", scenario_file=file)


def test_a_picture_for_a_talk_is_played_to_the_file_and_its_sheet(qapp: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    scenario = resource_dir() / "demo" / "talk.toml"
    assert main(["tour", "--out", str(out), "--scenario", str(scenario)]) == 0
    (told,) = (json.loads(path.read_text("utf-8")) for path in out.glob("*.jpg.json"))
    assert (told["use"], told["place"]) == ("teaching", "Grand rounds, spring term")
    assert (out / "release-sheet.pdf").is_file()
