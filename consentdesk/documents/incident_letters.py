"""Letters of an incident: to the patient in plain words, to the authority and to the media without a name
(R36). A draft says so at its head and on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consentdesk.documents.composing import ACCENT_SOFT, BODY, NOTE, TITLE, Composer
from consentdesk.documents.press.blocks import Block, Box, Cards, Columns, Stack
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.receipts import IN_A_ROW, PatientPaper
from consentdesk.documents.sheet import SECTION_GAP, masthead, print_sheet, section
from consentdesk.documents.words import Words
from consentdesk.domain.incident import Affected, Assessment
from consentdesk.domain.incident_letters import (
    AuthorityNotice,
    MediaNotice,
    PersonLetter,
    Reader,
    Told,
)
from consentdesk.domain.people import Clinic

LABEL_SHARE, VALUE_SHARE = 1.0, 3.0
DRAFT_BORDER = "#8a5a00"


@dataclass(frozen=True)
class LetterToPerson(PatientPaper):
    """One letter to a patient in the making."""

    TITLE_IN_FILE = "Letter"

    letter: PersonLetter

    def printed_on(self, paper: str) -> bytes:
        return self._print(paper, self._blocks(), footer(self._words, "incident.footer", self.letter.told))

    def _blocks(self) -> Iterator[Block]:
        told, words, family = self.letter.told, self._words, self.letter.reader is Reader.FAMILY
        title = "incident.title_family" if family else "incident.title"
        day, number = words.day(told.day), told.reference
        when = self.composer.say("incident.subtitle", NOTE, date=day, reference=number)
        yield self._masthead(told.clinic, title, when)
        yield from draft_mark(self.composer, told)
        yield from section(self._opening())
        yield from section(self._happened())
        yield from section(self._seen_by_others())
        yield from section(written(self.composer, "incident.done", told.words.done))
        yield from section(self._can_do())
        yield self._care(family)
        yield closing(self.composer, told, self._whom_to_ask(told.clinic))

    def _opening(self) -> Iterator[Block]:
        yield self.composer.say(
            f"incident.greeting_{self.letter.reader}", after=4, name=self.letter.patient.name
        )
        yield self.composer.say("incident.regret")

    def _happened(self) -> Iterator[Block]:
        told, say, words = self.letter.told, self.composer.say, self._words
        where = words[f"receipt.kind_{told.kind}"]
        yield self.composer.heading("incident.happened")
        if self.letter.reader is Reader.FAMILY:
            yield say("incident.place_family", after=3, where=where, name=self.letter.patient.name)
        else:
            yield say("incident.place", after=3, where=where)
        yield say("incident.found", after=3, date=words.day(told.discovered_at.day))
        if told.placed_on:
            yield say("incident.since", after=3, date=words.day(told.placed_on))
        yield from paragraphs(self.composer, told.words.happened)

    def _seen_by_others(self) -> Iterator[Block]:
        yield self.composer.heading("incident.seen")
        pictures = self.letter.pictures
        for first in range(0, len(pictures), IN_A_ROW):
            row = tuple(Box(self._picture(p), padding=0) for p in pictures[first : first + IN_A_ROW])
            yield Cards(row, IN_A_ROW, after=6, rtl=self._words.rtl)
        yield from paragraphs(self.composer, self.letter.told.words.seen)

    def _can_do(self) -> Iterator[Block]:
        yield self.composer.heading("incident.can")
        for key in ("can_ask", "can_take_back", "can_tell"):
            yield self.composer.say(f"incident.{key}", after=3)
        if self.letter.authority:
            yield self.composer.say("incident.can_complain", after=3, authority=self.letter.authority)
        yield from paragraphs(self.composer, self.letter.told.words.can_do)

    def _care(self, family: bool) -> Block:
        title = self._words["care_in_memory.title" if family else "care.title"]
        return Box(self.composer.quote(title, BODY, BOLD), fill=ACCENT_SOFT, padding=9, after=SECTION_GAP)

    def _whom_to_ask(self, clinic: Clinic) -> Iterator[Block]:
        yield self.composer.heading("receipt.ask_heading")
        yield self.composer.say("incident.ask", after=2, reference=self.letter.told.reference)
        yield contact(self.composer, clinic)


@dataclass(frozen=True)
class Notice:
    """One notice in the making; it names no patient."""

    composer: Composer
    notice: AuthorityNotice | MediaNotice
    rehearsal: bool

    def printed_on(self, paper: str) -> bytes:
        foot = footer(self._words, "incident_notice.footer", self.notice.told)
        return print_sheet(self.composer, paper, self._blocks(), foot, self.rehearsal, "Notice")

    @property
    def _words(self) -> Words:
        return self.composer.words

    def _blocks(self) -> Iterator[Block]:
        told, quote = self.notice.told, self.composer.quote
        to = "authority" if isinstance(self.notice, AuthorityNotice) else "media"
        title = quote(self._words[f"incident_notice.title_{to}"], TITLE, BOLD)
        yield masthead(self.composer, told.clinic, title, quote(self._words.day(told.day), NOTE))
        yield from draft_mark(self.composer, told)
        yield from section(self._facts())
        yield from section(written(self.composer, "incident_notice.happened", told.words.happened))
        yield from section(written(self.composer, "incident_notice.seen", told.words.seen))
        if isinstance(self.notice, AuthorityNotice):
            yield from self._assessed(self.notice)
        yield from section(written(self.composer, "incident_notice.done", told.words.done))
        yield from section(self._can_do())
        yield closing(self.composer, told, self._whom_to_ask())

    def _facts(self) -> Iterator[Block]:
        notice, words, told = self.notice, self._words, self.notice.told
        since = words.day(told.placed_on) if told.placed_on else words["incident_notice.unknown_since"]
        facts = {
            "to": notice.authority if isinstance(notice, AuthorityNotice) else "",
            "reference": told.reference,
            "kind": words[f"receipt.kind_{told.kind}"],
            "found": words.moment(told.discovered_at),
            "since": since,
            "people": counted(words, notice.affected),
        }
        if isinstance(notice, AuthorityNotice) and notice.due:
            facts["due"] = words.moment(notice.due)
        for key, value in facts.items():
            if value:
                yield labelled(self.composer, f"incident_notice.{key}", value)

    def _assessed(self, notice: AuthorityNotice) -> Iterator[Block]:
        yield self.composer.heading("incident_notice.factors")
        for factor in notice.factors:
            yield from assessed(self.composer, factor)
        said = notice.conclusion
        risk = f"risk_{said.risk}" if said else "open"
        yield self.composer.heading("incident_notice.conclusion")
        yield self.composer.quote(self._words[f"incident_notice.{risk}"], BODY, BOLD, after=2)
        yield from section(paragraphs(self.composer, said.words if said else ""))

    def _can_do(self) -> Iterator[Block]:
        yield from written(self.composer, "incident_notice.can", self.notice.told.words.can_do)
        yield self.composer.say("incident_notice.can_ask", after=3)
        yield self.composer.say("incident_notice.nobody", after=3)
        if isinstance(self.notice, MediaNotice):
            yield self.composer.say("incident_notice.leave_them")

    def _whom_to_ask(self) -> Iterator[Block]:
        yield self.composer.heading("incident_notice.contact")
        yield contact(self.composer, self.notice.told.clinic)


def draft_mark(composer: Composer, told: Told) -> Iterator[Block]:
    """What stands at the head of a letter that nobody has approved."""
    if told.draft:
        yield Box(composer.say("incident.draft"), border=DRAFT_BORDER, padding=9, after=SECTION_GAP)


def footer(words: Words, key: str, told: Told) -> str:
    foot = words.fill(key, reference=told.reference)
    return f"{words['incident.draft_short']} · {foot}" if told.draft else foot


def written(composer: Composer, heading: str, text: str) -> Iterator[Block]:
    """What the clinic says in its own words, below its heading."""
    yield composer.heading(heading)
    yield from paragraphs(composer, text)


def paragraphs(composer: Composer, text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if line.strip():
            yield composer.quote(line.strip(), after=3)


def assessed(composer: Composer, factor: Assessment) -> Iterator[Block]:
    """A factor by its name, and what was written of it; one of the clinic's own is called as in its pack."""
    key = f"incident_factor.{factor.factor}"
    name = composer.words.templates.get(key, factor.factor.replace("_", " ").capitalize())
    yield Stack((composer.quote(name, BODY, BOLD, after=2),), keep_with_next=True)
    yield from section(paragraphs(composer, factor.words))


