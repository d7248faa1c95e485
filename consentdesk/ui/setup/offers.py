"""The rule packs that a clinic can choose from, in words."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.domain.refusals import Problem
from consentdesk.ui.setup.state import PackRow
from consentdesk.ui.words import _, ngettext, sentence
from consentdesk.workflows.first_run import PackOffer


def pack_rows(offers: Iterable[PackOffer]) -> tuple[PackRow, ...]:
    return tuple(PackRow(o.id, _(o.title), _hint(o), o.pack is not None) for o in offers)


def _hint(offer: PackOffer) -> str:
    if offer.pack is None:
        return _lacks(offer.problems)
    return _("Version {version}, modelled on {model}").format(
        version=offer.pack.version, model=_(offer.pack.modelled_on)
    )


def _lacks(problems: tuple[Problem, ...]) -> str:
    if problems[0].code != "pack_is_template":
        return sentence(problems[0])
    words = ngettext(
        "Needs your country's values first: {count} is still to be filled in",
        "Needs your country's values first: {count} are still to be filled in",
        len(problems),
    )
    return words.format(count=len(problems))
