"""What really happened in a session, kept beside the draft, and the rules' plainest words about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from consentdesk.domain.draft import Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Capacity, Circumstances, Life

CALLED_FOR = {  # R5, read by hand
    "medical_record": {"S1", "S2", "S7", "S8", "S9"},
    "teaching": {"S1", "S2", "S5", "S6", "S7", "S8", "S9"},
    "print": {"S1", "S2", "S4", "S5", "S6", "S7", "S8", "S9", "S10"},
    "online": {"S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", "S10"},
    "social_media": {"S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", "S10"},
}
PUBLISHING = {"print", "online", "social_media"}
PARENTED = {"minor", "young_minor", "represented", "deceased", "stillborn"}
ASKED_TOO = ("minor", "represented")
TWO_AGREE = ("stillborn",)  # R11: the parents
GROUNDS = ("emancipated", "lawful_care")  # R15, of the default pack
TAUGHT_BACK = "online"  # the use whose yes needs right replies, where a session is held to that


@dataclass
class Journal:
    """What really happened, person by person, beside the draft."""

    seen: list[tuple[str, str, str, Moment]] = field(default_factory=list)  # image, view, person, when
    told: list[tuple[str, str, str]] = field(default_factory=list)  # page, words, person
    answers: dict[tuple[str, str], tuple[bool, str]] = field(default_factory=dict)  # last answer, by whom
    replies: dict[str, tuple[bool, str]] = field(default_factory=dict)  # last reply right, and by whom
    noes: set[tuple[str, str]] = field(default_factory=set)  # the patient's own, one by one
    no_to_all: bool = False
    signed: dict[str, tuple[str, object]] = field(default_factory=dict)  # role: who, and what stood there
    heard: dict[str, str] = field(default_factory=dict)  # role: the witness who heard them
    printed: object = None  # what stood there when the form was printed
    back: set[int] = field(default_factory=set)  # the pages of it that came back
    photography_of: str = ""
    held: bool = False


def standing(draft: Draft, role: str) -> object:
    """What a signature of a role stands under (R22)."""
    images = [(i.number, i.source_sha256, i.view_sha256, i.label) for i in draft.images]
    adults = (draft.representative, draft.second_representative, draft.one_signs)
    people = (draft.patient, draft.circumstances, adults, draft.supporters)
    shown = (draft.offered, draft.explained, draft.showings, draft.asked, draft.warnings_read_at)
    answers = {(a.image, a.use): a for a in draft.answers}
    how = (draft.route, draft.corrects)
    return images, people, shown, answers, how, draft.assent if role == "assent" else None


def age(born: date, day: date) -> int:
    """Whole years; 29 February counts on 1 March in common years (R13)."""
    years = 0
    while birthday(born, years + 1) <= day:
        years += 1
    return years


def birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def pathway(born: date, circumstances: Circumstances, day: date) -> str:
    """R7 to R11 and R15, in the order in which they exclude one another."""
    if circumstances.life is Life.STILLBORN:
        return "stillborn"
    if circumstances.life is Life.DECEASED:
        return "deceased"
    if circumstances.capacity not in (Capacity.NO_DOUBT, Capacity.FOUND):
        return "represented"
    years = age(born, day)
    if 7 <= years < 18 and circumstances.decides_alone in GROUNDS:
        return "minor_alone"
    alone = years >= 7 and circumstances.decides_alone == "override"
    return "adult" if years >= 18 or alone else "minor" if years >= 7 else "young_minor"


def departs(born: date, circumstances: Circumstances, day: date) -> bool:
    """Whether the usual rule was overridden (R15): a temporary lack of capacity, or a minor who decides
    alone on no ground of the law."""
    if circumstances.life is not Life.LIVING:
        return False
    if circumstances.capacity is Capacity.TEMPORARILY_LACKING:
        return True
    deciding = pathway(born, circumstances, day) == "adult" and age(born, day) < 18
    return deciding and circumstances.decides_alone == "override"


def person(draft: Draft, role: str) -> str:
    """Who stands behind a role at this moment."""
    if role == "representative":
        return f"representative {draft.representative.name}" if draft.representative else ""
    if role == "second_representative":
        second = draft.second_representative
        return f"representative {second.name}" if second else ""
    return f"patient {draft.patient.id}" if draft.patient else ""
