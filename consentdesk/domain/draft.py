"""A session in progress: one frozen value that holds everything entered so far.

Every change makes a new draft (`session.py`); nothing is final before the seal (`record.py`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from consentdesk.domain.codec import canonical
from consentdesk.domain.image import Trace
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import (
    Circumstances,
    Patient,
    PhotographyPermission,
    Representative,
    Supporter,
)
from consentdesk.domain.question import AskedQuestion
from consentdesk.domain.route import PaperForm, Route
from consentdesk.domain.signature import Drawing
from consentdesk.domain.wording import Statement, UseWords


class Step(StrEnum):
    PATIENT = "patient"
    IMAGES = "images"
    SHOW = "show"
    EXPLAIN = "explain"
    CHOOSE = "choose"
    CHECK = "check"
    SIGN = "sign"

    @property
    def number(self) -> int:
        return tuple(Step).index(self) + 1


class Known(StrEnum):
    """How an image of an earlier record came into the session."""

    CHOSEN = "chosen"
    SAME_FILE = "same_file"
    SAME_PIXELS = "same_pixels"


@dataclass(frozen=True)
class Earlier:
    """That an image is kept under an earlier record, the last one that spoke of it, and how it came here."""

    record: str
    at: Moment
    known: Known


@dataclass(frozen=True)
class DraftImage:
    """A photograph in the session. `pixels_sha256` is empty until it has been computed in the background.
    One that is kept since an `earlier` record brings nothing to store, and nothing that could be erased.
    `by`, `derived_from` and `look` are as `ImageAdded` has them."""

    number: int
    source_sha256: str
    view_sha256: str
    thumbnail_sha256: str
    pixels_sha256: str
    format: str
    width: int
    height: int
    added_at: Moment
    label: str = ""
    traces: tuple[Trace, ...] = ()
    earlier: Earlier | None = None
    by: str = ""
    derived_from: str = ""
    look: str = ""

    @property
    def short_id(self) -> str:
        return self.source_sha256[:6]


@dataclass(frozen=True)
class Showing:
    """That an image was shown full screen: which, as which view, when, to whom (R3).
    `to` holds "patient" and "representative"."""

    source_sha256: str
    view_sha256: str
    at: Moment
    to: tuple[str, ...]


@dataclass(frozen=True)
class ShownPage:
    """A page of the explanation as it stood on the screen, word for word (R5, R41). `reviewed_by` is who at
    the clinic approved these words and when; empty while they are a draft."""

    id: str
    heading: str
    language: str
    version: str
    draft_wording: bool
    statements: tuple[Statement, ...]
    to: tuple[str, ...]
    shown_at: Moment
    acknowledged_at: Moment | None = None
    reviewed_by: str = ""


@dataclass(frozen=True)
class Outlet:
    """Where a yes reaches: a named outlet, a class of outlets, or a platform (R4). `id` is the register's,
    empty for one that was only named here. `words` are what a class is called in the patient's language."""

    kind: str
    name: str
    id: str = ""
    words: str = ""

    @property
    def said(self) -> str:
        """As the patient reads it."""
        return self.words or self.name


@dataclass(frozen=True)
class Expiry:
    """Until when a yes holds: a last day, or an event in words. Exactly one of the two (R21)."""

    until: date | None = None
    event: str = ""


@dataclass(frozen=True)
class Answer:
    """Yes or no for one image and one use (R2). `spoken`: said aloud and pressed by staff."""

    image: str
    use: str
    yes: bool
    at: Moment
    by: str
    spoken: bool = False
    outlet: Outlet | None = None
    expiry: Expiry | None = None


@dataclass(frozen=True)
class Correction:
    """Which record this one corrects, and why (R22)."""

    record: str
    code: str
    reason: str = field(repr=False)


class AssentState(StrEnum):
    AGREES = "agrees"
    DISSENTS = "dissents"  # from everything
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True)
class No:
    """A patient's own no to one image and use, beside a representative's yes (R8)."""

    image: str
    use: str


@dataclass(frozen=True)
class Assent:
    """What the patient themself says (R8–R10). `noes` are single dissents beside an assent;
    `may_be_named` is whether the copy may say whose no it was (R23)."""

    state: AssentState
    at: Moment
    noes: tuple[No, ...] = ()
    reason: str = ""
    may_be_named: bool = False


