"""Sessions that stand at one of the steps after the showing, with real photographs in a real vault."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.session import Rules, go_to
from consentdesk.workflows.take_session import Act, change
from tests.ui.session.conftest import Bedside
from tests.ui.session.played import ready_to_sign

RECORD_AND_TEACHING = ("medical_record", "teaching")


def at_explain(bedside: Bedside, uses: tuple[str, ...] = RECORD_AND_TEACHING, pathway: str = "adult") -> None:
    """Nothing was explained yet."""

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        return go_to(replace(draft, explained=(), answers=()), Step.EXPLAIN)

    _stand(bedside, act, 1, uses, pathway)


def at_choose(bedside: Bedside, images: int = 1, uses: tuple[str, ...] = RECORD_AND_TEACHING) -> None:
    """Everything was explained, nothing answered."""

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        return go_to(replace(draft, answers=(), warnings_read_at=None), Step.CHOOSE)

    _stand(bedside, act, images, uses, "adult")


def at_check(
    bedside: Bedside,
    images: int = 1,
    uses: tuple[str, ...] = RECORD_AND_TEACHING,
    pathway: str = "adult",
    last: Act = lambda rules, draft, now: draft,
) -> None:
    """Everything was answered; `last` is what happened just before."""

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        return go_to(last(rules, draft, now), Step.CHECK)

    _stand(bedside, act, images, uses, pathway)


def _stand(bedside: Bedside, act: Act, images: int, uses: tuple[str, ...], pathway: str) -> None:
    draft = ready_to_sign(bedside, pathway, images, uses)
    bedside.resume(bedside.on_lane(partial(change, bedside.desk, draft.id, act)))
