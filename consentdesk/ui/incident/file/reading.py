"""An incident as its page shows it. Without a window."""

from __future__ import annotations

from consentdesk.domain.access import Act
from consentdesk.domain.deadlines import Holds
from consentdesk.domain.incident import IncidentPaper, IncidentStep, IncidentTask, StepState
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.incident_steps import FOR_WHO_LEADS, TOLD
from consentdesk.ui.incident.clocks import due_words
from consentdesk.ui.incident.file.state import FileState, StepRow, TaskRow, Way
from consentdesk.ui.incident.papers import page_of_paper, paper_words, step_of
from consentdesk.ui.incident.room import Room, name_of, title_of
from consentdesk.ui.incident.told import place_words, risk_words, step_words
from consentdesk.ui.incident.ways import page_of
from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.words import _, ngettext, pgettext
from consentdesk.workflows.incident_files import Situation


def shown(room: Room, known: Situation) -> FileState:
    """The page of an incident, for whoever sits at the desk."""
    file = known.file
    closed = _("Closed on {when}. It stays readable as it is.")
    return FileState(
        title=title_of(room, file.incident),
        found=_found(room, file),
        pictures=_pictures(known),
        steps=tuple(_row(room, known, step) for step in IncidentStep),
        tasks=tuple(_task(room, known, task) for task in file.tasks),
        papers=_papers(known),
        next=_next(known),
        page=file.incident.id,
        leads=Act.LEAD_INCIDENT in known.acts,
        closed=closed.format(when=room.when(file.closed_at)) if file.closed_at else "",
        loaded=True,
    )


def _found(room: Room, file: IncidentFile) -> tuple[str, ...]:
    told = file.incident
    noticed = _("{kind}, noticed by {name}").format(kind=place_words(told.kind), name=told.found_by)
    discovered = _("Discovered on {when}").format(when=room.when(told.discovered_at))
    return tuple(filter(None, (told.link or told.where, noticed, discovered, told.what)))


def _pictures(known: Situation) -> tuple[Way, ...]:
    """The images that it is about, for whoever may ask about them."""
    images = known.file.incident.images
    if not images or Act.ASK_USE not in known.acts:
        return ()
    words = ngettext("{count} picture of ours", "{count} pictures of ours", len(images)).format(
        count=len(images)
    )
    return (Way("open_pictures", words, " ".join(images), "may_use"),)


def _row(room: Room, known: Situation, step: IncidentStep) -> StepRow:
    waits = {each.step for each in known.open_steps}
    badge, mood = _badge(known, step, step in waits)
    leads = _("Go on") if step in waits and _may(known, step) else _("See")
    return StepRow(
        step.value, step_words(step), badge, mood, _detail(room, known, step), page_of(known, step), leads
    )


def _badge(known: Situation, step: IncidentStep, waits: bool) -> tuple[str, Mood]:
    note = known.file.note(step)
    if waits:
        asked = note is not None and note.state is StepState.ASKED
        return (
            (_("Asked"), "warn")
            if asked
            else (pgettext("incidents", "Open"), "bad" if step is IncidentStep.TAKE_DOWN else "warn")
        )
    if note is not None and note.state is StepState.DONE:
        return _("Done"), "good"
    told = step in TOLD or (note is not None and note.state is StepState.NOT_NEEDED)
    return (_("Not needed"), "info") if told else (_("Done"), "good")


def _may(known: Situation, step: IncidentStep) -> bool:
    return step not in FOR_WHO_LEADS or Act.LEAD_INCIDENT in known.acts


def _detail(room: Room, known: Situation, step: IncidentStep) -> str:
    """Who and when, or how far it is."""
    note = known.file.note(step)
    if note is not None:
        same_day = note.at.day == known.file.incident.discovered_at.day
        when = f"{note.at.local:%H:%M}" if same_day else room.day(note.at.day)
        if note.state is StepState.NOT_NEEDED:
            return note.words
        there = _still_there(known) if step is IncidentStep.TAKE_DOWN else ""
        return ", ".join(filter(None, (note.contacted, when, there)))
    if step in TOLD:
        waits = next(
            (each.deadline for each in known.open_steps if each.step is step and each.deadline), None
        )
        return due_words(room, waits) if waits else ""
    return {
        IncidentStep.EVIDENCE: _evidence(known),
        IncidentStep.PERMISSION: _permission(known),
        IncidentStep.FACTORS: _risk(known),
        IncidentStep.PEOPLE: _people(known),
    }.get(step, "")


def _still_there(known: Situation) -> str:
    """That somebody said it is down, and nobody has shown it."""
    waits = any(each.step is IncidentStep.TAKE_DOWN for each in known.open_steps)
    return _("not shown yet that it is gone") if waits and known.removals else ""


def _evidence(known: Situation) -> str:
    count = len(known.file.evidence)
    return ngettext("{count} file", "{count} files", count).format(count=count) if count else ""


def _permission(known: Situation) -> str:
    verdicts = known.verdicts.values()
    if not verdicts:
        return _("Not known yet")
    return _("Yes") if all(verdict.allowed for verdict in verdicts) else _("No")


def _risk(known: Situation) -> str:
    concluded = known.file.conclusion
    if concluded is not None:
        return risk_words(concluded.risk)
    done = len({said.factor for said in known.file.assessments})
    return _("{done} of {total} written").format(done=done, total=done + len(known.factors))


def _people(known: Situation) -> str:
    counted = known.file.affected
    if counted is None:
        return ""
    return ngettext("{count} person", "{count} people", counted.people).format(count=counted.people)


def _task(room: Room, known: Situation, task: IncidentTask) -> TaskRow:
    due = _("by {day}").format(day=room.day(task.due)) if task.due else ""
    done = _("done") if task.done else ""
    late = not task.done and task.due is not None and task.due < room.now.day
    detail = ", ".join(filter(None, (name_of(known.names, task.owner), due, done)))
    return TaskRow(task.id, task.words, detail, task.done, late)


def _papers(known: Situation) -> tuple[Way, ...]:
    """For whoever leads, and may give papers: the report, and the letters to those who have to be told."""
    if not known.acts >= {Act.LEAD_INCIDENT, Act.GIVE_COPY}:
        return ()
    incident = known.file.incident.id
    return tuple(
        Way(f"paper_{paper.value}", paper_words(paper), page_of_paper(incident, paper))
        for paper in IncidentPaper
        if paper is IncidentPaper.REPORT or _is_told(known, paper)
    )


def _is_told(known: Situation, paper: IncidentPaper) -> bool:
    """Whether somebody has, or may have, to be told with this letter."""
    step = step_of(paper)
    told = (d for d in known.deadlines if step is not None and d.duty.tell is TOLD[step])
    return known.file.closed_at is None and any(d.holds is not Holds.NO for d in told)


def _next(known: Situation) -> Way | None:
    """The next step that whoever sits here can do; closing where none is left."""
    incident = known.file.incident.id
    if known.file.closed_at is not None:
        return None
    for each in known.open_steps:
        if _may(known, each.step):
            return Way(
                "next_step", _("Next: {step}").format(step=step_words(each.step)), page_of(known, each.step)
            )
    if Act.LEAD_INCIDENT not in known.acts:
        return None
    return Way("next_step", _("Close the incident…"), f"close:{incident}")