@dataclass(frozen=True)
class Signature:
    """A person's agreement in a role (R17): patient, representative, second_representative, assent,
    interpreter, witness. `binding` is the hash of what was agreed to (R22). The drawing is empty where it
    was said aloud or signed in ink (`route`, R20); `witness` is named where a mark or words stand for it."""

    role: str
    name: str = field(repr=False)
    meaning: str
    drawing: Drawing
    at: Moment
    binding: str
    witness: str = ""
    route: Route = Route.SCREEN


@dataclass(frozen=True)
class Attestation:
    """The explainer's own word that they explained (R19), given by code and signed with their key (hex)."""

    member: str
    name: str = field(repr=False)
    role: str
    meaning: str
    at: Moment
    binding: str
    key_signature: str = ""


@dataclass(frozen=True)
class Draft:
    """`one_signs` is why only one representative agrees where the pathway asks for two; `use_words` is what
    the offered uses are called, as it is shown. `typed` is what
    stands on the patient page and is not entered yet, by field, and `witness` who is to hear what is said
    aloud; neither is part of a record."""

    id: str
    started_at: Moment
    started_by: str
    step: Step = Step.PATIENT
    language: str = "en"
    patient: Patient | None = None
    patient_is_known: bool = False
    circumstances: Circumstances = field(default_factory=Circumstances)
    representative: Representative | None = None
    second_representative: Representative | None = None
    one_signs: str = field(default="", repr=False)
    supporters: tuple[Supporter, ...] = ()
    photography: PhotographyPermission | None = None
    offered: tuple[str, ...] = ()
    use_words: dict[str, UseWords] = field(default_factory=dict)
    images: tuple[DraftImage, ...] = ()
    images_ever: int = 0
    showings: tuple[Showing, ...] = ()
    explained: tuple[ShownPage, ...] = ()
    asked: tuple[AskedQuestion, ...] = ()
    answers: tuple[Answer, ...] = ()
    warnings_read_at: Moment | None = None
    assent: Assent | None = None
    route: Route = Route.SCREEN
    paper: PaperForm | None = None
    witness: str = field(default="", repr=False)
    signatures: tuple[Signature, ...] = ()
    corrects: Correction | None = None
    held: str = ""
    typed: dict[str, str] = field(default_factory=dict, repr=False)

    def image(self, source_sha256: str) -> DraftImage | None:
        return next((i for i in self.images if i.source_sha256 == source_sha256), None)

    def answer(self, image: str, use: str) -> Answer | None:
        return next((a for a in self.answers if a.image == image and a.use == use), None)

    def shown(self, image: str, to: str = "") -> Showing | None:
        """The last showing of an image, as its present view; of those to one person, where `to` says whom."""
        present = self.image(image)
        if present is None:
            return None
        seen = (image, present.view_sha256)
        shown = reversed(self.showings)
        return next(
            (s for s in shown if (s.source_sha256, s.view_sha256) == seen and (not to or to in s.to)), None
        )

    def signature(self, role: str) -> Signature | None:
        return next((s for s in self.signatures if s.role == role), None)

    @property
    def photography_refused(self) -> bool:
        return self.photography is not None and not self.photography.yes

    @property
    def granted(self) -> tuple[Answer, ...]:
        return tuple(a for a in self.answers if a.yes)


def binding(draft: Draft, role: str) -> str:
    """The SHA-256 (hex) of everything a signature of this role stands under: patient, people, images as
    shown, statements as shown, uses as worded, answers (R22). The patient's own word is covered by what the
    patient, whoever witnesses it and the explainer sign; a representative signs before it is known."""
    bound: dict[str, object] = {
        "language": draft.language,
        "patient": draft.patient,
        "circumstances": draft.circumstances,
        "representatives": (draft.representative, draft.second_representative, draft.one_signs),
        "supporters": draft.supporters,
        "photography": draft.photography,
        "offered": draft.offered,
        "use_words": draft.use_words,
        "images": tuple((i.number, i.source_sha256, i.view_sha256, i.label) for i in draft.images),
        "showings": draft.showings,
        "explained": draft.explained,
        "asked": draft.asked,
        "answers": draft.answers,
        "warnings": draft.warnings_read_at,
        "route": draft.route,
        "corrects": draft.corrects,
    }
    if role in ("assent", "witness", "explainer"):
        bound["assent"] = draft.assent
    if role == "explainer":
        bound["paper"] = draft.paper
    return hashlib.sha256(canonical(bound)).hexdigest()
