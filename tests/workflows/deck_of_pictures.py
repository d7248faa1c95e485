"""Images here in every state, and 240 pictures made of them and of others, each with its right answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image

from consentdesk.domain.draft import Expiry
from consentdesk.domain.facts import (
    Body,
    ConsentSigned,
    ConsentWithdrawn,
    ImageAdded,
    ImageReleased,
    PatientRegistered,
    UseSuspended,
)
from consentdesk.domain.record import Decision
from consentdesk.domain.record_code import make_code
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Decoder
from consentdesk.workflows.recognise import see
from tests.helpers.pictures import jpeg, photograph, png
from tests.helpers.sessions import ALL_USES, NOW, later, patient, sealed_record

SIGNED = later(NOW, days=-200)
BY_PHONE = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe")
ALLOWED = 24  # images of which everything may be used

STATES = ("refused", "said_no", "expired", "frozen", "withdrawn", "suspended", "not_asked")
REASONS = {
    "refused": "refused",
    "said_no": "patient_said_no",
    "expired": "expired",
    "frozen": "frozen_at_majority",
    "withdrawn": "withdrawn",
    "suspended": "suspended",
    "not_asked": "not_asked",
}


@dataclass(frozen=True)
class Card:
    """A picture to check. `image` is the image that it is, empty where that cannot be known; `like` the one
    that it has to be guessed to be; `reason` the code of the right answer, empty for a yes."""

    data: bytes
    image: str = ""
    like: str = ""
    reason: str = ""


@cache
def taken(name: str) -> Image.Image:
    """A photograph, another one for each name."""
    return photograph(160, 120, seed=int(hashlib.sha256(name.encode()).hexdigest()[:8], 16))


@cache
def file_of(name: str) -> bytes:
    return jpeg(taken(name))


def source_of(name: str) -> str:
    return hashlib.sha256(file_of(name)).hexdigest()


def fill(desk: Desk, decoder: Decoder, each: int = 0) -> None:
    """A consent for each photograph, sealed some while ago; what became of it since. `each`: only so many of
    a kind."""
    for state in ("allowed", *STATES):
        for n in range(each or (ALLOWED if state == "allowed" else 10)):
            _consent(desk, decoder, f"{state} {n}", state)


def cards(desk: Desk, decoder: Decoder) -> tuple[Card, ...]:
    """All 240: known ones in several guises, doubles, strangers. What was released is noted as that."""
    made = [Card(file_of(f"allowed {n}"), source_of(f"allowed {n}")) for n in range(ALLOWED)]
    made += made[:10]
    for state in STATES:
        names = [f"{state} {n}" for n in range(10)]
        made += [Card(file_of(name), source_of(name), "", REASONS[state]) for name in names]
    made += [_same_pixels(f"allowed {n}") for n in range(20)]
    made += [_released(desk, decoder, f"{s} {n}") for n in range(8) for s in ("allowed", "withdrawn")]
    made += [_recompressed(f"allowed {n}") for n in range(24)] + [
        _recompressed(f"frozen {n}") for n in range(6)
    ]
    made += [_cropped(f"allowed {n}") for n in range(20)]
    made += [Card(file_of(f"stranger {n}"), reason="picture_not_recognised") for n in range(50)]
    assert len(made) == 240
    return tuple(made)


def _consent(desk: Desk, decoder: Decoder, name: str, state: str) -> None:
    by_others = state in ("frozen", "said_no")
    pattern = sealed_record("minor" if by_others else "adult", images=1, uses=ALL_USES)
    who = replace(patient(), id=f"patient {name}", record_number=name)
    if by_others:
        who = replace(who, born=date(2008, 1, 9))  # 18 since then
    source, seen = source_of(name), see(decoder, file_of(name))
    decisions = [replace(d, image=source) for d in pattern.decisions]
    record = replace(
        pattern,
        id=f"record {name}",
        code=make_code(int(source[:8], 16)),
        patient=who,
        sealed_at=SIGNED,
        images=(replace(pattern.images[0], source_sha256=source),),
        decisions=tuple(
            _answered(d, state) for d in decisions if (d.use, state) != ("teaching", "not_asked")
        ),
    )
    added = ImageAdded(source, seen.pixels_sha256, source, source, "JPEG", 160, 120, "", True, look=seen.look)
    since: dict[str, Body] = {
        "withdrawn": ConsentWithdrawn(f"w {name}", Scope((source,), ("teaching",)), BY_PHONE),
        "suspended": UseSuspended(f"s {name}", Scope(), BY_PHONE),
    }
    for body in (PatientRegistered(who), added, ConsentSigned(record)):
        desk.vault.append(body, SIGNED, who.id)
    if state in since:
        desk.vault.append(since[state], later(SIGNED, days=20), who.id)


def _answered(decision: Decision, state: str) -> Decision:
    if decision.use != "teaching":
        return decision
    if state in ("refused", "said_no"):
        return replace(decision, yes=False, effective=False, patient_said_no=state == "said_no")
    expiry = Expiry(date(2026, 1, 1)) if state == "expired" else None
    return replace(decision, expiry=expiry, by="representative" if state == "frozen" else "patient")


def _same_pixels(name: str) -> Card:
    """Another file, without loss."""
    shown = Image.open(BytesIO(file_of(name))).convert("RGB")
    return Card(png(shown), source_of(name))


def _released(desk: Desk, decoder: Decoder, name: str) -> Card:
    """A smaller one that left through the gate."""
    out = jpeg(taken(name).resize((120, 90)))
    noted = ImageReleased(
        f"release {name}", source_of(name), "teaching", "", f"record {name}", "",
        hashlib.sha256(out).hexdigest(), decoder.pixel_sha256(out), "JPEG", 120, 90,
    )  # fmt: skip
    desk.vault.append(noted, later(SIGNED, days=1), f"patient {name}")
    return Card(out, source_of(name), reason="withdrawn" if name.startswith("withdrawn") else "")


def _recompressed(name: str) -> Card:
    """As an office program makes it smaller when it saves."""
    return Card(jpeg(taken(name), quality=60), like=source_of(name), reason="picture_not_recognised")


def _cropped(name: str) -> Card:
    return Card(jpeg(taken(name).crop((30, 20, 130, 100))), reason="picture_not_recognised")
