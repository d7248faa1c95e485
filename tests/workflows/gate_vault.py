"""A history told to a real vault, fact by fact, and asked there through the workflows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, singledispatchmethod

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.access import Role
from consentdesk.domain.draft import Correction, Expiry
from consentdesk.domain.facts import (
    Body,
    ConsentSigned,
    ConsentWithdrawn,
    ContentErased,
    GapReviewed,
    ImageAdded,
    MemberAdded,
    MemberRemoved,
    OutletRegistered,
    PackAdopted,
    PatientCorrected,
    PatientRegistered,
    PostingAgreed,
    PostingDeclined,
    RecordMoved,
    ReidentificationChecked,
    Restored,
    SuspensionLifted,
    UseSuspended,
)
from consentdesk.domain.facts import VaultChecked as VaultWasChecked
from consentdesk.domain.lines import Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import find_outlet
from consentdesk.domain.people import Life, Member, Patient
from consentdesk.domain.permission import Verdict
from consentdesk.domain.record import ConsentRecord, Decision, RecordImage
from consentdesk.domain.record_code import make_code
from consentdesk.domain.reidentification.check import Check, particulars_hash, words_hash
from consentdesk.domain.reidentification.identifier import Saying
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.storage.vault import OpenVault
from consentdesk.system.clock import FixedClock
from consentdesk.workflows import may_use, withdraw
from consentdesk.workflows.desk import Desk
from tests.domain.gate_history import (
    Asked,
    Cell,
    Erased,
    Event,
    Gap,
    History,
    Left,
    Lifted,
    LookedThrough,
    OutletNoted,
    Question,
    Renamed,
    RulesChanged,
    Said,
    SecondSaid,
    VaultChecked,
    Word,
)
from tests.domain.gate_program import rules_at, words_of
from tests.domain.gate_rules import text_of
from tests.domain.random_checks import CHECKER
from tests.helpers.sessions import sealed_record

SEALED, WHY = sealed_record(), "It was settled by telephone"
PATIENT = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe", known_by="by the date of birth")
AUNT = replace(PATIENT, who=Asker.FAMILY, relationship="aunt")
HEIR = replace(
    PATIENT, who=Asker.REPRESENTATIVE, relationship="adult_child", authority="state_law_next_of_kin"
)


@cache
def hash_of_words(words: str) -> str:
    return words_hash(Saying(caption=words))


@cache
def source(image: str) -> str:
    return hashlib.sha256(image.encode()).hexdigest()


def patient_of(name: str, history: History) -> Patient:
    return Patient(name, "Alex", name.title(), history.born[name], f"no. {name}")


class VaultProgram:
    """Tells a desk's vault what happened, and asks as the windows do."""

    def __init__(self, desk: Desk, history: History) -> None:
        assert isinstance(desk.vault, OpenVault)
        self.desk, self.vault, self.history = desk, desk.vault, history
        self.people = {CHECKER: desk.vault}
        first = history.events[0].at
        with self.vault.transaction():
            for name in history.born:
                self.vault.append(PatientRegistered(patient_of(name, history)), first, name)

    def tell(self, events: Iterable[Event]) -> None:
        for event in events:
            with self.vault.transaction():
                self._tell(event)

    def verdict(self, asked: Question) -> Verdict:
        if not asked.now:
            return may_use.was_permitted(self.desk, source(asked.image), asked.use, asked.outlet, asked.at)
        desk = replace(self.desk, clock=FixedClock(asked.at, ticking=False))
        words = hash_of_words(asked.words) if asked.words else ""
        question = may_use.Question(source(asked.image), asked.use, asked.outlet, words)
        (answer,) = may_use.may_use(desk, (question,))
        return answer.verdict

    def states(self) -> dict[Cell, tuple[str, str]]:
        """What lists take to count now: by which record, and as what."""
        names = {source(image): image for image in self.history.images}
        rows = self.vault._db.rows("SELECT image, use, record, state FROM standings")
        return {(names[image], use): (record, state) for image, use, record, state in rows}

    def _append(self, event: Event, body: Body, patient: str | None = None) -> None:
        self.vault.append(body, event.at, patient)

    @singledispatchmethod
    def _tell(self, event: Event) -> None:
        raise TypeError(event)

    @_tell.register
    def _(self, said: Said) -> None:
        record = self._record(said)
        for image in record.images:
            self.vault.put_blob(image.label.encode(), f"image:{image.source_sha256}")
            made_from = self.history.made_from.get(image.label)
            hashes = image.source_sha256, image.pixels_sha256, image.view_sha256, image.view_sha256
            added = ImageAdded(*hashes, "JPEG", 4000, 3000, image.label, kept=True)
            self._append(
                said, replace(added, derived_from=source(made_from) if made_from else ""), said.patient
            )
        self._append(said, ConsentSigned(record), said.patient)
        old = self._old(said)
        if old is not None and old.patient != said.patient:
            moved = RecordMoved(old.record, self._code(old), record.id, record.code, said.at)
            self._append(said, moved, old.patient)

    @_tell.register
    def _(self, asked: Asked) -> None:
        self._ask(asked)

    @_tell.register
    def _(self, lifted: Lifted) -> None:
        self._lift(lifted)

    @_tell.register
    def _(self, changed: RulesChanged) -> None:
        self._append(changed, PackAdopted("us", f"2026.{len(changed.pack)}", text_of(changed.pack)))

    @_tell.register
    def _(self, noted: OutletNoted) -> None:
        self._append(noted, OutletRegistered(noted.entry))

    @_tell.register
    def _(self, gap: Gap) -> None:
        self._append(
            gap, Restored("backup-1", gap.at, "ab" * 32) if gap.opens else GapReviewed("All is here")
        )

    @_tell.register
    def _(self, erased: Erased) -> None:
        keys = self.vault.erase_image(source(erased.image), erased.at)
        self._append(erased, ContentErased("erasure-1", keys))

    @_tell.register
    def _(self, checked: VaultChecked) -> None:
        found = tuple(Finding(code, source(about) if about else "") for code, about in checked.findings)
        self._append(checked, VaultWasChecked(1, 1, found, "asked"))

    @_tell.register
    def _(self, renamed: Renamed) -> None:
        self._append(renamed, PatientCorrected(self._known_as(renamed.patient, renamed.at)), renamed.patient)

    @_tell.register
    def _(self, left: Left) -> None:
        self._append(left, MemberRemoved(left.who, "Retired"))

    @_tell.register
    def _(self, made: LookedThrough) -> None:
        entry = find_outlet(made.outlet, rules_at(self.history, made.at)[1])
        check = Check(
            *(made.id, source(made.image), made.use, entry.name if entry else made.outlet.strip()),
            *(Saying(caption=made.words), (), (), (), (), ()),
            outlet_id=entry.id if entry else "",
            particulars=particulars_hash(self._known_as(made.patient, made.at)),
        )
        self._in_name_of(made.by).append(ReidentificationChecked(check), made.at, made.patient)

    @_tell.register
    def _(self, said: SecondSaid) -> None:
        made = next(e for e in self.history.events if isinstance(e, LookedThrough) and e.id == said.check)
        body = PostingAgreed(made.id) if said.agrees else PostingDeclined(made.id, "The town is named")
        self._in_name_of(said.by).append(body, said.at, made.patient)

    def _in_name_of(self, who: str) -> OpenVault:
        """The same vault in somebody else's name, who works here since everything began."""
        if who not in self.people:
            key = Ed25519PrivateKey.generate()
            public = key.public_key().public_bytes_raw().hex()
            self.vault.append(
                MemberAdded(Member(who, who, "nurse", public, (Role.CLINICIAN,))), self.history.events[0].at
            )
            self.people[who] = OpenVault(replace(self.vault._core, member=who, signing_key=key))
        return self.people[who]

    def _known_as(self, patient: str, at: Moment) -> Patient:
        number = self.history.particulars(patient, at)
        who = patient_of(patient, self.history)
        return replace(who, given_name=f"{who.given_name} {number}") if number else who

    def _record(self, said: Said) -> ConsentRecord:
        who, old = patient_of(said.patient, self.history), self._old(said)
        words = words_of(self.history, said)
        decided = {cell: self._decision(said, cell, word) for cell, word in words.items()}
        life = Life.DECEASED if said.died else Life.LIVING
        pathway = "deceased" if said.died else "represented" if said.by_another else "adult"
        return replace(
            SEALED,
            id=said.record,
            code=self._code(said),
            sealed_at=said.at,
            patient=who,
            circumstances=replace(SEALED.circumstances, life=life),
            pathway=pathway,
            images=tuple(self._image(n, image) for n, image in enumerate(sorted(said.images), 1)),
            decisions=tuple(decision for cell, decision in decided.items() if cell in said.answers),
            still_refused=tuple(decision for cell, decision in decided.items() if cell not in said.answers),
            corrects=Correction(old.record, self._code(old), "It was wrong") if old else None,
        )

    def _image(self, number: int, image: str) -> RecordImage:
        of = source(image), source(f"view of {image}"), source(f"pixels of {image}")
        return RecordImage(number, *of, image, True, ())

    def _decision(self, said: Said, cell: Cell, word: Word) -> Decision:
        image, use = cell
        return Decision(
            *(source(image), use, word.yes, word.yes and not word.own_no, word.own_no),
            by="representative" if said.by_another else "patient",
            at=said.at,
            outlet=word.outlet,
            expiry=Expiry(until=word.until) if word.until else None,
        )

    def _old(self, said: Said) -> Said | None:
        return next((s for s in self.history.sessions if said.corrects and s.record == said.corrects), None)

    def _code(self, said: Said) -> str:
        return make_code(self.history.sessions.index(said) + 1)

    def _ask(self, asked: Asked) -> None:
        scope = Scope(tuple(map(source, self._reached(asked))), asked.uses)
        if asked.suspends:
            body: Body = UseSuspended(asked.id, scope, AUNT)
        else:
            body = ConsentWithdrawn(asked.id, scope, PATIENT, tuple(map(source, asked.kept)), asked.settles)
        self._append(asked, body, asked.patient)

    def _lift(self, lifted: Lifted) -> None:
        held = next(e for e in self.history.events if isinstance(e, Asked) and e.id == lifted.suspension)
        self._append(lifted, SuspensionLifted(held.id, WHY), held.patient)

    def _reached(self, asked: Asked) -> tuple[str, ...]:
        """The images that are named, and those made from them that nobody wanted kept (R28)."""
        every = [i for i in self.history.images if self.history.owner(i, asked.at) == asked.patient]
        named = asked.images or (every if asked.kept else ())
        made = [i for i in self.history.images if {*self.history.sources(i)} & {*named}]
        return tuple(image for image in dict.fromkeys((*named, *made)) if image not in asked.kept)


