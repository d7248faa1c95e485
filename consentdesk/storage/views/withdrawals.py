"""What is asked about withdrawals and suspensions: what was said, by whom, and what became of it."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain import facts
from consentdesk.domain.facts import Fact
from consentdesk.domain.refusals import refuse
from consentdesk.domain.withdrawal import Withdrawal
from consentdesk.storage.views.questions import Views

SAID = (
    "SELECT e.fact, (SELECT fact FROM endings_lifted WHERE ending = e.id) FROM endings e"
    " WHERE e.patient = ? GROUP BY e.id ORDER BY e.at_ms DESC, e.id DESC"
)


class Withdrawals(Views):
    def withdrawal(self, ending: str) -> Withdrawal:
        """A withdrawal or a suspension. Raises Refusal `withdrawal_unknown`."""
        found = self._db.row(
            "SELECT patient FROM endings INDEXED BY endings_by_id WHERE id = ? LIMIT 1", ending
        )
        if found is None:
            raise refuse("withdrawal_unknown", "withdrawal", withdrawal=ending)
        return next(said for said in self.withdrawals_of(found[0]) if said.id == ending)

    def withdrawals_of(self, patient: str) -> tuple[Withdrawal, ...]:
        """Every withdrawal and suspension about a patient, newest first."""
        said = [self._said(*row) for row in self._db.rows(SAID, patient)]
        followed = {one.settles: one.id for one in said if one.settles}
        return tuple(replace(one, settled_by=followed.get(one.id, "")) for one in said)

    def _said(self, fact: str, lifting: str | None) -> Withdrawal:
        made = _withdrawal(self._fact(fact))
        if lifting is None:
            return made
        lifted = self._fact(lifting)
        assert isinstance(lifted.body, facts.SuspensionLifted)
        return replace(made, lifted_at=lifted.header.at, reason=lifted.body.reason)


def _withdrawal(fact: Fact) -> Withdrawal:
    body, said = fact.body, (fact.header.patient or "", fact.header.at, fact.header.actor)
    if isinstance(body, facts.UseSuspended):
        return Withdrawal(body.suspension, *said, body.scope, body.asking, suspends=True)
    assert isinstance(body, facts.ConsentWithdrawn)
    return Withdrawal(
        *(body.withdrawal, *said, body.scope, body.asking), kept=body.kept, settles=body.settles
    )
