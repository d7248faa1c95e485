"""The report of an incident, for the file: everything that was found, done and decided, in order (R36, R37).
It names no patient by itself; what people wrote stands as they wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from consentdesk.documents.composing import ACCENT_SOFT, BODY, NOTE, SMALL, TITLE, Composer
from consentdesk.documents.incident_letters import assessed, counted, labelled, paragraphs
from consentdesk.documents.press.blocks import Block, Box, Columns, Stack, Table
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.paper import Style
from consentdesk.documents.sheet import SECTION_GAP, masthead, print_sheet, section
from consentdesk.documents.words import Words
from consentdesk.domain import facts
from consentdesk.domain.deadlines import Deadline
from consentdesk.domain.incident import Evidence, IncidentStep, IncidentTask, PermissionThen, StepNote
from consentdesk.domain.incident_file import Noted, PaperLine
from consentdesk.domain.incident_letters import DRAFT, IncidentReport, ReportedStep
from consentdesk.domain.incident_steps import TOLD

STEP_KEYS = {
    IncidentStep.PERMISSION: "permission_step",
    IncidentStep.FACTORS: "factors_step",
    IncidentStep.PEOPLE: "people_step",
}
HASH_A_LINE = 32


@dataclass(frozen=True)
class ReportOfIncident:
    """One report in the making."""

    composer: Composer
    report: IncidentReport
    rehearsal: bool

    def printed_on(self, paper: str) -> bytes:
        foot = self._words.fill("incident_report.footer", reference=self.report.reference)
        return print_sheet(self.composer, paper, self._blocks(), foot, self.rehearsal, "Report")

    @property
    def _words(self) -> Words:
        return self.composer.words

    def _blocks(self) -> Iterator[Block]:
        report, said = self.report, self.report.file
        yield self._masthead()
        yield self._standing()
        yield from self._section("found", self._found())
        yield from self._section("permission", map(self._permission, said.permission), "no_permission")
        yield from self._section("steps", self._steps())
        yield from self._section("assessment", self._assessment(), "not_assessed")
        yield from self._section("people", self._people())
        yield from self._section("deadlines", self._deadlines())
        yield from self._section("kept", map(self._evidence, said.evidence), "nothing_kept")
        yield from self._section("papers", map(self._paper, said.papers), "no_papers")
        yield from self._section("tasks", self._tasks(), "no_tasks")
        yield from self._section("timeline", map(self._told, said.timeline))
        yield self._say("prepared", NOTE, name=report.by, role=report.by_role)

    def _masthead(self) -> Block:
        title = self.composer.quote(self._key("title"), TITLE, BOLD)
        day, number = self._words.day(self.report.day), self.report.reference
        when = self._say("subtitle", NOTE, date=day, reference=number)
        return masthead(self.composer, self.report.clinic, title, when)

    def _standing(self) -> Block:
        closed = self.report.file.closed_at
        said = self._say("closed", moment=self._words.moment(closed)) if closed else self._say("still_open")
        return Box(said, fill=ACCENT_SOFT, padding=9, after=SECTION_GAP)

    def _section(self, heading: str, blocks: Iterator[Block], nothing: str = "") -> Iterator[Block]:
        every = list(blocks)
        yield self.composer.heading(f"incident_report.{heading}")
        none = [self.composer.quote(self._key(nothing), NOTE)] if nothing else []
        yield from section(iter(every or none))

    def _found(self) -> Iterator[Block]:
        found, words, file = self.report.file.incident, self._words, self.report.file
        since = words.day(found.placed_on) if found.placed_on else self._key("unknown")
        told = {
            "found_as": self._key(f"found_{found.found_as}"),
            "kind": words[f"receipt.kind_{found.kind}"],
            "where": found.where,
            "link": found.link,
            "outlet": found.outlet,
            "use": self.report.use,
            "found_by": found.found_by,
            "discovered": words.moment(found.discovered_at),
            "entered": f"{words.moment(file.opened_at)} · {self._name(file.opened_by)}",
            "since": since,
            "images": words["form.apart"].join(map(_in_lines, found.images)),
        }
        for key, value in told.items():
            if value:
                yield labelled(self.composer, f"incident_report.{key}", value)
        yield from paragraphs(self.composer, found.what)

    def _permission(self, then: PermissionThen) -> Block:
        words, day = self._words, self._words.day(then.on)
        if then.allowed:
            said = self._say("permitted", date=day, record=then.record)
        else:
            reasons = words["form.comma"].join(map(self._reason, then.reasons))
            said = self._say("not_permitted", date=day, reasons=reasons)
        lines: list[Block] = [said, self.composer.quote(_in_lines(then.image), NOTE)]
        if then.asked_at:
            lines.insert(1, self._say("told_before", moment=words.moment(then.asked_at)))
        return Stack(tuple(lines), after=5)

    def _reason(self, code: str) -> str:
        return self._words.templates.get(f"incident_report.reason_{code}", code)

    def _steps(self) -> Iterator[Block]:
        yield self._table(
            ("step", "became", "contacted"), (1.3, 2.4, 1.8), list(map(self._step, self.report.steps))
        )

    def _step(self, step: ReportedStep) -> tuple[str, ...]:
        note = self.report.file.note(step.step)
        name = self._key(STEP_KEYS.get(step.step, step.step))
        if note is None:
            return name, self._key(self._unnoted(step)), ""
        state = self._key("state_open" if step.open and note.state.settles else f"state_{note.state}")
        return name, "\n".join(filter(None, (state, note.words))), self._contacted(note)

    def _unnoted(self, step: ReportedStep) -> str:
        if step.open:
            return "state_open"
        return "state_not_asked" if step.step in TOLD else "state_done"

    def _contacted(self, note: StepNote) -> str:
        return "\n".join(filter(None, (note.contacted, self._words.moment(note.at))))

    def _assessment(self) -> Iterator[Block]:
        file = self.report.file
        last = {one.factor: one for one in file.assessments}
        for factor in last.values():
            yield from assessed(self.composer, factor)
        if file.conclusion:
            risk = self._words[f"incident_notice.risk_{file.conclusion.risk}"]
            yield self.composer.quote(risk, BODY, BOLD, after=2)
            yield from paragraphs(self.composer, file.conclusion.words)

    def _people(self) -> Iterator[Block]:
        affected = self.report.file.affected
        told = counted(self._words, affected)
        yield self._say("counted", people=told) if affected else self._say("not_counted")

    def _deadlines(self) -> Iterator[Block]:
        rows = list(map(self._deadline, self.report.deadlines))
        yield self._table(("who", "holds", "by_when"), (2, 1.6, 1.8), rows)

    def _deadline(self, deadline: Deadline) -> tuple[str, ...]:
        duty, words = deadline.duty, self._words
        who = [self._key(duty.tell)]
        if duty.from_people > 1:
            who.append(words.fill("incident_report.from_people", people=str(duty.from_people)))
        if duty.up_to_people:
            who.append(words.fill("incident_report.up_to_people", people=str(duty.up_to_people)))
        due = words.moment(deadline.due) if deadline.due else self._key("no_figure")
        return words["form.comma"].join(who), self._key(f"holds_{deadline.holds}"), due

    def _evidence(self, kept: Evidence) -> Block:
        pages = self._say("pages", NOTE, count=str(len(kept.pages)))
        named = [self.composer.quote(kept.words)] if kept.words else []
        return Stack(
            (*named, self.composer.quote(f"SHA-256 {_in_lines(kept.file_sha256)}", NOTE), pages), after=5
        )

    def _paper(self, line: PaperLine) -> Block:
        words, name = self._words, self._key(line.kind)
        key = f"given_{line.given}" if line.given else "not_given"
        became = words.fill(f"incident_report.{key}", moment=words.moment(line.given_at or line.at))
        draft = f" ({self._key('draft')})" if line.about.endswith(DRAFT) else ""
        return Stack((self.composer.quote(f"{name}{draft}"), self.composer.quote(became, NOTE)), after=5)

    def _tasks(self) -> Iterator[Block]:
        rows = list(map(self._task, self.report.file.tasks))
        if rows:
            yield self._table(("task", "owner", "due", "became"), (3, 1.4, 1.3, 1), rows)

    def _task(self, task: IncidentTask) -> tuple[str, ...]:
        due = self._words.day(task.due) if task.due else ""
        state = self._key("state_done" if task.done else "state_open")
        return task.words, self._name(task.owner), due, state

    def _told(self, noted: Noted) -> Block:
        kind = noted.body.KIND
        words, quote = self._words, self.composer.quote
        when = Stack((quote(words.moment(noted.at), NOTE), quote(self._name(noted.by), NOTE)))
        about = _ABOUT[type(noted.body)](noted.body, self._key) if type(noted.body) in _ABOUT else ""
        said = Stack(
            (quote(self._key(f"said_{kind}"), SMALL, BOLD), *([quote(about, SMALL)] if about else []))
        )
        return Columns((when, said), (1.5, 3), 12, 4, after=2, ruled=True, rtl=self.composer.rtl)

    def _table(self, heads: tuple[str, ...], shares: tuple[float, ...], rows: list[tuple[str, ...]]) -> Block:
        quote, rtl = self.composer.quote, self.composer.rtl
        head = tuple(quote(self._key(key), NOTE, BOLD) for key in heads)
        body = (tuple(self._cell(text) for text in row) for row in rows)
        made = [Columns(cells, shares, 10, 4, after=3, ruled=True, rtl=rtl) for cells in (head, *body)]
        return Table(made[0], tuple(made[1:]))

    def _cell(self, text: str) -> Block:
        lines = tuple(self.composer.quote(line, SMALL) for line in text.splitlines())
        return Stack(lines or (self.composer.quote("", SMALL),))

    def _name(self, member: str) -> str:
        return self.report.names.get(member, member)

    def _key(self, name: str) -> str:
        return self._words[f"incident_report.{name}"]

    def _say(self, key: str, style: Style = BODY, **values: str) -> Block:
        return self.composer.say(f"incident_report.{key}", style, 0, **values)


def _in_lines(sha256: str) -> str:
    """A hash as it wraps."""
    return " ".join(sha256[at : at + HASH_A_LINE] for at in range(0, len(sha256), HASH_A_LINE))


def _step_told(body: facts.IncidentStepNoted, key: Callable[[str], str]) -> str:
    step = key(STEP_KEYS.get(body.note.step, body.note.step))
    return " · ".join(filter(None, (step, key(f"state_{body.note.state}"), body.note.contacted)))


_ABOUT: Mapping[type, Callable[..., str]] = {
    facts.IncidentOpened: lambda body, key: body.incident.where or body.incident.link,
    facts.IncidentStepNoted: _step_told,
    facts.PeopleCounted: lambda body, key: str(body.affected.people),
    facts.EvidenceKept: lambda body, key: body.evidence.words,
    facts.IncidentTaskSet: lambda body, key: body.task.words,
    facts.IncidentClosed: lambda body, key: body.words,
}
