"""The register: outlets with all their names, and every place where an image is (R4, R25).

Whoever keeps the register enters outlets and places. What would let a yes that a patient gave already reach
further than on the day they gave it (another name of a known outlet, one more member of a class that the
rules allow) is a change of the rules, and for whoever may change those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.access import Act
from consentdesk.domain.facts import OutletRegistered, PlacementEnded, PlacementNoted
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.outlets import find_outlet, folded, names_of, reaches_further
from consentdesk.domain.pack import OutletEntry, OutletKind
from consentdesk.domain.placement import (
    Outcome,
    Placement,
    PlacementLine,
    PlacesBefore,
    RemovalLine,
    WantedPlaces,
)
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.register import (
    MAX_NAME,
    one_line,
    outlet_problems,
    place_problems,
    tidied,
    with_all_names,
)
from consentdesk.workflows.access import needs, require
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.known import images_known
from consentdesk.workflows.take_down import open_removals_for

PLACES_A_PAGE = 20


@dataclass(frozen=True)
class ListedPlace:
    """A place in a list; `to_be_left` where a task of taking the image down is open."""

    line: PlacementLine
    to_be_left: bool


@dataclass(frozen=True)
class PlacesPage:
    """Places, those noted last first, and where older ones begin; None where there are none."""

    lines: tuple[ListedPlace, ...]
    older: PlacesBefore | None


@dataclass(frozen=True)
class PlaceFile:
    """Everything known of one place. `image` is None where it was erased with its patient; `removals` are the
    tasks of taking it down, oldest first."""

    line: PlacementLine
    image: ImageLine | None
    removals: tuple[RemovalLine, ...]

    @property
    def to_be_left(self) -> RemovalLine | None:
        """The open task, where the image has to leave."""
        return next((removal for removal in self.removals if removal.open), None)


@needs(Act.KEEP_REGISTER)
def outlets(desk: Desk) -> tuple[OutletEntry, ...]:
    """Every outlet known here, the pack's first."""
    return desk.outlets()


@needs(Act.KEEP_REGISTER)
def save_outlet(desk: Desk, entry: OutletEntry) -> OutletEntry:
    """Enter an outlet (one without an id is new), or change the one with its id, and return it as it stands
    then. A name that it had stays one of its names, so that earlier yes's still match. Raises Refusal
    `outlet_unknown`, `outlet_of_pack`, `outlet_name_missing`, `outlet_name_taken` (details outlet),
    `outlet_uses_missing`, `use_unknown`, `outlet_class_unknown`, `text_too_long`, and `not_allowed` as this
    module says."""
    with desk.vault.transaction():
        known = desk.outlets()
        before = _known(known, entry.id) if entry.id else None
        after = with_all_names(before, replace(entry, id=entry.id or desk.ids.new_id()))
        refuse_if_any(outlet_problems(desk.pack, known, before, after))
        if reaches_further(before, after):
            require(desk, Act.EDIT_RULES)
        if after != before:
            _write(desk, after)
    return after


@needs(Act.TAKE_CONSENT)
def register_outlet(desk: Desk, name: str, use: str) -> OutletEntry:
    """The outlet that a yes for this use names, put into the register where it was unknown (R4). Raises
    Refusal `outlet_missing`."""
    platform = desk.pack.use(use).outlet is OutletKind.PLATFORM
    return _entered(desk, name, use, [o for o in desk.outlets() if (o.kind == "platform") == platform])


@needs(Act.KEEP_REGISTER)
def note_placement(desk: Desk, placement: Placement) -> Placement:
    """Note where an image is, and return it as noted: with an id, and the outlet as the register calls it,
    entered there where it was unknown. It is the truth whether the image may be there or not; where it may
    not, the task of taking it down opens at once (R31). Raises Refusal `image_unknown`, `use_unknown`,
    `placement_title_missing`, `placement_outlet_missing`, `placement_days_reversed`, `text_too_long`."""
    with desk.vault.transaction():
        noted = _settled(desk, replace(placement, id=placement.id or desk.ids.new_id()))
        desk.note(PlacementNoted(noted), _patient_of(desk, noted.image))
        open_removals_for(desk, noted)
    return noted


@needs(Act.KEEP_REGISTER)
def note_placements(desk: Desk, images: Sequence[str], placement: Placement) -> tuple[Placement, ...]:
    """As `note_placement`, for each of several images at the same place; all of them or none. Raises Refusal
    `placement_images_missing` besides."""
    if not images:
        raise refuse("placement_images_missing", "place_images")
    with desk.vault.transaction():
        return tuple(note_placement(desk, replace(placement, id="", image=image)) for image in images)


@needs(Act.KEEP_REGISTER)
def change_placement(desk: Desk, placement: Placement) -> Placement:
    """Say anew what is known of a place; which image is there stays, and what a release went out for. Where
    it may not be there by what is known now, the task of taking it down opens. Raises Refusal
    `placement_unknown`, `placement_over`, and those of `note_placement`."""
    with desk.vault.transaction():
        line = _live(desk, placement.id)
        before, after = line.placement, _settled(desk, _as_released(line.placement, placement))
        if after != before:
            desk.note(PlacementNoted(after), line.patient)
            open_removals_for(desk, after)
    return after


