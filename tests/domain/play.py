"""A session being played act by act, with a journal of what really happened kept beside the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from consentdesk.domain import record as records
from consentdesk.domain import session, signing
from consentdesk.domain.draft import Assent, AssentState, Attestation, Draft, Expiry, Outlet, binding
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances, Patient, Representative, Supporter
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.record_code import make_code
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.signature import Drawing
from tests.domain.oracle import PARENTED, Journal, broken, pathway, person, standing
from tests.helpers.sessions import (
    EXPLAINER,
    NOW,
    attested,
    hash_of,
    later,
    photograph,
    rules,
)

ASKED_TOO = ("minor", "represented")


class RuleBroken(AssertionError):
    """A record was sealed that breaks a rule."""


class Play:
    """Acts that the domain refuses leave everything as it was; the others go into the journal. Who has to
    agree is read from the rules; where `trusting`, from what the program says."""

    def __init__(self, start: Moment = NOW, trusting: bool = False) -> None:
        self.trusting = trusting
        self.draft = Draft("draft-1", start, EXPLAINER.id)
        self.now = start
        self.journal = Journal()
        self.refusal: Refusal | None = None
        self.explainer = EXPLAINER.name

    def does(self, act: Callable[[], Draft]) -> bool:
        try:
            self.draft = act()
        except Refusal as no:
            self.refusal = no
            return False
        return True

    @property
    def pathway(self) -> str:
        if self.draft.patient is None:
            return ""
        told = rules().pathway(self.draft, self.now.day)
        if self.trusting and told is not None:
            return told.id
        return pathway(self.draft.patient.born, self.draft.circumstances, self.now.day)

    @property
    def decider(self) -> str:
        return "representative" if self.pathway in PARENTED else "patient"

    @property
    def deciders(self) -> tuple[str, ...]:
        two = self.draft.second_representative is not None and self.pathway == "stillborn"
        return (self.decider, "second_representative") if two else (self.decider,)

    @property
    def viewers(self) -> tuple[str, ...]:
        return (*self.deciders, "patient") if self.pathway in ASKED_TOO else self.deciders

    def identify(self, who: Patient, circumstances: Circumstances) -> None:
        before = self.draft.patient
        if not self.does(lambda: session.identify(rules(), self.draft, who, circumstances, self.now)):
            return
        if before is None:
            self._first_named(f"patient {who.id}", who.id)
        if (before and before.id != who.id) or self.pathway in ("adult", "deceased", "stillborn"):
            self.journal.noes, self.journal.no_to_all = set(), False

    def _first_named(self, name: str, id: str) -> None:
        log = self.journal
        log.seen = [(image, view, who or name, at) for image, view, who, at in log.seen]
        log.told = [(page, words, who or name) for page, words, who in log.told]
        log.photography_of = log.photography_of or id

    def represent(self, adult: Representative | None, second: Representative | None = None) -> None:
        self.does(lambda: session.represent(self.draft, adult, second))

    def support(self, helpers: tuple[Supporter, ...]) -> None:
        self.does(lambda: session.support(self.draft, helpers))

    def hold(self, reason: str) -> None:
        if self.does(lambda: session.hold(self.draft, reason)):
            self.journal.held = True

    def resume(self) -> None:
        if self.does(lambda: session.resume(self.draft)):
            self.journal.held = False

    def permit(self, yes: bool) -> None:
        if self.does(lambda: session.permit_photography(self.draft, yes, self.now)):
            self.journal.photography_of = self.draft.patient.id if self.draft.patient else ""

    def offer(self, uses: Iterable[str]) -> None:
        if self.does(lambda: session.offer(rules(), self.draft, tuple(uses))):
            self.journal.noes = {no for no in self.journal.noes if no[1] in self.draft.offered}

    def add(self, n: int, finished: bool = True) -> None:
        image = photograph(n, self.now)
        image = image if finished else replace(image, pixels_sha256="")
        self.does(lambda: session.add_image(self.draft, image))

    def finish_images(self) -> None:
        for image in self.draft.images:
            pixels = hash_of(f"pixels of {image.source_sha256}")
            self.draft = session.note_pixels(self.draft, image.source_sha256, pixels)

    def take_out(self, image: str) -> None:
        if self.does(lambda: session.take_out(self.draft, image)):
            self.journal.noes = {no for no in self.journal.noes if no[0] != image}
            self.journal.answers = {k: v for k, v in self.journal.answers.items() if k[0] != image}

    def label(self, image: str, words: str) -> None:
        self.does(lambda: session.label_image(self.draft, image, words))

    def show(self, image: str, to: tuple[str, ...]) -> None:
        if self.does(lambda: session.show(self.draft, image, to, self.now)):
            found = self.draft.image(image)
            assert found is not None
            seen = [(image, found.view_sha256, person(self.draft, who), self.now) for who in to]
            self.journal.seen += seen

    def page(self, id: str, to: tuple[str, ...], acknowledged: bool = True) -> None:
        if not self.does(lambda: session.show_page(rules(), self.draft, id, to, self.now)):
            return
        words = [s.text for p in rules().pages(self.draft) if p.id == id for s in p.statements]
        self.journal.told += [(id, text, person(self.draft, who)) for text in words for who in to]
        if acknowledged:
            self.does(lambda: session.acknowledge(rules(), self.draft, id, self.now))

    def answer(self, image: str, use: str, yes: bool) -> None:
        if self.does(lambda: session.answer(rules(), self.draft, image, use, yes, self.now)):
            self.journal.answers[image, use] = (yes, person(self.draft, self.decider))

    def same_for_all(self, image: str, use: str) -> None:
        model = self.draft.answer(image, use)
        if self.does(lambda: session.same_for_all(rules(), self.draft, image, use, self.now)) and model:
            for other in self.draft.images:
                if other.source_sha256 != image:
                    said = (model.yes, person(self.draft, self.decider))
                    self.journal.answers[other.source_sha256, use] = said

    def outlet(self, image: str, use: str, outlet: Outlet | None) -> None:
        self.does(lambda: session.name_outlet(self.draft, image, use, outlet))

    def limit(self, image: str, use: str, expiry: Expiry | None) -> None:
        self.does(lambda: session.limit(self.draft, image, use, expiry, self.now))

    def warn(self) -> None:
        self.does(lambda: session.read_warnings(self.draft, self.now))

    def assent(self, given: Assent) -> None:
        if self.does(lambda: signing.assent(self.draft, given)):
            self.journal.noes = {(no.image, no.use) for no in given.noes}
            self.journal.no_to_all = given.state is AssentState.DISSENTS

    def unsay(self) -> None:
        if self.does(lambda: signing.unsay(self.draft)):
            self.journal.noes, self.journal.no_to_all = set(), False

    def sign(self, role: str, name: str, drawn: Drawing, witness: str = "", meaning: str = "I agree") -> None:
        if self.does(lambda: signing.sign(self.draft, role, name, meaning, drawn, self.now, witness)):
            self.journal.signed[role] = (name, standing(self.draft, role))

    def wait(self, **delta: float) -> None:
        self.now = later(self.now, **delta)

    def attestation(self) -> Attestation:
        return attested(self.draft, self.now, replace(EXPLAINER, name=self.explainer))

    def seal(self, attestation: Attestation | None = None) -> ConsentRecord | None:
        """Try to seal; None where the domain says no. Raises RuleBroken where it should have said no."""
        given = attestation or self.attestation()
        try:
            sealed = records.seal(rules(), self.draft, given, "record-1", make_code(7), self.now)
        except Refusal as no:
            self.refusal = no
            return None
        wrong = broken(sealed, self.draft, self.journal, rules())
        if given.binding != binding(self.draft, "explainer"):
            wrong.append("R22: the explainer attested to something else")
        if wrong:
            raise RuleBroken("; ".join(sorted(set(wrong))))
        return sealed
