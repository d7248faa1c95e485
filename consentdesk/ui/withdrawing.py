"""The way to withdrawing, from wherever somebody asks for it. Without a window."""

from __future__ import annotations

ROOM = "withdraw"


def about(patient: str, image: str = "", use: str = "") -> str:
    """What the room is opened about: a patient, and what of theirs is chosen already. The id of a withdrawal
    or a suspension alone leads to what became of that."""
    named = {"patient": patient, "image": image, "use": use}
    return " ".join(f"{key}={value}" for key, value in named.items() if value)


def read_about(about: str) -> dict[str, str]:
    """The same by name; empty where it is an id alone."""
    return dict(part.split("=", 1) for part in about.split()) if "=" in about else {}
