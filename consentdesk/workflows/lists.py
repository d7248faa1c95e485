"""Lists of images: by use and status, day, what they show, who took them; and those that are kept by name."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.access import Act, acts_of
from consentdesk.domain.facts import ListForgotten, ListSaved
from consentdesk.domain.lines import RecordLine
from consentdesk.domain.listing import ImagePage, ListPlace, SavedList, WantedImages
from consentdesk.domain.outlets import folded
from consentdesk.domain.people import too_long
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk

A_PAGE = 60


@dataclass(frozen=True)
class ListChoices:
    """What lists can be asked for: uses and photographers by id and in words, and the lists that are kept."""

    uses: tuple[tuple[str, str], ...]
    photographers: tuple[tuple[str, str], ...]
    saved: tuple[SavedList, ...]


@needs(Act.LOOK)
def list_choices(desk: Desk) -> ListChoices:
    """The uses of the rules in force, and everybody who ever took an image in."""
    words, took = desk.staff_wording.uses, desk.vault.photographers()
    people = (line.member for line in desk.vault.everyone() if line.member.id in took)
    return ListChoices(
        tuple((use.id, words[use.id].short) for use in desk.pack.uses),
        tuple((member.id, member.name) for member in people),
        desk.vault.saved_lists(),
    )


@needs(Act.LOOK)
def list_images(desk: Desk, wanted: WantedImages, before: ListPlace | None = None) -> ImagePage:
    """A page of the images that are wanted, as they stand today, the newest consent first. In an emergency
    there is none: each look at a patient is noted then, and here were all of them at once. Raises Refusal
    `not_allowed`."""
    if Act.LOOK not in acts_of(desk.vault.me.roles):
        raise refuse("not_allowed", act=Act.LOOK)
    return desk.vault.list_images(wanted, desk.pack.ages, desk.now().day, before, A_PAGE)


@needs(Act.LOOK)
def last_record_of(desk: Desk, source_sha256: str) -> RecordLine:
    """The last record that says something of an image. Raises Refusal `image_unknown`."""
    decisions = desk.vault.decisions_on(source_sha256)
    if not decisions:
        raise refuse("image_unknown")
    return desk.vault.record_line(decisions[-1].record)


@needs(Act.LOOK)
def save_list(desk: Desk, name: str, wanted: WantedImages) -> SavedList:
    """Keep a list under a name; one that has this name already takes what is wanted now. Raises Refusal
    `list_name_missing`, `text_too_long`."""
    name = " ".join(name.split())
    missing = [] if name else [Problem("list_name_missing", "list_name")]
    refuse_if_any([*missing, *too_long({"list_name": name})])
    same = (kept.id for kept in desk.vault.saved_lists() if folded(kept.name) == folded(name))
    saved = SavedList(next(same, "") or desk.ids.new_id(), name, wanted)
    desk.note(ListSaved(saved))
    return saved


@needs(Act.LOOK)
def forget_list(desk: Desk, id: str) -> None:
    """Keep a list no longer; the images stay as they are."""
    desk.note(ListForgotten(id))
