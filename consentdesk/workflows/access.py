"""Every act is checked here, before anything else happens: whose work it is, and who is asked again (R38).

Each public function of a workflow that works at a desk is marked with what it needs: `needs(act)`,
`needs_code(act)` or `open_to_all`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from consentdesk.domain.access import ASKS_AGAIN, EMERGENCY_LASTS, IN_EMERGENCY, Act, acts_of
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")
NEEDS = "__needs__"
OPEN = "open to all"


def may(desk: Desk) -> frozenset[Act]:
    """Everything that whoever sits at the desk may do at this moment. Access in an emergency that seems to
    come from the future is over: the clock was set back since."""
    me, now = desk.vault.me, desk.now()
    since = Moment(now.utc - EMERGENCY_LASTS, now.offset_minutes)
    return acts_of(me.roles, in_emergency=desk.vault.in_emergency(me.id, since, now))


def require(desk: Desk, act: Act) -> None:
    """Raises Refusal `not_allowed` (details act) unless whoever sits at the desk may do it."""
    allowed = acts_of(desk.vault.me.roles)
    if act not in allowed and (act not in IN_EMERGENCY or act not in may(desk)):
        raise refuse("not_allowed", act=act)


def needs(act: Act) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], T]]:
    """Marks what can be done only by whoever may do `act`; it refuses as `require` does."""
    assert act not in ASKS_AGAIN, "this act asks again: needs_code"

    def mark(work: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
        @wraps(work)
        def checked(desk: Desk, /, *values: P.args, **named: P.kwargs) -> T:
            require(desk, act)
            return work(desk, *values, **named)

        setattr(checked, NEEDS, act)
        return checked

    return mark


def needs_code(
    act: Act,
) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, str, P], T]]:
    """As `needs`, for a sensitive act: who calls it gives the person's code after the desk, which is checked
    first. Besides, raises Refusal `code_wrong` (details left), `locked_by_codes`."""
    assert act in ASKS_AGAIN, "this act asks nothing again: needs"

    def mark(work: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, str, P], T]:
        @wraps(work)
        def checked(desk: Desk, code: str, /, *values: P.args, **named: P.kwargs) -> T:
            require(desk, act)
            desk.vault.check_code(code)
            return work(desk, *values, **named)

        setattr(checked, NEEDS, act)
        return checked

    return mark


def open_to_all(work: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
    """Marks what needs nobody's leave."""
    setattr(work, NEEDS, OPEN)
    return work
