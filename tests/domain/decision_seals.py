"""Every combination of adults, answers and the patient's own word, each as a session up to the seal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import product

from consentdesk.domain.draft import (
    Answer,
    Assent,
    AssentState,
    Draft,
    Expiry,
    No,
    Outlet,
    Showing,
    ShownPage,
    Signature,
    Step,
    binding,
)
from tests.domain import decision_tables as tables
from tests.domain.decision_cases import YESNO, adults, adults_problems, represented, rules_of
from tests.domain.decision_tables import Row
from tests.helpers.sessions import (
    BORN,
    CIRCUMSTANCES,
    EXPLAINER,
    NOW,
    drawing,
    patient,
    photograph,
    rules,
    signer_name,
)

ALONE_ON = {"us": "emancipated", "uk": "competent_child"}
BIRTHS = {"minor": date(2013, 9, 30), "minor_alone": date(2013, 9, 30), "young_minor": date(2022, 1, 12)}
IMAGE = replace(photograph(1), number=1)
NAMED = {
    "blank": Outlet("outlet", " "),
    "outlet": Outlet("outlet", "Journal of Invented Findings"),
    "class": Outlet("class", "Peer-reviewed medical journals", "peer_reviewed_medical"),
    "foreign": Outlet("class", "All journals", "all_journals"),
    "platform": Outlet("platform", "Facebook", "facebook"),
}
ENDS = {
    "day": Expiry(until=NOW.day + timedelta(days=1)),
    "event": Expiry(event="When the follow-up ends"),
    "never": Expiry(event="None"),
    "both": Expiry(NOW.day + timedelta(days=1), "When the follow-up ends"),
    "today": Expiry(until=NOW.day),
    "past": Expiry(until=NOW.day - timedelta(days=1)),
}
SAID = {
    "agrees": Assent(AssentState.AGREES, NOW),
    "no_to_all": Assent(AssentState.DISSENTS, NOW),
    "not_possible": Assent(AssentState.NOT_POSSIBLE, NOW, reason="Asleep."),
    "not_possible_no_reason": Assent(AssentState.NOT_POSSIBLE, NOW, reason=" "),
}


@dataclass(frozen=True)
class Said:
    """What is answered for one use of one image, and `beside` for another use of it."""

    use: str
    given: str
    beside: str
    named: str = "-"
    ends: str = "-"
    warned: str = "no"

    def problems(self, pack: str) -> dict[str, str]:
        """What a yes lacks, or that there is no answer: codes, each with its rule."""
        facts = {"given": self.given, "named": self.named, "ends": self.ends, "warned": self.warned}
        if self.named == "class" and tables.CLASSES.first(pack=pack, use=self.use)["allowed"] == "-":
            facts["named"] = "foreign"
        return tables.ANSWERS.codes(**facts, **_needs(pack, self.use))


@cache
def answers(pack: str) -> tuple[Said, ...]:
    """Every answer to every use of a pack, with whatever a yes can name and every end that it can have."""
    return tuple(
        said for use in rules_of(pack).pack.uses for said in _answers(use.id, **_needs(pack, use.id))
    )


def _needs(pack: str, use: str) -> Row:
    return tables.USES.first(pack=pack, use=use)


def _answers(use: str, asks: str, dated: str, warns: str) -> Iterator[Said]:
    yield Said(use, "none", "yes")
    yield from (Said(use, "no", beside) for beside in YESNO)
    named = ("-", *NAMED) if asks != "-" else ("-",)
    ends = ("-", *ENDS) if dated == "yes" else ("-", "day") if asks != "-" else ("-",)
    for beside, what, end, warned in product(YESNO, named, ends, YESNO if warns == "yes" else ("no",)):
        yield Said(use, "yes", beside, what, end, warned)


@dataclass(frozen=True)
class Case:
    pack: str
    pathway: str
    adults: tuple[str, str]
    said: Said
    own: str

    @property
    def path(self) -> Row:
        return tables.PATHWAYS.first(pack=self.pack, pathway=self.pathway)

    @property
    def granted(self) -> str:
        return "yes" if "yes" in (self.said.given, self.said.beside) else "no"

    @property
    def problems(self) -> dict[str, str]:
        """Why it cannot be sealed, by the tables: codes, each with its rule."""
        pair = adults_problems(self.pack, self.pathway, *self.adults, "patient", "seal")
        own = {"own_word": self.path["own_word"], "said": self.own}
        return self.said.problems(self.pack) | pair | tables.OWN_WORDS.codes(granted=self.granted, **own)

    @property
    def effective(self) -> dict[str, bool]:
        """Which uses may be made of the image, by the tables."""
        own = {"own_word": self.path["own_word"], "said": self.own}
        here = tables.EFFECTIVE.first(answer=self.said.given, place="here", **own)
        there = tables.EFFECTIVE.first(answer=self.said.beside, place="elsewhere", **own)
        return {self.said.use: here["effective"] == "yes", beside(self.said.use): there["effective"] == "yes"}

    @property
    def deciders(self) -> tuple[str, ...]:
        two = self.path["how_many"] == "2" and self.adults[1] not in ("alone", "missing")
        return (self.path["decides"], "second_representative") if two else (self.path["decides"],)

    @property
    def _agrees_too(self) -> Row:
        return tables.AGREES_TOO.first(own_word=self.path["own_word"], said=self.own, granted=self.granted)

    @property
    def signers(self) -> tuple[str, ...]:
        return (*self.deciders, "assent") if self._agrees_too["signs"] == "yes" else self.deciders

    @property
    def viewers(self) -> tuple[str, ...]:
        return (*self.deciders, "patient") if self._agrees_too["sees"] == "yes" else self.deciders


def beside(use: str) -> str:
    return "medical_record" if use != "medical_record" else "print"


def cases(pack: str) -> Iterator[Case]:
    """Everything by everything."""
    for row in ("adult", "minor_alone", "minor", "young_minor", "represented", "deceased", "stillborn"):
        if row == "minor_alone" and pack not in ALONE_ON:
            continue
        for pair, said, own in product(adults(pack, row), answers(pack), _own_words(pack, row)):
            if own != "no_here" or said.given == "yes":
                yield Case(pack, row, pair, said, own)


def _own_words(pack: str, pathway: str) -> tuple[str, ...]:
    asked = tables.PATHWAYS.first(pack=pack, pathway=pathway)["own_word"]
    if asked == "none":
        return ("not_asked",)
    heard = ("not_asked", "agrees", "no_here", "no_to_all")
    return heard if asked == "spontaneous" else (*heard, "not_possible", "not_possible_no_reason")


def session(case: Case) -> Draft:
    """A case as a session that is answered and signed by whoever the tables say."""
    draft = _explained(case.pack, case.pathway, case.said.use, case.adults, case.viewers)
    draft = _answered(draft, case)
    own = No(IMAGE.source_sha256, case.said.use)
    heard = replace(SAID["agrees"], noes=(own,)) if case.own == "no_here" else SAID.get(case.own)
    draft = replace(draft, assent=heard, step=Step.SIGN)
    return replace(draft, signatures=tuple(signature(draft, role) for role in case.signers))


def signature(draft: Draft, role: str) -> Signature:
    name, meaning = signer_name(draft, role), rules().wording.meanings[role]
    return Signature(role, name, meaning, drawing(), NOW, binding(draft, role))


@cache
def _explained(pack: str, pathway: str, use: str, pair: tuple[str, str], viewers: tuple[str, ...]) -> Draft:
    """Everything up to the answers: the image shown to `viewers`, and every page of the explanation."""
    found = CIRCUMSTANCES.get(pathway, Draft("", NOW, "").circumstances)
    born = BIRTHS.get(pathway, BORN["adult"])
    if pathway == "minor_alone":
        found = replace(found, decides_alone=ALONE_ON[pack])
    draft = Draft("draft-1", NOW, EXPLAINER.id, patient=patient(born), circumstances=found)
    if pair != ("-", "-"):
        draft = represented(draft, pack, pathway, *pair)
    seen = Showing(IMAGE.source_sha256, IMAGE.view_sha256, NOW, viewers)
    offered = tuple(u.id for u in rules_of(pack).pack.uses if u.id in (use, beside(use)))
    draft = replace(draft, offered=offered, images=(IMAGE,), images_ever=1, showings=(seen,))
    pages = (
        ShownPage(page.id, page.heading, "en", "1", True, page.statements, viewers, NOW, NOW)
        for page in rules_of(pack).pages(draft)
    )
    return replace(draft, explained=tuple(pages))


def _answered(draft: Draft, case: Case) -> Draft:
    said, by = case.said, case.path["decides"]
    given = [
        Answer(IMAGE.source_sha256, use, yes == "yes", NOW, by, outlet=outlet, expiry=expiry)
        for use, yes, outlet, expiry in (
            (said.use, said.given, NAMED.get(said.named), ENDS.get(said.ends)),
            _whole(case.pack, beside(said.use), said.beside),
        )
        if yes != "none"
    ]
    read = NOW if said.warned == "yes" else None
    return replace(draft, answers=tuple(given), warnings_read_at=read)


def _whole(pack: str, use: str, yes: str) -> tuple[str, str, Outlet | None, Expiry | None]:
    """An answer that lacks nothing."""
    needs = _needs(pack, use)
    whole = yes == "yes" and needs["asks"] != "-"
    return use, yes, NAMED["outlet"] if whole else None, ENDS["event"] if whole else None
