"""Records whose times tell how long each part of the session took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from consentdesk.domain.moment import Moment
from consentdesk.domain.overview import Stage
from consentdesk.domain.record import ConsentRecord

STAGES = (Stage.PREPARE, Stage.SHOW, Stage.EXPLAIN, Stage.CHOOSE, Stage.SIGN, Stage.SEAL)


def timed(record: ConsentRecord, seconds: Sequence[int], sealed_at: Moment) -> ConsentRecord:
    """The record with stages of this many seconds, in the order of `STAGES`."""
    ends = [sealed_at]
    for took in reversed(seconds):
        ends.insert(0, Moment(ends[0].utc - timedelta(seconds=took), sealed_at.offset_minutes))
    started, shown, first_page, read, answered, signed, _sealed = ends
    images = tuple(
        replace(image, showings=tuple(replace(s, at=shown) for s in image.showings))
        for image in record.images
    )
    pages = tuple(replace(page, shown_at=first_page, acknowledged_at=read) for page in record.explained)
    return replace(
        record,
        started_at=started,
        images=images,
        explained=pages,
        decisions=tuple(replace(d, at=answered) for d in record.decisions),
        signatures=tuple(replace(s, at=signed) for s in record.signatures),
        sealed_at=sealed_at,
    )
