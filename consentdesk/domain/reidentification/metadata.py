"""What the metadata of a source file says of who is shown; a release takes all of it out (R25, R26)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consentdesk.domain.image import Trace, TraceKind
from consentdesk.domain.reidentification.finding import grade_of, remedies_for
from consentdesk.domain.reidentification.identifier import Grade, Identifier, Kind, Where, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.words import identifiers_in

_WHOLE: dict[TraceKind, Kind] = {
    "place": Kind.PLACE,
    "date": Kind.DATE,
    "serial": Kind.VEHICLE_OR_DEVICE_NUMBER,
    "person": Kind.NAME,
}


def identifiers_in_metadata(
    traces: Sequence[Trace], who: WhoIsShown, lexicon: Lexicon
) -> tuple[Identifier, ...]:
    """Each thing once that metadata tells; `start` counts in the text of its trace. A place, a day, a serial
    number and a person identify as they stand; of free text what is found in
    it, of the names of devices and programs only what points to one person."""
    found = (one for trace in traces for one in _in_trace(trace, who, lexicon))
    return tuple({one.key: one for one in found}.values())


def _in_trace(trace: Trace, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Identifier]:
    kind = _WHOLE.get(trace.kind)
    if kind is None:
        found = identifiers_in(trace.text, Where.METADATA, who, lexicon)
        yield from (one for one in found if trace.kind == "text" or one.grade is Grade.ONE)
    elif trace.text:
        remedies = remedies_for(kind, Where.METADATA)
        yield Identifier(kind, Where.METADATA, grade_of(kind), trace.text, 0, remedies)
