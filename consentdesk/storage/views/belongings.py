"""What a damaged part of the vault belongs to."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.damage import Hit, Hurt, plainly
from consentdesk.domain.lines import Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import UNREADABLE
from consentdesk.storage.core import Part

OF_COPY = "SELECT DISTINCT r.code FROM copies c JOIN records r ON r.id = c.record WHERE c.sha256 = ?"
OF_IMAGE = "SELECT source_sha256 FROM images WHERE ? IN (source_sha256, view_sha256, thumbnail_sha256)"
RECORDS = (
    "SELECT DISTINCT r.code FROM decisions d JOIN records r ON r.id = d.record WHERE d.image = ?"
    " ORDER BY r.code"
)
KEY = "SELECT k.name FROM blobs b JOIN keys k ON k.id = b.key_id WHERE b.sha256 = ?"


class Belongings(Part):
    def hit_by(self, finding: Finding) -> Hit:
        """What a finding of a check hits, as far as the vault can still tell. Nobody's name is in it."""
        hit = plainly(finding)
        try:
            if hit.is_file:
                return self._file(hit)
            if hit.hurt is Hurt.FACT:
                return self._of_fact(hit)
            return self._session(hit) if hit.hurt is Hurt.SESSION else hit
        except Refusal as refusal:
            if refusal.code not in UNREADABLE:
                raise
            return hit

    def _file(self, hit: Hit) -> Hit:
        sha256 = hit.finding.about
        if codes := self._texts(OF_COPY, sha256):
            return replace(hit, hurt=Hurt.COPY, records=codes)
        if sources := self._texts(OF_IMAGE, sha256):
            return replace(hit, hurt=Hurt.PICTURE, records=self._texts(RECORDS, sources[0]))
        kinds = {name.partition(":")[0] for name in self._texts(KEY, sha256)}
        if "paper" in kinds:
            return replace(hit, hurt=Hurt.SIGNED_PAGE)
        return replace(hit, hurt=Hurt.PICTURE) if "image" in kinds else hit

    def _of_fact(self, hit: Hit) -> Hit:
        found = self._db.row("SELECT kind, at FROM facts WHERE id = ?", hit.finding.about)
        if found is None:
            return hit
        records = self._texts("SELECT code FROM records WHERE fact = ?", hit.finding.about)
        return replace(hit, kind=found[0], at=_moment(found[1]), records=records)

    def _session(self, hit: Hit) -> Hit:
        found = self._db.row("SELECT started_at FROM drafts WHERE id = ?", hit.finding.about)
        return replace(hit, at=_moment(found[0])) if found else hit

    def _texts(self, sql: str, value: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self._db.rows(sql, value))


def _moment(at: str) -> Moment | None:
    """None for a time that is none: it may be the very thing that is damaged."""
    try:
        return Moment.parse(at)
    except ValueError:
        return None
