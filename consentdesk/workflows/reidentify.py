"""Look for what identifies the patient before an image leaves: picture, words and outlet together (R26).

Looking is pure reading and can be done again at every change; a check that is finished is a fact, and the
gate asks for it. It never says that nobody can be recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from consentdesk.domain.access import Act, Role
from consentdesk.domain.facts import ReidentificationChecked
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.outlets import find_outlet, folded
from consentdesk.domain.pack import OutletKind
from consentdesk.domain.people import too_long
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.reidentification.check import Check, LeftIn, Looked, particulars_hash
from consentdesk.domain.reidentification.combining import together
from consentdesk.domain.reidentification.finishing import needs_answer, open_problems
from consentdesk.domain.reidentification.identifier import (
    MAX_SAID,
    Combination,
    Identifier,
    Saying,
    SeenInPicture,
    Where,
    WhoIsShown,
)
from consentdesk.domain.reidentification.metadata import identifiers_in_metadata
from consentdesk.domain.reidentification.outlets import identifiers_of_outlet
from consentdesk.domain.reidentification.pixels import identifiers_read, identifiers_seen
from consentdesk.domain.reidentification.words import identifiers_in
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.known import kept_image
from consentdesk.workflows.ports import Decoder

NOT_YET_SEEN = SeenInPicture()
RECORDS_READ = 5  # of a patient, the newest, for the names of those who took part


@dataclass(frozen=True)
class Findings:
    """What was found, and what it says together. `ran` are the detectors that could be asked: what another
    would have found is not known, and what none found may be there all the same."""

    found: tuple[Identifier, ...]
    together: tuple[Combination, ...]
    ran: tuple[str, ...]


@needs(Act.LOOK)
def seeing(desk: Desk, decoder: Decoder, image: str) -> Callable[[], SeenInPicture]:
    """Work that looks at the pixels and the metadata of an image (its source hash), on any thread; what it
    gives never changes. Raises Refusal `blob_unknown`, `blob_damaged`; the work itself as `Decoder` does."""
    source = desk.vault.blob(image)
    return lambda: replace(decoder.seen_in(source), traces=decoder.look(source).traces)


@needs(Act.LOOK)
def look_through(
    desk: Desk,
    image: str,
    use: str,
    outlet: str,
    saying: Saying,
    seen: SeenInPicture | None,
    looked: Sequence[Looked],
) -> Findings:
    """Everything that is found in an image, its words and its outlet, for a use, today. `seen` is None as
    long as nobody has looked at the pixels. Without a use nothing is said of an outlet. Raises Refusal
    `image_unknown` (erased, or never there), `use_unknown`, `text_too_long`."""
    refuse_if_any(too_long(vars(saying), MAX_SAID))
    who, seen = _who_is_shown(desk, kept_image(desk.vault, image)), seen or NOT_YET_SEEN
    found = (
        *identifiers_seen(seen, looked),
        *identifiers_read(seen, who, desk.lexicon),
        *identifiers_in(saying.caption, Where.CAPTION, who, desk.lexicon),
        *identifiers_in(saying.title, Where.TITLE, who, desk.lexicon),
        *identifiers_in(saying.mark, Where.MARK, who, desk.lexicon),
        *identifiers_in(saying.file_name, Where.FILE_NAME, who, desk.lexicon),
        *identifiers_in_metadata(seen.traces, who, desk.lexicon),
        *_of_outlet(desk, use, outlet, saying, who),
    )
    return Findings(found, together(found), seen.ran)


@needs(Act.RELEASE)
def finish_check(
    desk: Desk,
    image: str,
    use: str,
    outlet: str,
    saying: Saying,
    seen: SeenInPicture | None,
    looked: Sequence[Looked],
    left_in: Sequence[LeftIn],
) -> Check:
    """Note that an image was checked for a use at an outlet, with what was found and why it stays. Everything
    is looked through once more. Raises Refusal as `look_through`, `outlet_not_named`, and with all that
    `open_problems` finds."""
    findings = look_through(desk, image, use, outlet, saying, seen, looked)
    if desk.pack.use(use).outlet is not OutletKind.NONE and not folded(outlet):
        raise refuse("outlet_not_named", "outlet")
    refuse_if_any(open_problems(findings.found, looked, left_in))
    entry = find_outlet(outlet, desk.outlets())
    who = desk.vault.patient(kept_image(desk.vault, image).patient)
    staying = {one.key for one in findings.found if needs_answer(one)}
    check = Check(
        id=desk.ids.new_id(),
        image=image,
        use=use,
        outlet=entry.name if entry else outlet.strip(),
        saying=saying,
        looked=tuple(looked),
        found=findings.found,
        together=findings.together,
        left_in=tuple(one for one in left_in if one.key in staying),
        ran=findings.ran,
        outlet_id=entry.id if entry else "",
        particulars=particulars_hash(who),
    )
    desk.note(ReidentificationChecked(check), who.id)
    return check


def _of_outlet(desk: Desk, use: str, outlet: str, saying: Saying, who: WhoIsShown) -> tuple[Identifier, ...]:
    kind = desk.pack.use(use).outlet if use else OutletKind.NONE
    if kind is OutletKind.NONE:
        return ()
    posted = desk.now().day if kind is OutletKind.PLATFORM else None  # a journal appears at its own time
    return identifiers_of_outlet(posted, saying, who, desk.lexicon)


def _who_is_shown(desk: Desk, line: ImageLine) -> WhoIsShown:
    patient, clinic = desk.vault.patient(line.patient), desk.vault.clinic()
    records = [desk.vault.record(each.id).record for each in desk.vault.records_of(patient.id)[:RECORDS_READ]]
    around = dict.fromkeys(name for record in records for name in _took_part(record))
    return WhoIsShown(
        patient.given_name,
        patient.family_name,
        patient.born,
        patient.record_number,
        around=tuple(name for name in around if name and name != patient.name),
        staff=tuple(m.member.name for m in desk.vault.everyone() if Role.RECOVERY not in m.member.roles),
        clinic=(clinic.name, *clinic.address.splitlines()),
    )


def _took_part(record: ConsentRecord) -> Iterator[str]:
    yield from (each.name for each in (record.representative, record.second_representative) if each)
    yield from (supporter.name for supporter in record.supporters)
    for signature in record.signatures:
        yield from (signature.name, signature.witness)