class ActingProgram(VaultProgram):
    """The same, with every withdrawal and suspension asked for at the desk itself."""

    def __init__(self, desk: Desk, history: History) -> None:
        super().__init__(desk, history)
        self._ids: dict[str, str] = {}
        self._settled: set[str] = set()

    def _ask(self, asked: Asked) -> None:
        desk, kept = self._desk(asked), tuple(map(source, asked.kept))
        if asked.settles:
            self._settled.add(asked.settles)
            withdraw.settle(desk, self._ids[asked.settles], WHY, kept=kept)
            return
        scope = Scope(tuple(map(source, asked.images)), asked.uses)
        asking = AUNT if asked.suspends else HEIR if self._died(asked) else PATIENT
        done = withdraw.withdraw(desk, asked.patient, scope, asking, kept)
        assert done.suspended is asked.suspends, "R29"
        self._ids[asked.id] = done.id

    def _lift(self, lifted: Lifted) -> None:
        if lifted.suspension not in self._settled:
            withdraw.lift_suspension(self._desk(lifted), self._ids[lifted.suspension], WHY)

    def _desk(self, event: Event) -> Desk:
        return replace(self.desk, clock=FixedClock(event.at, ticking=False))

    def _died(self, asked: Asked) -> bool:
        spoke = [s for s in self.history.sessions if s.patient == asked.patient and s.at.utc <= asked.at.utc]
        return any(s.died for s in spoke)
