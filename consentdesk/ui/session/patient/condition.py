"""Whether the patient can make this decision, and what is seldom so."""

from __future__ import annotations

from collections.abc import Sequence

from consentdesk.domain.people import Capacity, Life
from consentdesk.ui.kit.choice import Check, Option
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.patient.parts import Part
from consentdesk.ui.session.patient.state import PatientState
from consentdesk.ui.words import _


class Condition(Part):
    """Whether the patient can decide, and what is seldom so."""

    def __init__(self) -> None:
        super().__init__("condition")
        self._capacity = self.grid("capacity", "", 2)
        self._disability = Check(_("There is a developmental disability"), "disability")
        self._disability.clicked.connect(self._tell_disability)
        self._hint = Text(_("A disability does not answer this. Ask, and note what you found."), "quiet")
        self._life = self.grid("life", _("The patient"), 3)
        self._reason = self.field("override_reason", _("Why not now? The copy says so too"))
        self.more = self.unfolding("life", _("Has died, or was stillborn"), "life_more")
        self.setLayout(
            column(self._capacity, self._reason, self._hint, self._disability, self._life, spacing=8)
        )

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)
        form = state.form
        name = form.given_name or _("the patient")
        self._capacity.show_question(_("Can {name} make this decision?").format(name=name))
        self._capacity.show_options(capacity_options(bool(form.disability)), form.capacity or None)
        self._capacity.show_problem(state.problem_words.get("capacity", ""))
        self._disability.setChecked(bool(form.disability))
        living = form.life == Life.LIVING
        self._capacity.setVisible(living)
        self._reason.setVisible(living and form.capacity == Capacity.TEMPORARILY_LACKING)
        self._disability.setVisible(living)
        self._hint.setVisible(living and bool(form.disability))
        open_life = "life" in state.opened or not living
        self.more.setVisible(not open_life)
        self._life.setVisible(open_life)
        self._life.show_options(life_options(), form.life)

    def _tell_disability(self) -> None:
        self.edited.emit("disability", "yes" if self._disability.isChecked() else "")


def capacity_options(disability: bool) -> Sequence[Option]:
    """What can be said about capacity. With a disability "no doubt" is no answer (R10)."""
    options = (
        Option(Capacity.NO_DOUBT.value, _("Yes, no doubt")),
        Option(Capacity.FOUND.value, _("Yes, asked and found")),
        Option(Capacity.LACKING.value, _("No, not this decision")),
        Option(Capacity.GUARDIAN.value, _("A guardian decides")),
        Option(Capacity.TEMPORARILY_LACKING.value, _("Not for now: asleep, confused")),
    )
    return options[1:] if disability else options


def life_options() -> Sequence[Option]:
    return (
        Option(Life.LIVING.value, _("Is alive")),
        Option(Life.DECEASED.value, _("Has died")),
        Option(Life.STILLBORN.value, _("Was stillborn")),
    )
