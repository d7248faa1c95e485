"""Everything the patient page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.people import Representative
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.session.patient.form import Form
from consentdesk.workflows.recall import Recall

Shown = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Match:
    """A known patient who fits what was typed: the name, and what tells them apart."""

    id: str
    name: str = field(repr=False)
    details: str = field(repr=False)


@dataclass(frozen=True)
class PatientState:
    """`new_words` offers to begin a new patient; `pathway` says who decides, "" while that is not known.

    `grounds` are the answers to whether a minor decides alone, none where that is no question.
    `relationships` is empty where no adult decides beside the patient, `two_sign` where two have to.
    `last` is what the last record says, `from_last` where the page says the same; `same_adults` that those
    who decided then are named. `opened` names the parts that were unfolded: "life", "helpers", "hold",
    "alone", and per adult "relationship", "authority". `taken_by` is the patient who has the record number
    that was typed. `unprintable` are characters that the copy cannot show.
    `languages` are those of the patient's pages, `language` the code of the chosen one. `problems` are
    (objectName, words).
    """

    form: Form = field(default_factory=Form)
    matches: tuple[Match, ...] = ()
    more_matches: int = 0
    new_words: str = ""
    pathway: str = ""
    grounds: tuple[Option, ...] = ()
    relationships: tuple[Option, ...] = ()
    authorities: tuple[Option, ...] = ()
    two_sign: bool = False
    last: Recall | None = field(default=None, repr=False)
    from_last: str = ""
    same_adults: bool = False
    taken_by: str = ""
    opened: frozenset[str] = frozenset()
    held: str = ""
    unprintable: str = ""
    day_example: str = ""
    languages: tuple[Option, ...] = ()
    language: str = ""
    problems: Shown = ()

    @property
    def finding(self) -> bool:
        return not self.form.patient_id

    @property
    def alone_is_open(self) -> bool:
        """Whether the question stands on the page if the patient, a minor, decides alone."""
        return bool(self.grounds) and ("alone" in self.opened or bool(self.form.decides_alone))

    @property
    def both_sign(self) -> bool:
        return self.two_sign and not self.form.only_one

    @property
    def adults_are_clear(self) -> bool:
        """Whether who they are needs no choice any more: they are those of last time, or both are named."""
        first, second, _ = self.form.adults
        return self.same_adults or bool(self.both_sign and _is_whole(first) and _is_whole(second))

    @property
    def unfolded(self) -> frozenset[str]:
        """What a person asked for and begins to type in."""
        return self.opened | ({"only_one"} if self.two_sign and self.form.only_one else frozenset())

    @property
    def problem_words(self) -> dict[str, str]:
        return dict(self.problems)


def _is_whole(adult: Representative | None) -> bool:
    return adult is not None and bool(adult.name and adult.relationship and adult.authority)
