"""From a draft to the page that reads it back. Without a vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Answer, Draft, DraftImage, Expiry, ShownPage, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient, Supporter, age_on
from consentdesk.domain.readiness import signers
from consentdesk.domain.refusals import Problem
from consentdesk.domain.route import Route
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import signature_holds, signer_names, voided
from consentdesk.domain.understanding import questions_for
from consentdesk.domain.wording import Head
from consentdesk.ui.session.check.state import Cell, CheckState, ImageRow, Line, Section
from consentdesk.ui.words import _, day_in_words, route_words, sentence, understanding_words


@dataclass(frozen=True)
class View:
    """What is read back, in the words of staff. `read_in` says which words the patient read; `month_first` is
    how people here say a date."""

    rules: Rules
    read_in: Head
    draft: Draft
    now: Moment
    month_first: bool = False
    problems: tuple[Problem, ...] = ()

    def state(self, thumbnails: Mapping[str, QImage]) -> CheckState:
        uses = self.rules.wording.uses
        return CheckState(
            sections=(self._patient(), self._signing(), self._explained()),
            uses=tuple(uses[use].short for use in self.draft.offered),
            rows=tuple(self._row(image) for image in self.draft.images),
            no_rows=_("Photographs were refused.") if self.draft.photography_refused else "",
            questions=self._questions(),
            voided=self._voided(),
            problems=tuple((p.where, sentence(p)) for p in self.problems),
            thumbnails=thumbnails,
        )

    def _patient(self) -> Section:
        draft, adult = self.draft, self.draft.representative
        lines = self._who(draft.patient) if draft.patient else []
        if adult is not None:
            lines.append(Line(_("Decides"), f"{adult.name}, {self._term(adult.relationship)}"))
            lines.append(Line(_("By right of"), self._term(adult.authority)))
        lines += [Line(self._term(s.kind).capitalize(), _helper(s)) for s in draft.supporters]
        return Section("patient", _("Patient, and who decides"), Step.PATIENT, tuple(lines))

    def _who(self, patient: Patient) -> list[Line]:
        age = age_on(patient.born, self.now.day, self.rules.pack.ages.leap_birthday)
        path = self.rules.pathway(self.draft, self.now.day)
        assert path is not None
        said = self.rules.wording.terms[path.id].format(name=patient.given_name or patient.name, age=age)
        return [
            Line(_("Name"), patient.name),
            Line(_("Born"), day_in_words(patient.born, self.month_first)),
            Line(_("Record number"), patient.record_number or _("Not provided")),
            Line(_("Who decides"), said),
        ]

    def _signing(self) -> Section:
        roles = signers(self.rules, self.draft, self.now)
        lines = [
            Line(self._term(role).capitalize(), f"{self._name(role)}, {self._signed(role)}") for role in roles
        ]
        lines.append(Line(_("You"), _("say with your code that you explained this")))
        if self.draft.route is not Route.SCREEN:
            lines.append(Line(_("How"), route_words(self.draft.route)))
        return Section("signing", _("Who signs next"), Step.PATIENT, tuple(lines))

    def _name(self, role: str) -> str:
        witness = self.draft.witness if role == "witness" else ""
        return ", ".join(signer_names(self.draft, role)) or witness or _("Not provided")

    def _signed(self, role: str) -> str:
        signature = self.draft.signature(role)
        if signature is None:
            return _("still to sign")
        if not signature_holds(self.draft, role):
            return _("signs again")
        words = {
            Route.SCREEN: _("signed {time}"),
            Route.VERBAL: _("said it aloud {time}"),
            Route.PAPER: _("signed in ink, noted {time}"),
        }
        return words[signature.route].format(time=_time(signature.at))

    def _explained(self) -> Section:
        called = {page.id: page.heading for page in self.rules.pages(self.draft)}
        pages = [page for page in self.draft.explained if page.id in called]
        lines = tuple(Line(_page_time(page), called[page.id]) for page in pages)
        heading = _("Explained, in {language}")
        if not self.read_in.reviewed_by:
            heading = _("Explained, in {language}, in draft words")
        heading = heading.format(language=self.read_in.name)
        return Section("explained", heading, Step.EXPLAIN, lines)

    def _questions(self) -> Line | None:
        questions = questions_for(self.rules, self.draft)
        told = understanding_words(self.draft.asked, len(questions))
        return Line(_("Questions answered"), told) if questions else None

    def _row(self, image: DraftImage) -> ImageRow:
        cells = (self._cell(self.draft.answer(image.source_sha256, use)) for use in self.draft.offered)
        showing = self.draft.shown(image.source_sha256)
        shown = _("shown {time}").format(time=_time(showing.at)) if showing else _("not shown")
        words = "\n".join(part for part in (image.label, shown) if part)
        return ImageRow(image.source_sha256, image.thumbnail_sha256, image.number, words, tuple(cells))

    def _cell(self, given: Answer | None) -> Cell:
        if given is None:
            return Cell(_("Not answered"))
        screen = self.rules.wording.screen
        details = [given.outlet.said] if given.yes and given.outlet else []
        details += [self._until(given.expiry)] if given.yes and given.expiry else []
        details += [_("said aloud")] if given.spoken else []
        return Cell(screen["yes"] if given.yes else screen["no"], "\n".join(details))

    def _until(self, expiry: Expiry) -> str:
        end = day_in_words(expiry.until, self.month_first) if expiry.until else expiry.event
        return _("until {end}").format(end=end)

    def _voided(self) -> str:
        ended = [f"{self._name(role)} ({self._term(role)})" for role in voided(self.draft)]
        if not ended:
            return ""
        words = _("Something was changed after signing. No longer valid: the signature of {people}.")
        return words.format(people=", ".join(ended))

    def _term(self, code: str) -> str:
        return self.rules.wording.terms.get(code, _("Not provided"))


def _helper(supporter: Supporter) -> str:
    return f"{supporter.name}, {supporter.language}" if supporter.language else supporter.name


def _page_time(page: ShownPage) -> str:
    return _time(page.acknowledged_at) if page.acknowledged_at else _("open")


def _time(moment: Moment) -> str:
    return f"{moment.local:%H:%M}"
