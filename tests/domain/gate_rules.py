"""The packs that clinics of the gate's oracle change between: what they say, read by hand, and as texts.

An `OutletRule` holds every spelling that a question uses, so that nothing here has to fold a name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from consentdesk.domain.draft import Outlet
from consentdesk.domain.pack import OutletEntry, RulePack
from consentdesk.domain.pack_text import parse_pack
from tests.helpers.packs import pack_text

MEDICAL_JOURNALS = "peer_reviewed_medical"


@dataclass(frozen=True)
class OutletRule:
    """An outlet as the rules know it: by which id, spelled how, and a member of which classes."""

    id: str
    spelled: tuple[str, ...]
    classes: tuple[str, ...] = (MEDICAL_JOURNALS,)


@dataclass(frozen=True)
class PackRule:
    """What a pack says, as far as the gate is concerned."""

    uses: frozenset[str]
    naming: frozenset[str]  # the uses whose yes names an outlet (R4)
    of_age: int
    leap_birthday: tuple[int, int] = (3, 1)
    outlets: tuple[OutletRule, ...] = ()
    second: frozenset[str] = frozenset()  # the uses that a second person has to agree to (R27)


JAAD = ("Journal of the American Academy of Dermatology", "JAAD", "j. am. acad. dermatol.")
NEJM = ("New England Journal of Medicine", "NEJM", "N Engl J Med")
JAMA = ("JAMA Dermatology", "archives of dermatology")
FACEBOOK = ("Facebook", "FB", "facebook.com")
INSTAGRAM = ("Instagram", "insta")
BUNDLED = (
    OutletRule("jaad", JAAD),
    OutletRule("nejm", NEJM),
    OutletRule("jama_dermatology", JAMA),
    OutletRule("facebook", FACEBOOK, ()),
    OutletRule("instagram", INSTAGRAM, ()),
)
USES = frozenset({"medical_record", "teaching", "print", "online", "social_media"})
PUBLISHING = frozenset({"print", "online", "social_media"})
USUAL = PackRule(USES, PUBLISHING, 18, outlets=BUNDLED)
RENAMED = "Dermatology Reports of America"

PACKS: dict[str, PackRule] = {
    "usual": USUAL,
    "with research": PackRule(
        USES | {"research"}, PUBLISHING, 18, outlets=BUNDLED, second=frozenset({"social_media", "print"})
    ),
    "of age later": PackRule(USES, PUBLISHING, 19, (2, 28), BUNDLED, PUBLISHING),
    "teaching where": PackRule(USES, PUBLISHING | {"teaching"}, 18, outlets=BUNDLED),
    "journals renamed": PackRule(
        *(USES, PUBLISHING, 18, (3, 1)),
        (
            OutletRule("jaad", (RENAMED, *JAAD[1:])),
            OutletRule("nejm", NEJM, ()),
            *BUNDLED[2:],
        ),
    ),
}

RESEARCH = (
    '[[uses]]\nid = "research"\nstatements = ["S1", "S2", "S7"]\nsource = "acmg_2000"\n\n[pathways.adult]'
)
NEJM_LINE = 'aliases = ["NEJM", "N Engl J Med", "The New England Journal of Medicine"]'
TEXTS: dict[str, Callable[[str], str]] = {
    "usual": lambda text: text,
    "with research": lambda text: _by_two(
        text.replace("[pathways.adult]", RESEARCH, 1), "social_media", "print"
    ),
    "of age later": lambda text: _by_two(
        text.replace("majority = 18", "majority = 19").replace("03-01", "02-28"), *PUBLISHING
    ),
    "teaching where": lambda text: text.replace('id = "teaching"\n', 'id = "teaching"\noutlet = "outlet"\n'),
    "journals renamed": lambda text: _without_nejm(
        text.replace(f'name = "{JAAD[0]}"', f'name = "{RENAMED}"')
    ),
}


def _without_nejm(text: str) -> str:
    """The journal stays registered, and is a member of its class no more."""
    before, after = text.split(NEJM_LINE)
    return before + NEJM_LINE + after.replace(f'classes = ["{MEDICAL_JOURNALS}"]\n', "", 1)


def _by_two(text: str, *uses: str) -> str:
    for use in uses:
        row = f'[[uses]]\nid = "{use}"\n'
        assert row in text
        text = text.replace(row, f"{row}second_person = true\n")
    return text


def text_of(pack: str) -> str:
    return TEXTS[pack](pack_text("us"))


@cache
def parsed(pack: str) -> RulePack:
    return parse_pack(text_of(pack), f"{pack}.toml")


# Outlets of the clinic's own: what they are called first, and since they were renamed
OWN = {
    "letters": (
        OutletEntry("letters", "outlet", "Derma Letters", ("Dm Lett",), ("print", "online")),
        OutletEntry("letters", "outlet", "Letters in Skin", (), ("print", "online"), (MEDICAL_JOURNALS,)),
    ),
    "campus": (
        OutletEntry("campus", "platform", "Campus Net", ("CampusNet",), ("social_media",)),
        OutletEntry("campus", "platform", "Campus Net", ("CampusNet", "The Quad"), ("social_media",)),
    ),
}
SPELLINGS = {
    "derma letters ": "Derma Letters",
    "CAMPUS NET": "Campus Net",
    "invented  findings": "Invented Findings",
}
"""How questions write names that differ from the entry in case, spaces and stops alone."""

JOURNALS = (
    Outlet("outlet", "JAAD", "jaad"),
    Outlet("outlet", JAAD[0], "jaad"),
    Outlet("outlet", "NEJM", "nejm"),
    Outlet("class", "Peer-reviewed medical journals", MEDICAL_JOURNALS),
    Outlet("outlet", "Derma Letters", "letters"),
    Outlet("outlet", "Invented Findings"),
)
PLATFORMS = (
    Outlet("platform", "Facebook", "facebook"),
    Outlet("platform", "Instagram", "instagram"),
    Outlet("platform", "Campus Net", "campus"),
)
ASKED_FOR = (
    *("", "Peer-reviewed medical journals", "A journal of others", RENAMED, *JAAD, *NEJM, *JAMA, *FACEBOOK),
    *(
        *INSTAGRAM,
        "Derma Letters",
        "derma letters ",
        "Dm Lett",
        "Letters in Skin",
        "Campus Net",
        "CAMPUS NET",
    ),
    *("CampusNet", "The Quad", "Invented Findings", "invented  findings"),
)