def counted(words: Words, affected: Affected | None) -> str:
    """How many people, and how many of them in each state."""
    if affected is None:
        return words["incident_notice.unknown"]
    states = words["form.comma"].join(f"{each.state} {each.residents}" for each in affected.in_states)
    return f"{affected.people} ({states})" if states else str(affected.people)


def labelled(composer: Composer, key: str, value: str) -> Block:
    cells = (composer.quote(composer.words[key], NOTE), composer.quote(value, BODY))
    return Columns(cells, (LABEL_SHARE, VALUE_SHARE), after=3, rtl=composer.rtl)


def contact(composer: Composer, clinic: Clinic) -> Block:
    """Who answers at the clinic, and by which ways."""
    ways = " · ".join(w for w in (clinic.contact.telephone, clinic.contact.email, clinic.contact.post) if w)
    return Stack((composer.quote(clinic.contact.name, BODY, BOLD), composer.quote(ways)))


def closing(composer: Composer, told: Told, whom_to_ask: Iterator[Block]) -> Block:
    """Whom to ask, and beside it who signs: on one page."""
    quote = composer.quote
    by = (quote(told.by, BODY, BOLD), quote(told.by_role, NOTE), quote(told.clinic.name, NOTE))
    return Columns((Stack(tuple(whom_to_ask)), Stack(by)), (1.9, 1), 20, rtl=composer.rtl)
