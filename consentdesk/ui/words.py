"""Words for staff: refusals as sentences that say what to do next. No Qt in here; the command line uses it too."""

from __future__ import annotations

import gettext

from consentdesk.domain.draft import Step
from consentdesk.domain.refusals import Problem

_ = gettext.gettext


def step_title(step: Step) -> str:
    return {
        Step.PATIENT: _("Patient"),
        Step.IMAGES: _("Images"),
        Step.SHOW: _("Show"),
        Step.EXPLAIN: _("Explain"),
        Step.CHOOSE: _("Choose"),
        Step.CHECK: _("Check"),
        Step.SIGN: _("Sign and seal"),
    }[step]


def sentence(problem: Problem) -> str:
    """What is wrong and what to do, in words. An unknown code is a bug and raises KeyError."""
    return _(SENTENCES[problem.code]).format(**problem.details)


SENTENCES: dict[str, str] = {}
