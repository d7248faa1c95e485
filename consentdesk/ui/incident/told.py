"""Incidents in the words of staff. Without a window."""

from __future__ import annotations

from consentdesk.domain.duties import Tell
from consentdesk.domain.incident import FoundRisk, IncidentStep, StepNote, StepState
from consentdesk.domain.placement import PlaceKind
from consentdesk.ui.words import _


def step_words(step: IncidentStep) -> str:
    """A step in a list."""
    return {
        IncidentStep.TAKE_DOWN: _("Take it down"),
        IncidentStep.EVIDENCE: _("Evidence"),
        IncidentStep.RISK_MANAGEMENT: _("Risk management"),
        IncidentStep.ETHICS_COMMITTEE: _("Ethics committee"),
        IncidentStep.PERMISSION: _("Was there a permission?"),
        IncidentStep.FACTORS: _("The risk, in writing"),
        IncidentStep.PEOPLE: _("How many people"),
        IncidentStep.TELL_PERSON: _("Tell the patient"),
        IncidentStep.TELL_AUTHORITY: _("Tell the authority"),
        IncidentStep.TELL_MEDIA: _("Tell the media"),
    }[step]


def step_question(step: IncidentStep) -> tuple[str, str]:
    """What the page of a step asks, and a line that helps to answer."""
    return {
        IncidentStep.TAKE_DOWN: (_("Is it down?"), ""),
        IncidentStep.EVIDENCE: (
            _("What shows how it looked?"),
            _("Screenshots, photographs or pages. They are kept sealed, each with a number that is its own."),
        ),
        IncidentStep.RISK_MANAGEMENT: (
            _("Whom did you reach in risk management?"),
            _("Telephone them now, before anything else is written."),
        ),
        IncidentStep.ETHICS_COMMITTEE: (
            _("Whom did you reach at the ethics committee?"),
            _("They say whether the patient, the family or the journal has to be asked first."),
        ),
        IncidentStep.PERMISSION: (
            _("Was there a permission, for this use, on that day?"),
            _("The answer comes from the ledger: what was signed, and what had ended by then."),
        ),
        IncidentStep.TELL_PERSON: (
            _("How was the patient told?"),
            _("In plain words, to the address that they use; a representative where one decides."),
        ),
        IncidentStep.TELL_AUTHORITY: (
            _("How was the authority told?"),
            _("Most have a form of their own; the notice here holds what it asks for."),
        ),
        IncidentStep.TELL_MEDIA: (
            _("Which media were told?"),
            _("Those that are read or seen where the people live. No names."),
        ),
        IncidentStep.FACTORS: (_("How great is the risk to people?"), ""),
        IncidentStep.PEOPLE: (
            _("How many people are concerned?"),
            _("Everybody who could be recognised. How many decides whether the media have to be told, too."),
        ),
    }[step]


def place_words(kind: PlaceKind) -> str:
    """What kind of place it was found at."""
    return {
        PlaceKind.SOCIAL_POST: _("Post"),
        PlaceKind.WEBSITE: _("Web page"),
        PlaceKind.OTHER: _("Message, or elsewhere"),
        PlaceKind.DISPLAY: _("Wall or screen"),
        PlaceKind.TEACHING_FILE: _("Slides or course"),
        PlaceKind.PRINT: _("In print"),
    }[kind]


def told_words(tell: Tell) -> str:
    """Who has to be told."""
    return {
        Tell.PERSON: _("the patient"),
        Tell.AUTHORITY: _("the authority"),
        Tell.MEDIA: _("the media"),
    }[tell]


def risk_choices() -> tuple[tuple[str, str], ...]:
    """How great the risk can be found to be, none of them first on purpose."""
    return tuple((risk.value, risk_words(risk)) for risk in FoundRisk)


def risk_words(risk: FoundRisk) -> str:
    return {
        FoundRisk.LOW: _("Low"),
        FoundRisk.RISK: _("Some risk to people"),
        FoundRisk.HIGH: _("High risk to people"),
    }[risk]


def factor_words(factor: str) -> tuple[str, str]:
    """What a factor asks, and what to think of. A factor of the clinic's own is called as its pack does."""
    known = {
        "identifiers_and_reidentification": (
            _("What could identify somebody, and how likely is it?"),
            _("Face, tattoo, name, date, place, rare diagnosis: alone and together. Who knows the patient?"),
        ),
        "who_received_it": (
            _("Who received it?"),
            _("Colleagues bound to secrecy, a closed group, or anybody? Name them where they are known."),
        ),
        "actually_seen": (
            _("Was it really seen?"),
            _("Views, likes, answers, downloads, opened messages. Say how you know."),
        ),
        "how_far_mitigated": (
            _("How far was the harm made smaller?"),
            _("Taken down when, copies deleted by whom, confirmed in writing or not."),
        ),
        "type_of_breach": (
            _("What kind of breach was it?"),
            _("Shown to others, changed, or lost. For a picture mostly: shown to those who may not see it."),
        ),
        "nature_and_amount_of_data": (
            _("What was shown, and how much?"),
            _("How many pictures, which parts of the body, what the words beside them say about health."),
        ),
        "ease_of_identification": (
            _("How easily could somebody be identified?"),
            _("Face, tattoo, name, date, place, rare diagnosis: alone and together. Who knows the patient?"),
        ),
        "severity_for_people": (
            _("How bad could it be for the patient?"),
            _("Shame, bullying, work, family, insurance. What lasts and what passes."),
        ),
        "special_situation_of_people": (
            _("Is the patient in a special situation?"),
            _("A child, somebody ill or dependent, somebody known in public."),
        ),
        "number_of_people": (
            _("How many people are concerned?"),
            _("Everybody who could be recognised, relatives in the picture too."),
        ),
    }
    return known.get(factor, (factor.replace("_", " ").capitalize(), ""))


def note_words(note: StepNote, when: str) -> str:
    """What became of a step: who was reached and when, or why it is not needed."""
    how = {
        StepState.DONE: "",
        StepState.ASKED: _("asked, not done yet"),
        StepState.NOT_NEEDED: _("not needed"),
    }[note.state]
    parts = (how, note.contacted, when if note.state is not StepState.NOT_NEEDED else "")
    said = ", ".join(part for part in parts if part)
    return f"{said}. {note.words}" if note.words else said