@needs(Act.KEEP_REGISTER)
def end_placement(desk: Desk, id: str, outcome: Outcome, note: str = "") -> None:
    """Say that an image is no longer there. Raises Refusal `placement_unknown`, `placement_over`,
    `placement_has_removal` where a task asks for more than this word, `placement_outcome_wrong`."""
    if not outcome.closes or outcome is Outcome.NOT_NEEDED:
        raise refuse("placement_outcome_wrong", "place_outcome")
    with desk.vault.transaction():
        line = _live(desk, id)
        if _to_be_left(desk, id):
            raise refuse("placement_has_removal", "place_outcome")
        desk.note(PlacementEnded(id, outcome, note.strip()), line.patient)


@needs(Act.KEEP_REGISTER)
def reviewed(desk: Desk, id: str, next_review_on: date | None) -> Placement:
    """Somebody looked that the place is as noted; when to look again, if ever. Raises Refusal
    `placement_unknown`, `placement_over`, `review_day_past`."""
    if next_review_on is not None and next_review_on <= desk.now().day:
        raise refuse("review_day_past", "place_next")
    with desk.vault.transaction():
        line = _live(desk, id)
        after = replace(line.placement, review_on=next_review_on)
        desk.note(PlacementNoted(after), line.patient)
    return after


@needs(Act.KEEP_REGISTER)
def places(desk: Desk, wanted: WantedPlaces, before: PlacesBefore | None = None) -> PlacesPage:
    """A page of the places that are wanted, from the one noted last on or from what was noted before."""
    lines = desk.vault.places(wanted, _all_names(desk, wanted.outlet), before, PLACES_A_PAGE + 1)
    shown = lines[:PLACES_A_PAGE]
    last = shown[-1] if len(lines) > len(shown) else None
    listed = tuple(ListedPlace(line, _to_be_left(desk, line.placement.id)) for line in shown)
    return PlacesPage(listed, PlacesBefore(last.noted_at, last.placement.id) if last else None)


@needs(Act.KEEP_REGISTER)
def place(desk: Desk, id: str) -> PlaceFile:
    """Raises Refusal `placement_unknown`."""
    line = _found(desk, id)
    return PlaceFile(line, desk.vault.image(line.placement.image), desk.vault.removals_at(id))


@needs(Act.KEEP_REGISTER)
def pictures_of(desk: Desk, images: Sequence[str]) -> tuple[ImageLine, ...]:
    """The images with these source hashes; unknown ones are left out."""
    return images_known(desk.vault, images)


def _entered(desk: Desk, name: str, use: str, known: Sequence[OutletEntry]) -> OutletEntry:
    """The one of these outlets with a name, for this use too; a new one where there is none."""
    wanted = one_line(name)[:MAX_NAME]
    if not wanted:
        raise refuse("outlet_missing", use=use)
    entry = find_outlet(wanted, known)
    if entry is None:
        kind = "platform" if desk.pack.use(use).outlet is OutletKind.PLATFORM else "outlet"
        entry = OutletEntry(desk.ids.new_id(), kind, wanted)
    elif use in entry.uses:
        return entry
    entry = replace(entry, uses=(*entry.uses, use))
    _write(desk, entry)
    return entry


def _write(desk: Desk, entry: OutletEntry) -> None:
    """Of the pack's own only what was added counts: other rules may put them into no class, and say anew
    what the outlet asks for."""
    own = next((own for own in desk.pack.outlets if own.id == entry.id), None)
    if own is not None:
        entry = replace(entry, classes=())
        if (entry.note, entry.link) == (own.note, own.link):
            entry = replace(entry, note="", link="")
    desk.note(OutletRegistered(entry))


def _settled(desk: Desk, placement: Placement) -> Placement:
    """The place in tidy words, its outlet as the register calls it."""
    tidy = tidied(placement)
    refuse_if_any(place_problems(desk.pack.use(tidy.use), tidy))
    if not tidy.outlet:
        return tidy
    known = [o for o in desk.outlets() if o.kind != "class"]
    return replace(tidy, outlet=_entered(desk, tidy.outlet, tidy.use, known).name)


def _as_released(before: Placement, after: Placement) -> Placement:
    after = replace(after, image=before.image, release=before.release)
    return replace(after, use=before.use, outlet=before.outlet) if before.release else after


def _patient_of(desk: Desk, image: str) -> str:
    """Under whose key a new place is noted, and all that is said of it ever after: its tasks are, too."""
    line = desk.vault.image(image)
    if line is None:
        raise refuse("image_unknown", "place_images")
    return line.patient


def _found(desk: Desk, id: str) -> PlacementLine:
    line = desk.vault.placement(id)
    if line is None:
        raise refuse("placement_unknown")
    return line


def _live(desk: Desk, id: str) -> PlacementLine:
    line = _found(desk, id)
    if line.ended_at is not None:
        raise refuse("placement_over")
    return line


def _to_be_left(desk: Desk, id: str) -> bool:
    return any(removal.open for removal in desk.vault.removals_at(id))


def _known(known: Sequence[OutletEntry], id: str) -> OutletEntry:
    entry = next((entry for entry in known if entry.id == id), None)
    if entry is None:
        raise refuse("outlet_unknown")
    return entry


def _all_names(desk: Desk, outlet: str) -> frozenset[str]:
    if not folded(outlet):
        return frozenset()
    entry = find_outlet(outlet, desk.outlets())
    return names_of(entry) if entry else frozenset({folded(outlet)})
