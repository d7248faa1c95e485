"""What somebody did to the pictures that are looked through. Without a vault, without a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consentdesk.domain.reidentification.check import LeftIn, Looked, Seen, words_hash
from consentdesk.domain.reidentification.identifier import (
    Identifier,
    Kind,
    Remedy,
    Saying,
    SeenInPicture,
    Where,
)
from consentdesk.domain.reidentification.rewording import reworded
from consentdesk.ui.reidentification.state import Mark
from consentdesk.ui.reidentification.told import detector_mistaken, posted_later
from consentdesk.ui.reidentification.wanted import Wanted

_SHARED = (f"{Where.TITLE}:", f"{Where.MARK}:")  # begin the keys of what is found in words of all pictures
_NOTHING: Mapping[str, str] = {}
_REASONS = {Remedy.LATER: posted_later, Remedy.NOT_THERE: detector_mistaken}  # it stays, said by one press


@dataclass(frozen=True)
class Asked:
    """What a check is for: a use, an outlet as it was typed, and the words (their hash)."""

    use: str
    outlet: str
    words: str


@dataclass(frozen=True)
class PictureWork:
    """One picture: its words, the answers of the checklist, and why findings stay, by their keys. `checked`
    is what its check was finished for (`AllWork.asked_of`), None before."""

    caption: str = field(default="", repr=False)
    file_name: str = field(default="", repr=False)
    looked: tuple[tuple[Kind, Seen], ...] = ()
    left_in: Mapping[str, str] = field(default_factory=lambda: _NOTHING, repr=False)
    seen: SeenInPicture | None = None
    checked: Asked | None = None

    def answered(self, kind: Kind, seen: Seen) -> PictureWork:
        return self.with_answers(tuple((dict(self.looked) | {kind: seen}).items()))

    def with_answers(self, looked: tuple[tuple[Kind, Seen], ...]) -> PictureWork:
        """That a detector is mistaken stays said only of what these answers say is not there."""
        denied = {f"{Where.PICTURE}:{kind}:" for kind, seen in looked if seen is Seen.NO}
        left_in = {
            key: reason
            for key, reason in self.left_in.items()
            if key in denied or reason != detector_mistaken()
        }
        return replace(self, looked=looked, left_in=left_in, checked=None)

    def left(self, key: str, reason: str) -> PictureWork:
        """With a reason why a finding stays."""
        return replace(self, left_in={**self.left_in, key: reason}, checked=None)

    def not_left(self, key: str) -> PictureWork:
        kept = {each: reason for each, reason in self.left_in.items() if each != key}
        return replace(self, left_in=kept, checked=None)

    @property
    def answers(self) -> tuple[Looked, ...]:
        return tuple(Looked(kind, seen) for kind, seen in self.looked)

    @property
    def reasons(self) -> tuple[LeftIn, ...]:
        return tuple(LeftIn(key, reason.strip()) for key, reason in self.left_in.items() if reason.strip())


@dataclass(frozen=True)
class AllWork:
    """All pictures, by their source hashes, and the one that is looked at. `use`, `outlet`, `title` and
    `mark` are theirs in common."""

    works: Mapping[str, PictureWork]
    use: str = ""
    outlet: str = ""
    title: str = field(default="", repr=False)
    image: str = ""
    mark: str = field(default="", repr=False)

    @property
    def one(self) -> PictureWork:
        """The work on the picture that is looked at."""
        return self.works.get(self.image, PictureWork())

    @property
    def saying(self) -> Saying:
        return self.saying_of(self.image)

    @property
    def before(self) -> PictureWork | None:
        """The work on the picture before, where its checklist is answered."""
        images = list(self.works)
        at = images.index(self.image) if self.image in images else 0
        work = self.works[images[at - 1]] if at else None
        return work if work is not None and work.looked else None

    @property
    def next_open(self) -> str:
        """The first picture whose check is not finished for what is chosen and said now; "" where there is
        none."""
        return next((image for image in self.works if not self.is_checked(image)), "")

    @property
    def is_unfinished(self) -> bool:
        """Whether the checklist of a picture was begun, and its check is not finished."""
        return any(work.looked and not self.is_checked(image) for image, work in self.works.items())

    def saying_of(self, image: str) -> Saying:
        work = self.works.get(image, PictureWork())
        said = (work.caption, self.title, work.file_name, self.mark)
        return Saying(*(text.strip() for text in said))

    def asked_of(self, image: str) -> Asked:
        """What a check of a picture would be for, as things stand."""
        return Asked(self.use, self.outlet.strip(), words_hash(self.saying_of(image)))

    def is_checked(self, image: str) -> bool:
        checked = self.works[image].checked
        return checked is not None and checked == self.asked_of(image)

    def kept(self, images: tuple[str, ...]) -> AllWork:
        """Without those that are not there any more."""
        return replace(self, works={image: self.works[image] for image in images})

    def typed(self, name: str, text: str) -> AllWork:
        """With what was typed of "caption", "title", "file_name" or "mark"."""
        if name in ("title", "mark"):
            return replace(self, **{name: text})  # type: ignore[arg-type]
        work = self.one
        caption, file_name = (text, work.file_name) if name == "caption" else (work.caption, text)
        return self.having(replace(work, caption=caption, file_name=file_name))

    def text(self, name: str) -> str:
        return str(getattr(self.saying, name))

    def having(self, work: PictureWork, image: str = "") -> AllWork:
        """With other work on a picture, the one that is looked at where none is named."""
        return replace(self, works={**self.works, image or self.image: work})

    def decided(self, key: str, change: Callable[[PictureWork], PictureWork]) -> AllWork:
        """With something decided of a finding: of words that all pictures share, for each of them."""
        concerned = list(self.works) if key.startswith(_SHARED) else [self.image]
        return replace(self, works={**self.works, **{i: change(self.works[i]) for i in concerned}})


def work_for(wanted: Wanted) -> AllWork:
    """Before anything was done."""
    works = {image: PictureWork(wanted.captions.get(image, "")) for image in wanted.images}
    return AllWork(works, wanted.use, wanted.outlet, wanted.title, mark=wanted.mark)


def as_wanted(all_work: AllWork) -> Wanted:
    """What was to be looked through, with the words as they stand now."""
    captions = {image: said for image in all_work.works if (said := all_work.saying_of(image).caption)}
    words, place = all_work.saying, (all_work.use, all_work.outlet)
    return Wanted(tuple(all_work.works), *place, words.title, captions, all_work.image, words.mark)


def remedied(work: AllWork, found: Sequence[Identifier], key: str, remedy: Remedy) -> AllWork | Mark:
    """The work once something was done about a finding; or the words that somebody has to reword themselves,
    where no program can."""
    if remedy in _REASONS:
        return work.decided(key, lambda one: one.left(key, _REASONS[remedy]()))
    same = [one for one in found if one.key == key and one.start >= 0]
    if not same:
        return work
    name, start = same[0].where.value, same[0].start
    text = reworded(work.text(name), same, remedy)
    return Mark(name, start, start + len(same[0].words)) if text is None else work.typed(name, text)
