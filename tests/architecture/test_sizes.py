from pathlib import Path

from tests.architecture.sizes import longest_things


def test_the_report_names_the_longest_first(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "def short() -> None:\n    pass\n\n\ndef long() -> None:\n    x = 1\n    y = x\n"
    )
    (tmp_path / "two.py").write_text("class Box:\n    side = 1\n")
    lines = [line.strip() for line in longest_things(tmp_path).splitlines()]
    place = tmp_path.as_posix()
    assert lines == [
        "function: 2, median 2, p90 4 lines",
        "class: 1",
        "file: 2, median 4, p90 10 lines",
        f"3 function {place}/one.py:5 long",
        f"2 function {place}/one.py:1 short",
        f"2 class {place}/two.py:1 Box",
        f"7 file {place}/one.py",
        f"2 file {place}/two.py",
    ]
