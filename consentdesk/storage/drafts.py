"""Sessions in progress: ordinary rows, each sealed under a key of its own that goes with it."""

from __future__ import annotations

from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.lines import DraftLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.core import Part
from consentdesk.storage.sealing import Broken, Erased

DRAFT = "draft:"


def draft_key(id: str) -> str:
    return f"{DRAFT}{id}"


class Drafts(Part):
    def save_draft(self, draft: Draft, at: Moment) -> None:
        """Keep a draft as it stands now, in place of what was saved before."""
        name = draft.patient.name if draft.patient else ""
        with self._db.transaction():
            sealed = self._keys.seal(draft_key(draft.id), canonical(draft), draft.id.encode())
            self._db.run(
                "INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " patient_name = excluded.patient_name, step = excluded.step,"
                " changed_at = excluded.changed_at, held = excluded.held, data = excluded.data,"
                " corrects = excluded.corrects, awaits_form = excluded.awaits_form",
                *(draft.id, name, draft.step.value, str(draft.started_at), str(at), draft.held, sealed),
                draft.corrects.code if draft.corrects else "",
                int(draft.paper is not None and bool(draft.paper.missing_pages)),
            )

    def draft(self, id: str) -> Draft:
        """Raises Refusal `draft_unknown` or `draft_damaged`."""
        found = self._db.row("SELECT data FROM drafts WHERE id = ?", id)
        if found is None:
            raise refuse("draft_unknown", "draft", draft=id)
        try:
            return parse(Draft, self._keys.open(found[0], id.encode()))
        except (Broken, Erased) as wrong:
            raise self._core.damaged("draft_damaged", draft=id) from wrong

    def drafts(self) -> tuple[DraftLine, ...]:
        """Every session that is not finished, the one changed last first."""
        rows = self._db.rows(
            "SELECT id, patient_name, step, started_at, changed_at, held, corrects, awaits_form FROM drafts"
        )
        lines = (_line(*row) for row in rows)
        return tuple(sorted(lines, key=lambda line: (line.changed_at.utc, line.id), reverse=True))

    def remove_draft(self, id: str) -> None:
        """Remove a draft and make it unreadable; one that is not there stays not there."""
        with self._db.transaction():
            self._db.run("DELETE FROM drafts WHERE id = ?", id)
            self._keys.destroy(draft_key(id), self._core.now())


def _line(
    id: str, name: str, step: str, started: str, changed: str, held: str, corrects: str, awaits_form: int
) -> DraftLine:
    at = Moment.parse(changed)
    return DraftLine(id, name, Step(step), Moment.parse(started), at, held, corrects, bool(awaits_form))
