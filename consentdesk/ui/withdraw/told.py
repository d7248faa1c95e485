"""What the page says of a patient, of who may ask, and of what follows. Without a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtGui import QImage

from consentdesk.domain.duties import Kept, Retention
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pathway import pathway_for
from consentdesk.domain.people import Circumstances, Life, Patient, Representative
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.withdrawal import Asker, entitled
from consentdesk.domain.wording import Wording
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.withdraw.state import NOT_SHOWN, Choice, Form, WithdrawState
from consentdesk.ui.words import _, ngettext
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import open_patient
from consentdesk.workflows.withdraw import Reach, last_record

OF_THE_LAW = ("personal_representative",)  # related by a court, not by family
COPIED = frozenset({PlaceKind.WEBSITE, PlaceKind.SOCIAL_POST, PlaceKind.TEACHING_FILE})


@dataclass(frozen=True)
class Known:
    """A patient and what their last record says of who decides; the clinic's rules, today, and the words for
    staff."""

    patient: Patient
    images: tuple[ImageLine, ...]
    pictures: dict[str, QImage]
    circumstances: Circumstances
    representative: Representative | None
    pack: RulePack
    words: Wording
    today: date


def read(desk: Desk, patient: str) -> Known:
    """Raises Refusal `patient_unknown`."""
    file, last = open_patient(desk, patient), last_record(desk, patient)
    return Known(
        *(file.patient, file.images, thumbnails(desk, file.images)),
        last.circumstances if last else Circumstances(),
        last.representative if last else None,
        *(desk.pack, desk.staff_wording, desk.now().day),
    )


def opened(state: WithdrawState, known: Known, image: str, use: str) -> WithdrawState:
    """The state with everything that can be chosen; what the way here named is chosen already."""
    images = tuple(choice(known, line) for line in known.images)
    uses = tuple(Choice(u.id, known.words.uses[u.id].short) for u in known.pack.uses)
    form = replace(state.form, images=(image,) if image else (), uses=(use,) if use else ())
    return replace(
        state,
        name=known.patient.name,
        form=form,
        images=images,
        uses=uses,
        askers=_askers(known),
        loaded=True,
    )


def choice(known: Known, line: ImageLine) -> Choice:
    words = line.label or line.source_sha256[:6]
    return Choice(line.source_sha256, words, known.pictures.get(line.source_sha256, QImage()))


def described(state: WithdrawState, known: Known) -> WithdrawState:
    """The state with what the choice of who asks leaves to be chosen, and what comes of it."""
    form = state.form
    path = pathway_for(known.pack, known.patient.born, known.circumstances, known.today)
    relationships: Iterable[str] = path.relationships
    if form.who == Asker.FAMILY:
        kin = known.pack.pathway(Life.DECEASED.value)
        relationships = [r for r in kin.relationships if r not in OF_THE_LAW]
    asks = form.who in (Asker.REPRESENTATIVE, Asker.FAMILY)
    represents = form.who == Asker.REPRESENTATIVE
    none_shown = Option(NOT_SHOWN, _("None was shown"))
    return replace(
        state,
        asker=_asker(known, form) if form.as_last else "",
        relationships=_options(known, relationships) if asks else (),
        authorities=(*_options(known, path.authorities), none_shown) if represents else (),
        suspends=_suspends(known, form),
    )


def with_representative(form: Form, known: Known) -> Form:
    """Where nobody is named, whoever decided last time; else the authority that usually goes with it."""
    last = known.representative
    if form.who == Asker.REPRESENTATIVE and last is not None and not form.name:
        said = replace(form, name=last.name, relationship=last.relationship, authority=last.authority)
        return replace(said, as_last=True)
    return form


def _asker(known: Known, form: Form) -> str:
    terms, words = known.words.terms, _("{name}, {relationship} ({authority})")
    relationship = terms.get(form.relationship, form.relationship)
    authority = terms.get(form.authority, form.authority)
    return words.format(name=form.name, relationship=relationship, authority=authority)


def usual_authority(form: Form, known: Known) -> Form:
    path = pathway_for(known.pack, known.patient.born, known.circumstances, known.today)
    return replace(form, authority=path.usual_authority(form.relationship))


def follows(reach: Reach | None) -> tuple[str, ...]:
    """What will be done, what cannot be undone, what has to be kept (R31–R33)."""
    same = _("Care stays the same. The record of the consent stays.")
    if reach is None:
        return (same,)
    kinds = {line.placement.kind for line in reach.places}
    count = len(reach.places)
    places = ngettext(
        "It comes down from {count} place: a take-down opens for it.",
        "It comes down from {count} places: a take-down opens for each.",
        count,
    )
    said = (
        [] if reach.allowed_today else [_("None of it is allowed today. It can be withdrawn all the same.")]
    )
    said.append(
        places.format(count=count) if count else _("No place is known that it has to come down from.")
    )
    if PlaceKind.PRINT in kinds:
        said.append(_("What is printed cannot be retracted."))
    if kinds & COPIED:
        said.append(_("What others downloaded is beyond the clinic's control."))
    said += [_kept(rule) for rule in reach.has_to_keep if rule.kept is Kept.MEDICAL_RECORD]
    return (*said, same)


def _kept(rule: Retention) -> str:
    words = _("The law has the clinic keep the medical record for at least {years} years.")
    return words.format(years=rule.years)


def _suspends(known: Known, form: Form) -> bool:
    """Whether it would only be held back, as far as was said."""
    if not form.who:
        return False
    asking = replace(form, way=form.way or "letter").asking(known.patient.name)
    assert asking is not None
    if form.who == Asker.REPRESENTATIVE and not form.authority:
        return False
    return not entitled(known.pack, known.patient.born, known.circumstances, asking, known.today)


def _askers(known: Known) -> tuple[Option, ...]:
    path = pathway_for(known.pack, known.patient.born, known.circumstances, known.today)
    lives = known.circumstances.life is Life.LIVING
    patient = Option(Asker.PATIENT, _("The patient"))
    standing_in = Option(Asker.REPRESENTATIVE, _("Representative") if lives else _("Next of kin"))
    family = Option(Asker.FAMILY, _("Other family"))
    return (
        *([patient] if lives else []),
        *([standing_in] if path.has_representative else []),
        family,
    )


def _options(known: Known, codes: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(code, known.words.terms[code]) for code in codes)
