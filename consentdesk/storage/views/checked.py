"""What is asked about checks for what identifies a patient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from consentdesk.domain.facts import PostingDeclined, ReidentificationChecked
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.domain.reidentification.check import (
    Check,
    Checked,
    CheckLine,
    SecondWord,
    particulars_hash,
)
from consentdesk.storage.connection import Row
from consentdesk.storage.views.putting import ms
from consentdesk.storage.views.questions import PATIENT, Views, patient

AT_ONCE = 500  # names in one question
WORKED_HERE = (  # when they said it
    "EXISTS (SELECT 1 FROM comings WHERE member = {0}.member AND NOT leaves AND at_ms <= {0}.at_ms)"
    " AND NOT EXISTS (SELECT 1 FROM comings WHERE member = {0}.member AND leaves AND at_ms <= {0}.at_ms)"
)
SAID = (
    "(SELECT group_concat(a.member, char(32)) FROM agreements a WHERE a.about = c.id AND a.declines = {}"
    f" AND {WORKED_HERE.format('a')})"
)
SHOWN = (  # the patient whose image it is now
    "LEFT JOIN patients p ON p.id = (SELECT patient FROM images i WHERE i.source_sha256 = c.image"
    " ORDER BY at_ms DESC, kept, patient LIMIT 1)"
)
CHECKED = (
    f"c.image, c.id, c.use, c.outlet, c.at, c.member, c.words, {SAID.format(0)}, {SAID.format(1)},"
    f" c.outlet_id, c.particulars, {PATIENT} FROM checks c INDEXED BY checks_by_image {SHOWN}"
)
LINE = (
    f"c.id, c.image, c.patient, c.use, c.outlet, c.at, c.member, c.particulars, {PATIENT} FROM checks c"
    " {} " + SHOWN
)
LATER = (  # check of the same
    "SELECT 1 FROM checks l INDEXED BY checks_by_image WHERE l.image = c.image AND l.use = c.use"
    " AND l.outlet = c.outlet AND (l.at_ms, l.id) > (c.at_ms, c.id)"
)


class Checks(Views):
    def checks_on(self, sources: Sequence[str]) -> dict[str, tuple[Checked, ...]]:
        """Every check of these images (source hashes) by somebody who worked here then, oldest first; images
        without one are left out."""
        wanted = tuple(dict.fromkeys(sources))
        found: dict[str, tuple[Checked, ...]] = {}
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            rows = self._db.rows(
                f"SELECT {CHECKED} WHERE c.image IN ({_marks(some)}) AND {WORKED_HERE.format('c')}"
                " ORDER BY c.at_ms, c.id",
                *some,
            )
            for image, *row in rows:
                found[image] = (*found.get(image, ()), _checked(tuple(row)))
        return found

    def finished_check(self, id: str) -> Check:
        """A check, word for word. Raises Refusal `check_unknown`."""
        found = self._db.row("SELECT fact FROM checks WHERE id = ?", id)
        if found is None:
            raise refuse("check_unknown", check=id)
        body = self._fact(found[0]).body
        assert isinstance(body, ReidentificationChecked)
        return body.check

    def check_line(self, id: str) -> CheckLine:
        """A check with what second persons said to it. Raises Refusal `check_unknown`."""
        found = self._db.row(f"SELECT {LINE.format('')} WHERE c.id = ?", id)
        if found is None:
            raise refuse("check_unknown", check=id)
        return replace(_line(found), said=tuple(self._said_to(id)))

    def checks_waiting(
        self, uses: Sequence[str], since: Moment, member: str, limit: int
    ) -> tuple[CheckLine, ...]:
        """Checks for these uses, made at a moment or later, to which nobody else said anything and that are
        not the member's own, oldest first; the last alone of an image, use and outlet, of images that are
        still there."""
        rows = self._db.rows(
            f"SELECT {LINE.format('INDEXED BY checks_waiting')} WHERE NOT c.answered"
            f" AND c.use IN ({_marks(uses)}) AND c.at_ms >= ? AND c.member <> ? AND NOT EXISTS ({LATER})"
            " ORDER BY c.at_ms, c.id LIMIT ?",
            *(*uses, ms(since), member, limit),
        )
        return tuple(line for line in map(_line, rows) if line.same_patient and self._is_kept(line.image))

    def _is_kept(self, image: str) -> bool:
        found = self.image(image)
        return found is not None and found.kept

    def _said_to(self, id: str) -> Iterable[SecondWord]:
        rows = self._db.rows(
            "SELECT member, at, declines, fact FROM agreements WHERE about = ? ORDER BY at_ms, member", id
        )
        for member, at, declines, fact in rows:
            reason = self._reason(fact) if declines else ""
            yield SecondWord(member, Moment.parse(at), not declines, reason)

    def _reason(self, fact: str) -> str:
        body = self._fact(fact).body
        assert isinstance(body, PostingDeclined)
        return body.reason


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _checked(row: Row) -> Checked:
    id, use, outlet, at, member, words, agreed_by, declined_by, outlet_id, particulars, *shown = row
    return Checked(
        *(id, use, outlet, Moment.parse(at), member, words),
        agreed_by=tuple((agreed_by or "").split()),
        declined_by=tuple((declined_by or "").split()),
        outlet_id=outlet_id,
        same_patient=_is_same(particulars, tuple(shown)),
    )


def _line(row: Row) -> CheckLine:
    id, image, of, use, outlet, at, member, particulars, *shown = row
    name = f"{shown[1]} {shown[2]}".strip() if shown[0] else ""
    same = _is_same(particulars, tuple(shown))
    return CheckLine(id, image, of, name, use, outlet, Moment.parse(at), member, same)


def _is_same(particulars: str, shown: Row) -> bool:
    """Whether the patient shown, as known now, is who was looked for."""
    return shown[0] is not None and particulars_hash(patient(shown)) == particulars
