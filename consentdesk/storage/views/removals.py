"""What is asked about the tasks of taking images down: which are open, whose, and what became of them. Lists
have reports in short, without notes and proofs; one task has them word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consentdesk.domain.facts import RemovalReported
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import Outcome, PlacementLine, Removal, RemovalLine, RemovalReport
from consentdesk.domain.refusals import refuse
from consentdesk.domain.take_down import LetterLine, RemovalCounts, RemovalPlace, Which, same_place
from consentdesk.domain.withdrawal import Scope
from consentdesk.storage.connection import Row
from consentdesk.storage.views.uses import Uses

LETTER = "takedown_letter"
LAST_MS = str(2**63 - 1)
REMOVAL = (
    "r.id, r.placement, r.ending, r.owner, r.due, r.level,"
    " (SELECT at FROM removals_opened WHERE removal = r.id) FROM removals r"
)
PAGES = {
    Which.OPEN: "INDEXED BY removals_open WHERE NOT r.closed AND (r.due, r.id) > (?, ?) ORDER BY r.due, r.id",
    Which.MINE: "INDEXED BY removals_of_owner WHERE NOT r.closed AND r.owner = ? AND (r.due, r.id) > (?, ?)"
    " ORDER BY r.due, r.id",
    Which.CLOSED: "INDEXED BY removals_closed WHERE r.closed AND (r.closed, r.id) < (cast(? AS INTEGER), ?)"
    " ORDER BY r.closed DESC, r.id DESC",
}
REACHED = (  # of images that no later record says are somebody else's
    "SELECT p.id FROM images i INDEXED BY images_by_patient"
    " JOIN placements p INDEXED BY placements_by_image ON p.image = i.source_sha256 AND NOT p.ended"
    " WHERE i.patient = ? AND NOT EXISTS (SELECT 1 FROM images o"
    " WHERE o.source_sha256 = i.source_sha256 AND o.at_ms > i.at_ms) ORDER BY p.id"
)
BESIDE = (
    f"SELECT {REMOVAL} INDEXED BY removals_by_placement WHERE r.placement IN"
    " (SELECT id FROM placements INDEXED BY placements_by_patient WHERE patient = ? AND NOT ended)"
    " AND NOT r.closed AND r.id <> ? ORDER BY r.id"
)


class Removals(Uses):
    def removals(
        self, which: Which, owner: str, after: RemovalPlace | None = None, limit: int = 50
    ) -> tuple[RemovalLine, ...]:
        """A page of tasks: open ones by their due day, closed ones the newest first."""
        begin = after or (LAST_MS if which is Which.CLOSED else "", "")
        values = (owner, *begin) if which is Which.MINE else begin
        rows = self._db.rows(f"SELECT {REMOVAL} {PAGES[which]} LIMIT ?", *values, limit)
        return tuple(self._removal_line(row) for row in rows)

    def removal_place(self, removal: str) -> RemovalPlace:
        """Where a task stands in its list. Raises Refusal `removal_unknown`."""
        found = self._db.row("SELECT due, closed FROM removals WHERE id = ?", removal)
        if found is None:
            raise refuse("removal_unknown", "removal")
        due, closed = found
        return RemovalPlace(str(closed) if closed else due, removal)

    def removal(self, id: str) -> RemovalLine:
        """A task with every report, word for word. Raises Refusal `removal_unknown`."""
        found = self._db.row(f"SELECT {REMOVAL} WHERE r.id = ?", id)
        if found is None:
            raise refuse("removal_unknown", "removal")
        return self._removal_line(found, whole=True)

    def removals_of(self, ending: str) -> tuple[RemovalLine, ...]:
        """Every task that a withdrawal or a suspension asked for, in the order of their opening."""
        rows = self._db.rows(
            f"SELECT {REMOVAL} WHERE r.id IN (SELECT removal FROM removal_endings WHERE ending = ?)"
            " ORDER BY (SELECT at_ms FROM removals_opened WHERE removal = r.id), r.id",
            ending,
        )
        return tuple(self._removal_line(row) for row in rows)

    def removals_at(self, placement: str) -> tuple[RemovalLine, ...]:
        """Every task that one place ever had, oldest first."""
        rows = self._db.rows(
            f"SELECT {REMOVAL} INDEXED BY removals_by_placement WHERE r.placement = ? ORDER BY r.id",
            placement,
        )
        return tuple(self._removal_line(row) for row in rows)

    def removals_beside(self, removal: RemovalLine) -> tuple[RemovalLine, ...]:
        """The other open tasks at the place of one, for other images of the same patient."""
        rows = self._db.rows(BESIDE, removal.place.patient, removal.removal.id)
        lines = (self._removal_line(row) for row in rows)
        return tuple(line for line in lines if same_place(line.place.placement, removal.place.placement))

    def removal_counts(self, owner: str, day: date) -> RemovalCounts:
        """Of the open tasks: how many, how many whose day has passed, how many of one owner."""
        counted = self._db.row(
            "SELECT (SELECT count(*) FROM removals INDEXED BY removals_open WHERE NOT closed),"
            " (SELECT count(*) FROM removals INDEXED BY removals_open WHERE NOT closed AND due < ?),"
            " (SELECT count(*) FROM removals INDEXED BY removals_of_owner WHERE NOT closed AND owner = ?)",
            *(str(day), owner),
        )
        return RemovalCounts(*counted) if counted else RemovalCounts()

    def letters_of(self, removal: str) -> tuple[LetterLine, ...]:
        """The letters that were written for a task, oldest first."""
        rows = self._db.rows(
            "SELECT d.about, min(d.at_ms), (SELECT at FROM facts WHERE id = d.fact), coalesce(g.how, '')"
            " FROM documents d LEFT JOIN documents_given g ON g.document = d.document AND g.about = d.about"
            " WHERE d.document = ? AND d.about >= ? AND d.about < ? GROUP BY d.about ORDER BY 2, 1",
            *(LETTER, f"{removal}/", f"{removal}0"),
        )
        return tuple(
            LetterLine(int(about.rpartition("/")[2]), Moment.parse(at), how) for about, _, at, how in rows
        )

    def released_to(self, placement: PlacementLine) -> str:
        """The hash of the file that was released to a place; "" where none was."""
        at = placement.placement
        found = self._db.row(
            "SELECT file_sha256 FROM releases INDEXED BY releases_by_image WHERE image = ? AND placement = ?"
            " ORDER BY at_ms LIMIT 1",
            *(at.image, at.id),
        )
        return str(found[0]) if found else ""

    def placements_reached(self, patient: str, scope: Scope) -> tuple[PlacementLine, ...]:
        """The live places that a patient's withdrawal of this reaches, whoever they were noted for."""
        found = (self.placement(id) for (id,) in self._db.rows(REACHED, patient))
        return tuple(
            line for line in found if line and scope.reaches(line.placement.image, line.placement.use)
        )

    def _removal_line(self, row: Row, whole: bool = False) -> RemovalLine:
        """A task with its place; its reports word for word, or in short as the views hold them."""
        id, placement, ending, owner, due, level, opened_at = row
        place = self.placement(placement)
        assert place is not None, "a task is about a place that was noted before"
        removal = Removal(id, placement, ending, owner, date.fromisoformat(due), level)
        return RemovalLine(removal, place, Moment.parse(opened_at), self._reports(id, whole))

    def _reports(self, removal: str, whole: bool) -> tuple[RemovalReport, ...]:
        rows = self._db.rows(
            "SELECT fact, at, member, outcome FROM removal_reports INDEXED BY removal_reports_by_removal"
            " WHERE removal = ? ORDER BY at_ms, fact",
            removal,
        )
        return tuple(self._report(*row, whole=whole) for row in rows)

    def _report(self, fact: str, at: str, member: str, outcome: str, *, whole: bool) -> RemovalReport:
        short = RemovalReport(Outcome(outcome), Moment.parse(at), member)
        if not whole:
            return short
        said = self._fact(fact).body
        assert isinstance(said, RemovalReported)
        return replace(short, note=said.note, proof=said.proof)
