"""The look as values: three themes of one type."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Tokens:
    """Everything the stylesheet is filled with. Colours are #rrggbb, measures logical pixels.

    Staff text keeps 4.5:1 against what lies under it, patient text 7:1, borders of controls and the focus
    ring 3:1 (WCAG 2.2). `tick` names the icon drawn on the accent. Heights are those inside a border of 2 px.
    """

    name: str
    paper: str
    card: str
    desk: str
    hairline: str
    ink: str
    quiet: str
    patient_quiet: str
    control: str
    accent: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    accent_soft: str
    pen: str
    rail: str
    rail_chosen: str
    rail_text: str
    rail_quiet: str
    focus: str
    focus_edge: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str
    good: str
    good_soft: str
    tick: str
    radius_small: int = 10
    radius: int = 14
    radius_large: int = 24
    control_height: int = 44
    primary_height: int = 48
    link_height: int = 36
    patient_control_height: int = 46
    patient_primary_height: int = 52
    check_box: int = 32
    staff_text: int = 16
    staff_small: int = 15
    staff_lead: int = 17
    staff_heading: int = 19
    staff_title: int = 30
    patient_text: int = 24
    patient_lead: int = 22
    patient_title: int = 40

    def values(self) -> dict[str, str | int]:
        return {f.name: getattr(self, f.name) for f in fields(self)}


LIGHT = Tokens(
    name="light",
    paper="#f7f6f2",
    card="#ffffff",
    desk="#e6e3db",
    hairline="#dcdad2",
    ink="#1f2a30",
    quiet="#56646c",
    patient_quiet="#434f56",
    control="#7f8c93",
    accent="#0b5d66",
    accent_pressed="#08474e",
    on_accent="#ffffff",
    accent_text="#0a545c",
    accent_soft="#e3f0f0",
    pen="#14213d",
    rail="#12343a",
    rail_chosen="#1f5158",
    rail_text="#ffffff",
    rail_quiet="#d5e4e6",
    focus="#ffdf3d",
    focus_edge="#1f2a30",
    bad="#9b2c1f",
    bad_soft="#fbe9e6",
    warn="#8a5a00",
    warn_soft="#fdf2da",
    good="#0f6b3c",
    good_soft="#e4f3ea",
    tick="tick-light.svg",
)

DARK = Tokens(
    name="dark",
    paper="#1b2329",
    card="#232d34",
    desk="#12181c",
    hairline="#39454d",
    ink="#f0f4f5",
    quiet="#b4c1c7",
    patient_quiet="#c3ced3",
    control="#84929a",
    accent="#7fcdd4",
    accent_pressed="#a5dfe4",
    on_accent="#06282c",
    accent_text="#8fd6dc",
    accent_soft="#123a40",
    pen="#e6eeff",
    rail="#11181c",
    rail_chosen="#28424a",
    rail_text="#f0f4f5",
    rail_quiet="#c3ced3",
    focus="#ffdf3d",
    focus_edge="#000000",
    bad="#ffb4a8",
    bad_soft="#4a1d18",
    warn="#f5c56b",
    warn_soft="#43310c",
    good="#8fd8ac",
    good_soft="#153a26",
    tick="tick-dark.svg",
)

HIGH_CONTRAST = Tokens(
    name="high contrast",
    paper="#ffffff",
    card="#ffffff",
    desk="#d9d9d9",
    hairline="#000000",
    ink="#000000",
    quiet="#000000",
    patient_quiet="#000000",
    control="#000000",
    accent="#00363d",
    accent_pressed="#000000",
    on_accent="#ffffff",
    accent_text="#00363d",
    accent_soft="#e6f4f5",
    pen="#000000",
    rail="#000000",
    rail_chosen="#00525c",
    rail_text="#ffffff",
    rail_quiet="#ffffff",
    focus="#ffdf3d",
    focus_edge="#000000",
    bad="#7a1408",
    bad_soft="#ffffff",
    warn="#5c3b00",
    warn_soft="#ffffff",
    good="#00431f",
    good_soft="#ffffff",
    tick="tick-light.svg",
)
