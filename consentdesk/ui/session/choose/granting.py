"""What a yes for publication or social media has to say, and the acts that say it. Without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from consentdesk.domain.answering import answer, limit
from consentdesk.domain.authorisation import Element, missing_elements
from consentdesk.domain.draft import Answer, Draft, Expiry, Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import as_offered, folded, outlets_for
from consentdesk.domain.pack import OutletEntry, OutletKind, Use
from consentdesk.domain.people import birthday
from consentdesk.domain.session import Rules
from consentdesk.ui.kit.dates import DayOrder, parse_day, typed_day
from consentdesk.ui.session.choose.state import Grant, OutletChoice, Part
from consentdesk.ui.words import _, day_in_words


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of an open grant, as typed; None where nobody typed."""

    other: str = ""
    until: str | None = None
    event: str | None = None

    def wrong(self, order: DayOrder, today: date) -> str:
        """Why what was typed cannot be saved, as the code of a problem; "" where it can."""
        expiry = self.expiry(None, order)
        if expiry is None:
            return "expiry_not_a_day" if self.until and self.until.strip() else ""
        return "expiry_not_in_future" if expiry.until and expiry.until <= today else ""

    def expiry(self, saved: Expiry | None, order: DayOrder) -> Expiry | None:
        """Until when the yes holds by what was typed; None where that is no day and no event."""
        if self.until is None and self.event is None:
            return saved
        if self.event and self.event.strip():
            return Expiry(event=self.event.strip())
        day = parse_day(self.until or "", order)
        return Expiry(until=day) if day else None


def settled(rules: Rules, draft: Draft, image: str, use: str, yes: bool, now: Moment, aloud: bool) -> Draft:
    """The answer, and with a yes that needs an expiry the pack's usual one, in sight and to be changed."""
    after = answer(rules, draft, image, use, yes, now, aloud)
    given = after.answer(image, use)
    if given is None or not given.yes or given.expiry is not None or not rules.pack.use(use).expiry:
        return after
    return limit(after, image, use, Expiry(until=usual_last_day(rules, now.day)), now)


def until(image: str, use: str, expiry: Expiry | None) -> Callable[[Rules, Draft, Moment], Draft]:
    """The act that says until when a yes holds."""
    return lambda rules, draft, now: limit(draft, image, use, expiry, now)


def usual_last_day(rules: Rules, today: date) -> date:
    return birthday(today, rules.pack.validity_years, rules.pack.ages.leap_birthday)


def choices(rules: Rules, use: Use, register: Iterable[OutletEntry], draft: Draft) -> tuple[Outlet, ...]:
    """What can be pressed: classes first, then outlets, then what this session has named besides."""
    known = sorted(outlets_for(use, register), key=lambda entry: entry.kind != "class")
    found = {entry.id: as_offered(entry, rules.wording) for entry in known}
    named = (a.outlet for a in draft.answers if a.use == use.id and a.outlet is not None)
    return tuple({**found, **{o.id: o for o in named if o.id not in found}}.values())


def fitting(outlets: Iterable[Outlet], register: Iterable[OutletEntry], typed: str) -> tuple[Outlet, ...]:
    """The choices of which a name or an alias has what was typed in it; all while nothing is typed."""
    wanted = folded(typed)
    names = {entry.id: (entry.name, *entry.aliases) for entry in register}
    return tuple(o for o in outlets if any(wanted in folded(n) for n in (o.said, *names.get(o.id, ()))))


@dataclass(frozen=True)
class Asking:
    """Everything that stays the same while a grant is drawn."""

    rules: Rules
    draft: Draft
    register: tuple[OutletEntry, ...]
    order: DayOrder
    signer: str

    def needs_grant(self, use: Use) -> bool:
        return use.authorisation or use.outlet is not OutletKind.NONE

    def grant(self, given: Answer, typed: Typed, until_problem: str = "") -> Grant:
        """The open fields of a yes."""
        use = self.rules.pack.use(given.use)
        platform = use.outlet is OutletKind.PLATFORM
        shown = fitting(choices(self.rules, use, self.register, self.draft), self.register, typed.other)
        return Grant(
            question=_("On which platform?") if platform else _("Where may it be published?"),
            outlets=tuple(OutletChoice(o.id, o.said) for o in shown),
            chosen=given.outlet.id if given.outlet else "",
            other_label=_("Another platform") if platform else _("Another journal, book or website"),
            other=typed.other,
            until=self._until(given, typed),
            until_problem=until_problem,
            event=typed.event if typed.event is not None else (given.expiry.event if given.expiry else ""),
            parts=self._parts(given, use),
        )

    def summary(self, given: Answer) -> str:
        """Where a yes reaches and until when: "JAMA Dermatology, until 2 March 2031"."""
        where = given.outlet.said if given.outlet else ""
        expiry = given.expiry
        if expiry is None:
            return where
        month_first = self.order == "mdy"
        end = day_in_words(expiry.until, month_first) if expiry.until else expiry.event
        until = _("until {end}").format(end=end)
        return f"{where}, {until}" if where else until

    def _until(self, given: Answer, typed: Typed) -> str:
        if typed.until is not None:
            return typed.until
        last = given.expiry.until if given.expiry else None
        return typed_day(last, self.order) if last and not typed.event else ""

    def _parts(self, given: Answer, use: Use) -> tuple[Part, ...]:
        if not use.authorisation:
            return ()
        missing = missing_elements(self.draft, given, use, self.rules.clinic, self.signer)
        return tuple(Part(element_words(e), e not in missing) for e in Element)


def element_words(element: Element) -> str:
    return {
        Element.INFORMATION: _("what: this picture"),
        Element.DISCLOSER: _("who gives it out"),
        Element.RECIPIENT: _("to whom"),
        Element.PURPOSE: _("what for"),
        Element.EXPIRY: _("until when"),
        Element.SIGNATURE: _("who signs, and by what right"),
        Element.RIGHT_TO_REVOKE: _("how to withdraw"),
        Element.NO_CONDITIONING: _("care does not depend on it"),
        Element.REDISCLOSURE: _("may be passed on"),
    }[element]
