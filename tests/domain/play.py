"""A session being played act by act, with a journal of what really happened kept beside the draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consentdesk.domain import answering, photographs, session, understanding
from consentdesk.domain import record as records
from consentdesk.domain.draft import Attestation, Expiry, Outlet, binding
from consentdesk.domain.people import Circumstances, Patient, Representative, Supporter
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.record_code import make_code
from consentdesk.domain.refusals import Refusal
from tests.domain.journal import ASKED_TOO, person
from tests.domain.oracle import broken
from tests.domain.play_signing import SigningPlay
from tests.helpers.sessions import EXPLAINER, attested, hash_of, later, photograph


class RuleBroken(AssertionError):
    """A record was sealed that breaks a rule."""


class Play(SigningPlay):
    """Acts that the domain refuses leave everything as it was; the others go into the journal."""

    def identify(self, who: Patient, circumstances: Circumstances) -> None:
        before = self.draft.patient
        if not self.does(lambda: session.identify(self.rules, self.draft, who, circumstances, self.now)):
            return
        if before is None:
            self._first_named(f"patient {who.id}", who.id)
        if (before and before.id != who.id) or self.pathway not in (*ASKED_TOO, "young_minor"):
            self.journal.noes, self.journal.no_to_all = set(), False

    def _first_named(self, name: str, id: str) -> None:
        log = self.journal
        log.seen = [(image, view, who or name, at) for image, view, who, at in log.seen]
        log.told = [(page, words, who or name) for page, words, who in log.told]
        log.photography_of = log.photography_of or id

    def represent(
        self, adult: Representative | None, second: Representative | None = None, one_signs: str = ""
    ) -> None:
        self.does(lambda: session.represent(self.draft, adult, second, one_signs))

    def support(self, helpers: tuple[Supporter, ...]) -> None:
        self.does(lambda: session.support(self.draft, helpers))

    def hold(self, reason: str) -> None:
        if self.does(lambda: session.hold(self.draft, reason)):
            self.journal.held = True

    def resume(self) -> None:
        if self.does(lambda: session.resume(self.draft)):
            self.journal.held = False

    def permit(self, yes: bool) -> None:
        if self.does(lambda: photographs.permit_photography(self.draft, yes, self.now)):
            self.journal.photography_of = self.draft.patient.id if self.draft.patient else ""

    def offer(self, uses: Iterable[str]) -> None:
        if self.does(lambda: session.offer(self.rules, self.draft, tuple(uses))):
            self.journal.noes = {no for no in self.journal.noes if no[1] in self.draft.offered}

    def add(self, n: int, finished: bool = True) -> None:
        image = photograph(n, self.now)
        image = image if finished else replace(image, pixels_sha256="")
        self.does(lambda: photographs.add_image(self.draft, image))

    def finish_images(self) -> None:
        for image in self.draft.images:
            pixels = hash_of(f"pixels of {image.source_sha256}")
            self.draft = photographs.note_pixels(self.draft, image.source_sha256, pixels)

    def take_out(self, image: str) -> None:
        if self.does(lambda: photographs.take_out(self.draft, image)):
            self.journal.noes = {no for no in self.journal.noes if no[0] != image}
            self.journal.answers = {k: v for k, v in self.journal.answers.items() if k[0] != image}

    def label(self, image: str, words: str) -> None:
        self.does(lambda: photographs.label_image(self.draft, image, words))

    def show(self, image: str, to: tuple[str, ...]) -> None:
        if self.does(lambda: photographs.show(self.draft, image, to, self.now)):
            found = self.draft.image(image)
            assert found is not None
            seen = [(image, found.view_sha256, person(self.draft, who), self.now) for who in to]
            self.journal.seen += seen

    def page(self, id: str, to: tuple[str, ...], acknowledged: bool = True) -> None:
        if not self.does(lambda: session.show_page(self.rules, self.draft, id, to, self.now)):
            return
        words = [s.text for p in self.rules.pages(self.draft) if p.id == id for s in p.statements]
        self.journal.told += [(id, text, person(self.draft, who)) for text in words for who in to]
        if acknowledged:
            self.does(lambda: session.acknowledge(self.rules, self.draft, id, self.now))

    def answer(self, image: str, use: str, yes: bool) -> None:
        if self.does(lambda: answering.answer(self.rules, self.draft, image, use, yes, self.now)):
            self.journal.answers[image, use] = (yes, person(self.draft, self.decider))

    def same_for_all(self, image: str, use: str) -> None:
        model = self.draft.answer(image, use)
        if self.does(lambda: answering.same_for_all(self.rules, self.draft, image, use, self.now)) and model:
            for other in self.draft.images:
                if other.source_sha256 != image:
                    said = (model.yes, person(self.draft, self.decider))
                    self.journal.answers[other.source_sha256, use] = said

    def outlet(self, image: str, use: str, outlet: Outlet | None) -> None:
        self.does(lambda: answering.name_outlet(self.draft, image, use, outlet))

    def limit(self, image: str, use: str, expiry: Expiry | None) -> None:
        self.does(lambda: answering.limit(self.draft, image, use, expiry, self.now))

    def warn(self) -> None:
        self.does(lambda: answering.read_warnings(self.draft, self.now))

    def reply(self, question: str, right: bool) -> None:
        """Reply to one of the questions, rightly or not."""
        asked = next((q for q in self.rules.wording.questions if q.id == question), None)
        given = asked.right if asked and right else asked.wrong[0] if asked else "nothing"
        act = lambda: understanding.reply(self.rules, self.draft, question, given, self.now)  # noqa: E731
        if self.does(act):
            self.journal.replies[question] = (right, person(self.draft, self.decider))

    def wait(self, **delta: float) -> None:
        self.now = later(self.now, **delta)

    def attestation(self) -> Attestation:
        return attested(self.draft, self.now, replace(EXPLAINER, name=self.explainer))

    def seal(
        self, attestation: Attestation | None = None, record_id: str = "record-1"
    ) -> ConsentRecord | None:
        """Try to seal; None where the domain says no. Raises RuleBroken where it should have said no."""
        given = attestation or self.attestation()
        try:
            sealed = records.seal(self.rules, self.draft, given, record_id, make_code(7), self.now)
        except Refusal as no:
            self.refusal = no
            return None
        wrong = broken(sealed, self.draft, self.journal, self.rules)
        if given.binding != binding(self.draft, "explainer"):
            wrong.append("R22: the explainer attested to something else")
        if wrong:
            raise RuleBroken("; ".join(sorted(set(wrong))))
        return sealed
