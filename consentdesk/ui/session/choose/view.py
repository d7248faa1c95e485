"""From a draft, and from where the page stands in it, to what the page shows. Without a vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from PySide6.QtGui import QImage

from consentdesk.domain.authorisation import Element
from consentdesk.domain.draft import Answer, Draft, DraftImage, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import Rules
from consentdesk.domain.wording import Wording
from consentdesk.ui.kit.dates import typed_day
from consentdesk.ui.session.choose.granting import Asking, Typed, element_words, usual_last_day
from consentdesk.ui.session.choose.state import ChooseState, Grant, Small, UseCard
from consentdesk.ui.words import _, ngettext, sentence

MOST_PROBLEMS = 4


@dataclass(frozen=True)
class Place:
    """Where the page stands: at which image; whether answers are pressed for someone who says them aloud;
    what Continue found missing, as (where, code), and how often it did; which use is open to be changed;
    what is typed, by use."""

    image: str = ""
    aloud: bool = False
    named: frozenset[tuple[str, str]] = frozenset()
    checks: int = 0
    opened: str = ""
    typed: Mapping[str, Typed] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """What the page is drawn from: questions in the words of `asking`, for whoever decides, all else in those
    of staff. `pictures` are those at hand, by their SHA-256."""

    asking: Asking
    staff: Wording
    place: Place
    now: Moment
    refused: tuple[Problem, ...] = ()
    pictures: Mapping[str, QImage] = field(default_factory=dict)

    @property
    def rules(self) -> Rules:
        return self.asking.rules

    @property
    def draft(self) -> Draft:
        return self.asking.draft

    @cached_property
    def missing(self) -> tuple[Problem, ...]:
        """Everything that is open at this step, unreadable dates included; in order of the images."""
        found = [*self._unreadable(), *problems_at(self.rules, self.draft, Step.CHOOSE, self.now)]
        return tuple(sorted(found, key=self._order))

    @cached_property
    def open_images(self) -> tuple[str, ...]:
        """The images (source hashes) for which something is open."""
        numbers = {image_number(p) for p in self.missing}
        return tuple(i.source_sha256 for i in self.draft.images if i.number in numbers)

    def state(self) -> ChooseState:
        image = self._image()
        missing, wording = self.missing, self.rules.wording
        return ChooseState(
            number=image.number if image else 0,
            caption=self._caption(image),
            spoken_picture=_picture(image) if image else "",
            question=wording.screen["may_be_used"] if image else _("There is nothing to choose"),
            reassurance=wording.screen["stands_alone"] if image else _("Photographs were refused."),
            cards=tuple(self._card(image, use) for use in self.draft.offered) if image else (),
            smalls=self._smalls(missing) if len(self.draft.images) > 1 else (),
            yes=wording.screen["yes"],
            no=wording.screen["no"],
            note=_open_note(missing),
            primary=self._primary(image),
            aloud=self.place.aloud,
            checks=self.place.checks,
            rtl=wording.rtl,
            warnings=self.staff.warnings if any(p.code == "warnings_not_read" for p in missing) else (),
            problems=self._named(missing),
            picture=self.pictures.get(image.view_sha256, QImage()) if image else QImage(),
        )

    def _image(self) -> DraftImage | None:
        return self.draft.image(self.place.image) or next(iter(self.draft.images), None)

    def _caption(self, image: DraftImage | None) -> str:
        if image is None:
            return ""
        place, total = self.draft.images.index(image) + 1, len(self.draft.images)
        # numbers are never given twice: after one was taken out, place and number differ
        words = _("Picture {number} of {total}") if place == image.number else _("Picture {number}")
        parts = [words.format(number=image.number, total=total)]
        parts += [image.label] if image.label else []
        showing = self.draft.shown(image.source_sha256)
        parts += [_("shown {time}").format(time=f"{showing.at.local:%H:%M}")] if showing else []
        return "  ·  ".join(parts)

    def _card(self, image: DraftImage, use: str) -> UseCard:
        words, name = self.rules.wording.uses[use], f"answer_{image.number}_{use}"
        given = self.draft.answer(image.source_sha256, use)
        card = UseCard(use, name, words.title, words.hint, given.yes if given else None, self._aside(use))
        mine = [p for p in self.missing if p.where == f"answer:{image.number}:{use}"]
        lacking = [p for p in mine if p.code != "not_understood"]
        if given is not None and given.yes and self.asking.needs_grant(self.rules.pack.use(use)):
            card = replace(card, summary=self.asking.summary(given), grant=self._grant(given, bool(lacking)))
        return replace(
            card,
            same=given is not None and not lacking and self._differs(given),
            ask=self._ask(next((p for p in mine if p.code == "not_understood"), None)),
            problem=next((self._told(p) for p in mine if self._is_named(p)), ""),
        )

    def _ask(self, waits: Problem | None) -> str:
        """What leads to the questions that a yes waits for; why, where nothing else on the card says it."""
        if waits is None:
            return ""
        named = self._is_named(waits)
        return _("Ask the questions") if named else _("Ask the questions, so that this yes counts")

    def _aside(self, use: str) -> str:
        """The use as staff call it, where the patient reads another language."""
        return self.staff.uses[use].short if self.staff != self.rules.wording else ""

    def _grant(self, given: Answer, wanting: bool) -> Grant | None:
        if not wanting and self.place.opened != given.use:
            return None
        typed = self.place.typed.get(given.use, Typed())
        wrong = next((p for p in self._unreadable() if p.where.endswith(f":{given.use}")), None)
        return self.asking.grant(given, typed, sentence(wrong) if wrong and self._is_named(wrong) else "")

    def _unreadable(self) -> list[Problem]:
        """The days typed for this image that cannot be saved."""
        image, order, today = self._image(), self.asking.order, self.now.day
        example = typed_day(usual_last_day(self.rules, today), order)
        return [
            Problem(code, f"answer:{image.number}:{use}", {"example": example})
            for use, typed in self.place.typed.items()
            if image and (code := typed.wrong(order, today))
        ]

    def _differs(self, given: Answer) -> bool:
        """Whether "same for all pictures" would change something: each was shown, and some answer is not
        this one."""
        if not all(self.draft.shown(i.source_sha256) for i in self.draft.images):
            return False
        others = (self.draft.answer(i.source_sha256, given.use) for i in self.draft.images)
        same = (given.yes, given.outlet, given.expiry)
        return any(a is None or (a.yes, a.outlet, a.expiry) != same for a in others)

    def _smalls(self, missing: tuple[Problem, ...]) -> tuple[Small, ...]:
        open_numbers = {image_number(p) for p in missing}
        return tuple(self._small(image, image.number not in open_numbers) for image in self.draft.images)

    def _small(self, image: DraftImage, done: bool) -> Small:
        spoken = _("{picture}, answered") if done else _("{picture}, answers open")
        picture = self.pictures.get(image.thumbnail_sha256, QImage())
        return Small(image.number, spoken.format(picture=_picture(image)), done, picture)

    def _primary(self, image: DraftImage | None) -> str:
        waiting = self.open_images
        if image is None or not waiting or image.source_sha256 in waiting:
            return _("Continue")
        return _("Next picture")

    def _is_named(self, problem: Problem) -> bool:
        """Whether Continue found this missing: what only came up since is not held against anyone yet."""
        return (problem.where, problem.code) in self.place.named

    def _named(self, missing: tuple[Problem, ...]) -> tuple[tuple[str, str], ...]:
        found = [p for p in missing if self._is_named(p)]
        found += [p for p in self.refused if p not in missing]
        return _short([line for p in found for line in self._lines(p, found)])

    def _lines(self, problem: Problem, found: list[Problem]) -> list[tuple[str, str]]:
        """The line of a problem; the first open answer of an image speaks for all of them."""
        if problem.code != "answer_missing":
            return [(object_name(problem), self._told(problem))]
        about = image_number(problem)
        alike = [p for p in found if p.code == problem.code and image_number(p) == about]
        if problem is not alike[0]:
            return []
        uses = ", ".join(self.staff.uses[str(p.details["use"])].short for p in alike)
        return [(object_name(problem), self._told(problem, use=uses))]

    def _told(self, problem: Problem, **instead: str) -> str:
        """The problem in words, with the names that people know for uses and elements."""
        details = dict(problem.details)
        use = str(details.get("use", ""))
        if use in self.staff.uses:
            details["use"] = self.staff.uses[use].short
        if "element" in details:
            details["element"] = element_words(Element(str(details["element"])))
        return sentence(replace(problem, details={**details, **instead}))

    def _order(self, problem: Problem) -> tuple[bool, int]:
        return problem.code != "warnings_not_read", image_number(problem)


def image_number(problem: Problem) -> int:
    """The number of the image that a problem is about; 0 for none."""
    part, _colon, rest = problem.where.partition(":")
    return int(rest.split(":")[0]) if part == "answer" else 0


def object_name(problem: Problem) -> str:
    """The widget that a problem belongs to."""
    return "warnings_read" if problem.where == "warnings" else problem.where.replace(":", "_")


def _short(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The first lines, and how many more there are."""
    if len(lines) <= MOST_PROBLEMS:
        return tuple(lines)
    more = _("and {count} more").format(count=len(lines) - MOST_PROBLEMS + 1)
    return (*lines[: MOST_PROBLEMS - 1], (lines[MOST_PROBLEMS - 1][0], more))


def _open_note(missing: tuple[Problem, ...]) -> str:
    count = len({p.where for p in missing if image_number(p)})
    if count == 0:
        return ""
    return ngettext("{count} answer still open", "{count} answers still open", count).format(count=count)


def _picture(image: DraftImage) -> str:
    words = _("Picture {number}").format(number=image.number)
    return f"{words}, {image.label}" if image.label else words
