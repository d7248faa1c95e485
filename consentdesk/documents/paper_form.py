"""The form of a session to be signed in ink: the answers as given, the statements word for word, a block for
each signature, and on each page a code that says which page of which form it is (R17, R20, R21, R22)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from consentdesk.documents.composing import ACCENT_SOFT, BODY, NOTE, TITLE, Composer
from consentdesk.documents.consent_copy import IN_MEMORY
from consentdesk.documents.decided import as_it_stands
from consentdesk.documents.decisions import Authorisation, Decisions
from consentdesk.documents.explained import explained
from consentdesk.documents.people import (
    FRAME_GAP,
    Adults,
    departure,
    helping,
    permitting,
    role_words,
    why_them,
)
from consentdesk.documents.press.blocks import Block, Box, Stack, rule
from consentdesk.documents.press.faces import BOLD, Faces
from consentdesk.documents.press.figures import QrCode
from consentdesk.documents.press.flow import Area, flow
from consentdesk.documents.press.paper import Paper
from consentdesk.documents.sheet import (
    FOOT,
    MARGIN,
    SECTION_GAP,
    SIZES,
    TOP,
    mark_rehearsal,
    masthead,
    section,
)
from consentdesk.documents.signing_lines import Signer, signing_block
from consentdesk.documents.words import Words, read_words
from consentdesk.domain.draft import Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.pathway import departs
from consentdesk.domain.people import Member, Patient, age_on
from consentdesk.domain.readiness import signers
from consentdesk.domain.route import PageCode
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import signer_names

TITLE_IN_FILE = "Consent form"
CODE_SIDE = 68.0  # 24 mm: a phone that sees the whole page still sees each module
QUIET = 10.0
BOTTOM = FOOT + CODE_SIDE + QUIET


class PaperForms:
    """Writes forms to be signed, one at a time. Faces are opened and words read when first needed, and
    kept."""

    def __init__(self, fonts_dir: Path, copy_dir: Path, statements_dir: Path) -> None:
        self._faces = Faces(fonts_dir)
        self._words = lru_cache(lambda language: read_words(copy_dir, statements_dir, language))

    def paper_form(
        self,
        rules: Rules,
        draft: Draft,
        explainer: Member,
        thumbnails: Mapping[str, bytes],
        form_id: str,
        paper: str,
        rehearsal: bool,
        now: Moment,
    ) -> tuple[bytes, int]:
        """The form as PDF in the session's language, and how many pages it has. `thumbnails` are JPEG bytes
        by source hash; `paper` is "A4" or "Letter"."""
        assert draft.patient is not None
        words = self._words(draft.language)
        composer = Composer(self._faces, replace(words, terms={**words.terms, **rules.wording.terms}))
        form = Form(composer, rules, draft, draft.patient, explainer, thumbnails, form_id, rehearsal, now)
        return form.printed_on(SIZES[paper])


@dataclass(frozen=True)
class Form:
    """One form in the making."""

    composer: Composer
    rules: Rules
    draft: Draft
    patient: Patient
    explainer: Member
    thumbnails: Mapping[str, bytes]
    id: str
    rehearsal: bool
    now: Moment

    def printed_on(self, size: tuple[float, float]) -> tuple[bytes, int]:
        numbered: list[int] = []

        def furnish(paper: Paper, page: int, pages: int) -> None:
            numbered.append(page)
            self._furnish(paper, PageCode(self.id, page, pages))

        paper = Paper(size, self.composer.faces, self._words.language, furnish)
        paper.setTitle(TITLE_IN_FILE)
        width, height = size
        flow(paper, self._blocks(), Area(MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP))
        paper.save()
        return paper.pdf(), len(numbered)

    @property
    def _words(self) -> Words:
        return self.composer.words

    @property
    def _pathway(self) -> str:
        path = self.rules.pathway(self.draft, self.now.day)
        return path.id if path is not None else ""

    @property
    def _mourning(self) -> str:
        return "_in_memory" if self._pathway in IN_MEMORY else ""

    @property
    def _adults(self) -> Adults:
        return self.draft.representative, self.draft.second_representative

    def _blocks(self) -> Iterator[Block]:
        decided = as_it_stands(self.rules, self.draft, self.now)
        decisions = Decisions(self.composer, decided, self.thumbnails)
        yield self._masthead()
        yield Stack(tuple(self._introduced()), after=8)
        yield from section(decisions.blocks())
        yield self._care()
        yield self._change_of_mind()
        yield from section(Authorisation(self.composer, decided).blocks())
        yield from section(explained(self.composer, self.draft.explained))
        yield self.composer.heading("to_sign.heading")
        yield from (signing_block(self.composer, signer) for signer in self._signers())

    def _masthead(self) -> Block:
        say, clinic = self.composer.quote, self.rules.clinic
        title = say(self._words[f"to_sign.title{self._mourning}"], TITLE, BOLD)
        subtitle = self.composer.say("to_sign.subtitle", NOTE, date=self._words.day(self.now.day))
        return masthead(self.composer, clinic, title, subtitle)

    def _introduced(self) -> Iterator[Block]:
        """Whose pictures, who else takes part, and how to go about it."""
        say, words, patient = self.composer.say, self._words, self.patient
        key = "patient.line_with_number" if patient.record_number else "patient.line"
        facts, born = self.draft.circumstances, words.day(patient.born)
        departed = departs(self.rules.pack, patient.born, facts, self.now.day)
        gap = FRAME_GAP if departed else 0
        yield say(key, after=gap, name=patient.name, born=born, number=patient.record_number)
        if departed:
            yield departure(self.composer, facts, patient.given_name, facts.reason.strip())
        yield self.composer.quote(" ".join(self._others()), after=4)
        yield say("to_sign.how")

    def _others(self) -> Iterator[str]:
        words, draft = self._words, self.draft
        yield from why_them(words, draft.circumstances, self.patient.given_name, self._pathway)
        yield from permitting(words, self._adults, draft.one_signs)
        yield from helping(words, draft.supporters)
        yield words.fill("to_sign.explained_by", name=self.explainer.name, role=self.explainer.role)

    def _care(self) -> Block:
        title = self.composer.quote(self._words[f"care{self._mourning}.title"], BODY, BOLD)
        return Box(title, fill=ACCENT_SOFT, padding=9, after=SECTION_GAP)

    def _change_of_mind(self) -> Block:
        contact, say = self.rules.clinic.contact, self.composer.quote
        ways = (contact.telephone, contact.email, contact.post)
        told = " · ".join(part for part in (contact.name, *ways) if part)
        how = self.composer.say("change.how")
        return Stack((self.composer.heading("change.heading"), how, say(told)), after=SECTION_GAP)

    def _signers(self) -> Iterator[Signer]:
        meanings = self.rules.wording.meanings
        for role in signers(self.rules, self.draft, self.now):
            name = next(iter(signer_names(self.draft, role)), "")
            yield Signer(name, self._role(role), meanings[role], own_no=role == "assent")

    def _role(self, role: str) -> str:
        age = age_on(self.patient.born, self.now.day, self.rules.pack.ages.leap_birthday)
        return role_words(self._words, role, self._adults, age)

    def _furnish(self, paper: Paper, code: PageCode) -> None:
        """What stands at the foot of each page: its code for machines and for eyes, its number, whose form it
        is, and that it comes back."""
        if self.rehearsal:
            mark_rehearsal(paper, self._words)
        left, right = MARGIN, paper.size[0] - MARGIN
        rtl, text_width = self.composer.rtl, right - left - CODE_SIDE - QUIET
        rule(paper, left + (CODE_SIDE + QUIET if rtl else 0), BOTTOM - QUIET, text_width)
        QrCode(str(code), CODE_SIDE).draw(
            paper, left if rtl else right - CODE_SIDE, FOOT + CODE_SIDE, CODE_SIDE
        )
        foot = Stack(
            (
                self.composer.say("record.page", BODY, page=str(code.page), pages=str(code.pages)),
                self.composer.quote(f"{self.patient.name} · {self._words.day(self.patient.born)}", NOTE),
                self.composer.say("to_sign.route", NOTE),
                self.composer.quote(str(code), NOTE),
            )
        )
        foot.draw(paper, left + (CODE_SIDE + QUIET if rtl else 0), BOTTOM - QUIET - 8, text_width)
