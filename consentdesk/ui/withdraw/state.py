"""Everything the page shows on which something is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtGui import QImage

from consentdesk.domain.route import ScannedPage
from consentdesk.domain.signature import Drawing
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.ui.kit.choice import Option

ALL = "all"
NOT_SHOWN = "none"  # no authority was shown


@dataclass(frozen=True)
class Form:
    """What was said so far. `images` and `uses` are what is withdrawn, (ALL,) for all of them; `stays` are
    images made from those which are to stay (R28); `as_last`: whoever asks is
    who decided at the last consent, and nothing of that was changed."""

    images: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    who: str = ""
    way: str = ""
    name: str = field(default="", repr=False)
    relationship: str = ""
    authority: str = ""
    as_last: bool = False
    drawn: Drawing | None = field(default=None, repr=False)
    signs: bool = True
    unsigned: str = field(default="", repr=False)
    known_by: str = field(default="", repr=False)
    told: str = field(default="", repr=False)
    letter: tuple[ScannedPage, ...] = field(default=(), repr=False)

    @property
    def scope(self) -> Scope | None:
        """What is withdrawn, None while nothing was chosen."""
        if not self.images or not self.uses:
            return None
        images, uses = (() if ALL in chosen else chosen for chosen in (self.images, self.uses))
        return Scope(images, uses)

    def asking(self, patient_name: str) -> Asking | None:
        """Who asks and how, None while neither was chosen."""
        if not self.who or not self.way:
            return None
        who, way = Asker(self.who), Way(self.way)
        own, here = who is Asker.PATIENT, way is Way.IN_PERSON
        return Asking(
            who,
            way,
            patient_name if own else self.name,
            relationship="" if own else self.relationship,
            authority=self.authority if who is Asker.REPRESENTATIVE and self.authority != NOT_SHOWN else "",
            drawn=self.drawn if here else None,
            told=self.told,
            unsigned=self.unsigned if here and not self.signs else "",
            known_by=self.known_by if way is Way.TELEPHONE else "",
        )

    def with_value(self, name: str, value: Any) -> Form:
        """With another value in the field of this name."""
        return replace(self, **{name: value})

    def toggled(self, name: str, value: str) -> Form:
        """With one of several chosen, or not any more. All of them and one of them exclude each other."""
        chosen: tuple[str, ...] = getattr(self, name)
        if value in chosen:
            return self.with_value(name, tuple(one for one in chosen if one != value))
        others = () if value == ALL else tuple(one for one in chosen if one != ALL)
        return self.with_value(name, (*others, value))


@dataclass(frozen=True)
class Choice:
    """Something to choose: a use, or an image with its small picture (null where that cannot be read)."""

    value: str
    words: str
    image: QImage | None = None


@dataclass(frozen=True)
class WithdrawState:
    """`asker` says who asks in words, where that is as at the last consent. `follows` are sentences: what
    will be done, and what cannot be undone. `suspends`: whoever asks is not known to be entitled, and it
    is only held back. `problems` are (objectName, words)."""

    patient: str = ""
    name: str = field(default="", repr=False)
    form: Form = field(default_factory=Form)
    images: tuple[Choice, ...] = field(default=(), repr=False)
    uses: tuple[Choice, ...] = ()
    derived: tuple[Choice, ...] = field(default=(), repr=False)
    askers: tuple[Option, ...] = ()
    asker: str = field(default="", repr=False)
    relationships: tuple[Option, ...] = ()
    authorities: tuple[Option, ...] = ()
    follows: tuple[str, ...] = ()
    suspends: bool = False
    loaded: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    busy: str = ""
    trouble: str = ""

    @property
    def problem_words(self) -> dict[str, str]:
        return dict(self.problems)
