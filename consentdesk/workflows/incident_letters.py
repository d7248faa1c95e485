"""The letters of an incident and its report, given as every paper is (R36)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial

from consentdesk.domain.access import Act
from consentdesk.domain.deadlines import strictest
from consentdesk.domain.duties import Tell
from consentdesk.domain.facts import LetterApproved
from consentdesk.domain.incident import Incident, IncidentPaper, IncidentStep
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.incident_letters import (
    DRAFT,
    AuthorityNotice,
    IncidentReport,
    Letter,
    LetterWords,
    MediaNotice,
    PersonLetter,
    Reader,
    ReportedStep,
    Told,
    as_approved,
    reference_of,
    state_of,
    words_problems,
)
from consentdesk.domain.people import Life, Patient, age_on
from consentdesk.domain.receipt import NamedPicture
from consentdesk.domain.refusals import Refusal, refuse, refuse_if_any
from consentdesk.domain.takedown_letter import identifies
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document
from consentdesk.workflows.incident import open_file
from consentdesk.workflows.incident_files import due_dates, next_steps
from consentdesk.workflows.known import images_known, staff_names
from consentdesk.workflows.ports import Vault
from consentdesk.workflows.withdraw import last_record


@needs(Act.LOOK)
def people_in(desk: Desk, incident: str) -> tuple[Patient, ...]:
    """The patients whose images an incident is about, as far as they are known here. Raises Refusal
    `incident_unknown`."""
    return _patients(desk.vault, desk.vault.incident_file(incident).incident)


@needs(Act.LEAD_INCIDENT)
def letter_to_person(desk: Desk, incident: str, patient: str, words: LetterWords) -> Document:
    """The letter to a patient, in the language of their last record; a draft until it is approved as it is.
    Raises Refusal `incident_unknown`, `not_allowed` for whoever may not look at patients, `patient_unknown`,
    `incident_of_others` where no image is theirs, `incident_words_missing` and `text_too_long` by the
    fields of `words`."""
    file = desk.vault.incident_file(incident)
    pictures = _pictures(desk, file.incident, patient)
    if not pictures:
        raise refuse("incident_of_others", "patient")
    last = last_record(desk, patient)
    told = _told(desk, file, words, last.language if last else "")
    who, authority = desk.vault.patient(patient), desk.pack.duties.authority
    letter = PersonLetter(told, who, _reader(desk, who), pictures, authority)
    return _document(desk, file, IncidentPaper.TO_PERSON, letter, patient)


@needs(Act.LEAD_INCIDENT)
def notice_to_authority(desk: Desk, incident: str, words: LetterWords) -> Document:
    """The notice to whoever supervises data protection, in the language of staff. Raises Refusal as
    `letter_to_person` does, and `incident_letter_names_patient`."""
    file = desk.vault.incident_file(incident)
    told = _told(desk, file, _naming_nobody(desk, file, words))
    due = strictest(due_dates(desk, file), Tell.AUTHORITY)
    said = (file.assessment(factor) for factor in desk.pack.duties.breach.factors)
    factors = tuple(assessment for assessment in said if assessment is not None)
    authority, by_when = desk.pack.duties.authority, due.due if due else None
    notice = AuthorityNotice(told, authority, file.affected, factors, file.conclusion, by_when)
    return _document(desk, file, IncidentPaper.TO_AUTHORITY, notice)


@needs(Act.LEAD_INCIDENT)
def notice_to_media(desk: Desk, incident: str, words: LetterWords) -> Document:
    """The notice to the media, in the language of staff, naming nobody. Raises Refusal as
    `notice_to_authority` does."""
    file = desk.vault.incident_file(incident)
    notice = MediaNotice(_told(desk, file, _naming_nobody(desk, file, words)), file.affected)
    return _document(desk, file, IncidentPaper.TO_MEDIA, notice)


@needs(Act.LEAD_INCIDENT)
def approve_letter(desk: Desk, incident: str, paper: IncidentPaper, letter: Document) -> None:
    """Whoever leads has read a letter, and it leaves as it is; with other words it is a draft again. Raises
    Refusal `incident_unknown`, `incident_closed`."""
    file, about = open_file(desk.vault, incident), as_approved(letter.about)
    if about not in file.approved:
        desk.note(LetterApproved(incident, paper, about))


@needs(Act.LEAD_INCIDENT)
def incident_report(desk: Desk, incident: str) -> Document:
    """Everything known of an incident as it stands, for the file. Another state of things is another report.
    Raises Refusal `incident_unknown`."""
    vault, file = desk.vault, desk.vault.incident_file(incident)
    waiting = {step.step for step in next_steps(desk, incident)}
    words = desk.staff_wording.uses
    report = IncidentReport(
        desk.staff_language,
        vault.clinic(),
        desk.now().day,
        vault.me.name,
        vault.me.role,
        reference_of(incident),
        _for_report(desk, file),
        words[file.incident.use].short if file.incident.use in words else file.incident.use,
        tuple(ReportedStep(step, step in waiting) for step in IncidentStep),
        due_dates(desk, file),
        staff_names(vault),
    )
    drawn: Callable[[str], bytes] = partial(_drawn_report, desk, report)
    return Document(IncidentPaper.REPORT, f"{incident}/{state_of(report)}", None, drawn)


def _document(
    desk: Desk, file: IncidentFile, kind: IncidentPaper, letter: Letter, patient: str | None = None
) -> Document:
    about = f"{file.incident.id}/{state_of(letter)}"
    approved = about in file.approved
    final: Letter = replace(letter, told=replace(letter.told, draft=not approved))
    shows = tuple(p.source_sha256 for p in letter.pictures) if isinstance(letter, PersonLetter) else ()
    drawn: Callable[[str], bytes] = partial(_drawn, desk, final, shows)
    return Document(kind, about if approved else f"{about}{DRAFT}", patient, drawn, shows)


def _drawn(desk: Desk, letter: Letter, shows: tuple[str, ...], paper: str) -> bytes:
    lines = images_known(desk.vault, shows)
    thumbnails = {line.source_sha256: desk.vault.blob(line.thumbnail_sha256) for line in lines if line.kept}
    return desk.papers.incident_letter(letter, thumbnails, paper, desk.vault.rehearsal)


def _drawn_report(desk: Desk, report: IncidentReport, paper: str) -> bytes:
    return desk.papers.incident_report(report, paper, desk.vault.rehearsal)


def _for_report(desk: Desk, file: IncidentFile) -> IncidentFile:
    """The file without reports of itself, and with records by the codes that copies have."""
    papers = tuple(line for line in file.papers if line.kind is not IncidentPaper.REPORT)
    found = tuple(replace(then, record=_record_code(desk, then.record)) for then in file.permission)
    return replace(file, papers=papers, permission=found)


def _record_code(desk: Desk, record: str) -> str:
    """Its id where the record was erased since."""
    try:
        return desk.vault.record_line(record).code
    except Refusal:
        return record


def _told(desk: Desk, file: IncidentFile, words: LetterWords, language: str = "") -> Told:
    refuse_if_any(words_problems(words))
    found, me = file.incident, desk.vault.me
    said = LetterWords(*(getattr(words, each.name).strip() for each in fields(words)))
    spoken = language if language in desk.wordings else desk.staff_language
    return Told(
        spoken,
        desk.vault.clinic(),
        desk.now().day,
        me.name,
        me.role,
        reference_of(found.id),
        found.kind,
        found.discovered_at,
        found.placed_on,
        said,
    )


def _naming_nobody(desk: Desk, file: IncidentFile, words: LetterWords) -> LetterWords:
    """The words, where they name none of the patients concerned. What was assessed is told as well."""
    said = {each.name: getattr(words, each.name) for each in fields(words)}
    written = {**said, **{one.factor: one.words for one in file.assessments}}
    patients = _patients(desk.vault, file.incident)
    for where, text in written.items():
        if any(identifies(text, patient) for patient in patients):
            raise refuse("incident_letter_names_patient", where)
    return words


def _patients(vault: Vault, incident: Incident) -> tuple[Patient, ...]:
    lines = images_known(vault, incident.images)
    return tuple(map(vault.patient, dict.fromkeys(line.patient for line in lines)))


def _reader(desk: Desk, patient: Patient) -> Reader:
    last = last_record(desk, patient.id)
    if last is not None and last.circumstances.life is not Life.LIVING:
        return Reader.FAMILY
    ages = desk.pack.ages
    minor = age_on(patient.born, desk.now().day, ages.leap_birthday) < ages.majority
    return Reader.MINOR if minor else Reader.PATIENT


def _pictures(desk: Desk, incident: Incident, patient: str) -> tuple[NamedPicture, ...]:
    mine = [line for line in images_known(desk.vault, incident.images) if line.patient == patient]
    codes = {line.id: line.code for line in desk.vault.records_of(patient)}
    return tuple(
        NamedPicture(n, line.source_sha256, line.label, _code(desk, line.source_sha256, codes))
        for n, line in enumerate(mine, start=1)
    )


def _code(desk: Desk, source_sha256: str, codes: dict[str, str]) -> str:
    spoken_of = desk.vault.decisions_on(source_sha256)
    return codes.get(spoken_of[-1].record, "") if spoken_of else ""
