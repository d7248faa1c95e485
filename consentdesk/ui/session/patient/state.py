"""Everything the patient page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.ui.kit.choice import Option
from consentdesk.ui.session.patient.form import Form

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

    `relationships` is empty where no adult decides beside the patient. `opened` names the parts that were
    unfolded: "life", "helpers", "hold", "authority". `unprintable` are characters that the copy cannot show.
    `languages` are those of the patient's pages, `language` the code of the chosen one. `problems` are
    (objectName, words).
    """

    form: Form = field(default_factory=Form)
    matches: tuple[Match, ...] = ()
    more_matches: int = 0
    new_words: str = ""
    pathway: str = ""
    relationships: tuple[Option, ...] = ()
    authorities: tuple[Option, ...] = ()
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
    def authority_words(self) -> str:
        return next((o.label for o in self.authorities if o.value == self.form.authority), "")

    @property
    def problem_words(self) -> dict[str, str]:
        return dict(self.problems)
