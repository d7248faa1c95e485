"""A session that was begun under other rules than those that are in force now."""

from __future__ import annotations

from consentdesk.domain.draft import Draft
from consentdesk.domain.session import Rules, offer, speak


def conform(rules: Rules, draft: Draft) -> Draft:
    """The session as the rules in force know it: a use that the clinic's pack no longer has is not asked
    about any more, its answers end as do those to a use that is worded otherwise now, and either voids what
    was signed (R22); a session in a language that is not worded for the pack goes on in that of the rules.
    The checks see to the rest."""
    if draft.language != rules.wording.language:
        draft = speak(rules, draft)
    known = {use.id for use in rules.pack.uses}
    offered = tuple(use for use in draft.offered if use in known)
    words = {use: rules.wording.uses[use] for use in offered}
    return draft if (offered, words) == (draft.offered, draft.use_words) else offer(rules, draft, offered)
