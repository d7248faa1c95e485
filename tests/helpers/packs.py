"""The bundled rule packs, and a session held to one."""

from __future__ import annotations

import re
from functools import cache

from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.session import Rules
from consentdesk.domain.wording import parse_wording
from tests.helpers.sessions import CLINIC, RESOURCES

COUNTRY = {  # an invented country's values, by the key of the template that waits for them
    "authority.name": '"the Data Office of Example Land"',
    "ages.assent_from": "6",
    "ages.adult_with_capacity_from": "14",
    "ages.majority": "18",
    "pathways.minor.representatives": "2",
    "pathways.young_minor.representatives": "2",
    "ages.leap_birthday": '"02-28"',
    "languages.required": '["de"]',
    "retention.medical_record.years": "30",
    "retention.medical_record.minors_until_age": "0",
    "retention.consent_record.years": "10",
    "retention.consent_record.minors_until_age": "28",
    "sources.title": '"The Patients Act of Example Land"',
    "sources.date": '"2020"',
}


def pack_text(id: str) -> str:
    return (RESOURCES / "rulepacks" / f"{id}.toml").read_text("utf-8")


@cache
def pack(id: str) -> RulePack:
    return parse_pack(pack_text(id), f"{id}.toml")


@cache
def rules_of(id: str) -> Rules:
    """A bundled pack with the English words."""
    text = (RESOURCES / "statements" / "en.toml").read_text("utf-8")
    return Rules(pack(id), parse_wording(text, "en.toml", pack(id)), CLINIC)


def filled_in(text: str, leaving: str = "") -> str:
    """The eu template as a clinic of the invented country would fill it in, all values or all but one."""
    lines, table = [], ""
    for line in text.splitlines():
        if line.startswith("["):
            table = line.strip("[]")
        key, _, value = line.partition(" = ")
        place = f"{table}.{key}"
        open_here = value.split("#")[0].strip() in ('"?"', '["?"]') and place != leaving
        lines.append(f"{key} = {COUNTRY[place]}" if open_here else line)
    return "\n".join(lines)


def asking_before(text: str, *uses: str) -> str:
    """A pack by which a yes to these uses waits for right replies to the questions."""
    for use in uses:
        text = text.replace(f'[[uses]]\nid = "{use}"\n', f'[[uses]]\nid = "{use}"\nteach_back = true\n')
    return text


def new_version(text: str, version: str = "2027.1") -> str:
    return text.replace('version = "2026.1"', f'version = "{version}"', 1)


def as_format_1(text: str) -> str:
    """A pack as the first vaults hold it: without duties, sources, and what came later."""
    start, end = text.index("# Who supervises"), text.index("[[outlets]]")
    text = text[:start] + text[end:]
    for table in ("teach_back", r"pathways\.minor_alone"):
        text = re.sub(rf"^\[{table}\]\n(?:[^\n]+\n)*", "", text, flags=re.M)
    return re.sub(r"^(source|format|representatives) = .*\n", "", text, flags=re.M)


def as_format_3(text: str) -> str:
    """A pack from before packs said how images leave the places where they are."""
    text = re.sub(r"^\[\[removal\]\]\n(?:[^\n]+\n)*", "", text, flags=re.M)
    text = re.sub(r'^\[\[sources\]\]\nid = "cfr_164_508_b5"\n(?:[^\n]+\n)*', "", text, flags=re.M)
    return text.replace("format = 4", "format = 3")
