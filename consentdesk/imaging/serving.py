"""A worker's life: load what it needs, put up the walls, answer until the desk closes its end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from consentdesk.domain.refusals import Refusal
from consentdesk.imaging import protocol
from consentdesk.imaging.confinement import allow_processor_time, confine, end_after
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.protocol import Wanted

DECODER_THREADS = 2

Answering = Callable[[BinaryIO, bytes, Limits], None]
Answers = Mapping[Wanted, Answering]


def serve(arguments: Sequence[str], prepare: Callable[[], Answers]) -> None:
    """Answer until the desk is gone, or quiet for too long. `arguments` are those of
    `Limits.arguments`; `prepare` loads all that would otherwise be loaded at first use, when no file can be
    opened any more."""
    limits = Limits.parse(arguments)
    inlet, outlet = _pipes()
    answers = prepare()
    confine(limits)
    protocol.write_ready(outlet)
    while _serve_one(inlet, outlet, answers, limits):
        pass


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Requests and replies; what a library prints goes nowhere, and not into a reply."""
    outlet = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, outlet


def _serve_one(inlet: BinaryIO, outlet: BinaryIO, answers: Answers, limits: Limits) -> bool:
    end_after(limits.quiet_seconds)
    request = protocol.read_request(inlet)
    end_after(0)
    if request is None:
        return False
    wanted, asked = request
    allow_processor_time(limits.seconds_for(wanted) * DECODER_THREADS)
    try:
        answers[wanted](outlet, asked, limits)
    except Refusal as refusal:
        protocol.write_refusal(outlet, refusal)
    return True
