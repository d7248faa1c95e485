"""What the page that looks for what identifies the patient says beside that. Without a window."""

from __future__ import annotations

from collections.abc import Sequence

from consentdesk.domain.reidentification.check import LASTS, Seen
from consentdesk.domain.reidentification.identifier import Grade, Identifier, Kind, Remedy, Where
from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.reidentification.kinds import kind_words, why
from consentdesk.ui.words import _, ngettext, pgettext

MOST_TOLD = 4
MOODS: dict[Grade, Mood] = {Grade.ONE: "bad", Grade.FEW: "warn", Grade.TOGETHER: "info"}


def grade_words(grade: Grade) -> str:
    """How strongly something points."""
    return {
        Grade.ONE: _("Points to one person"),
        Grade.FEW: _("Points to few people"),
        Grade.TOGETHER: _("Only together"),
    }[grade]


def where_words(where: Where) -> str:
    """Where something was found."""
    return {
        Where.PICTURE: _("in the picture"),
        Where.METADATA: _("in the source file"),
        Where.CAPTION: _("in the caption"),
        Where.TITLE: _("in the title"),
        Where.FILE_NAME: _("in the file name"),
        Where.MARK: _("in the words under the picture"),
        Where.OUTLET: _("told by the outlet"),
    }[where]


def remedy_words(remedy: Remedy, kind: Kind) -> str:
    """The button for what can be done about a finding."""
    if remedy is Remedy.AGE_BAND:
        rounder = {Kind.BIRTH_DATE: _("Only the year"), Kind.AGE_OVER_89: _("90 or over")}
        return rounder.get(kind, _("Age in years"))
    return {
        Remedy.TAKE_OUT: _("Take out the words"),
        Remedy.MONTH_OR_YEAR: _("Only the year"),
        Remedy.REGION: _("Write a region"),
        Remedy.CROP: _("Crop it off"),
        Remedy.MASK: _("Crop or cover…"),
        Remedy.LATER: _("Posted on another day"),
        Remedy.STRIPPED: _("Taken out by the release"),
        Remedy.NOT_THERE: detector_mistaken(),
    }[remedy]


def seen_words(seen: Seen) -> str:
    """An answer to a line of the checklist."""
    return {Seen.NO: _("No"), Seen.YES: _("Yes"), Seen.HIDDEN: _("Covered")}[seen]


def seen_key(seen: Seen) -> str:
    """The letter that gives this answer."""
    return {
        Seen.NO: pgettext("key for no", "N"),
        Seen.YES: pgettext("key for yes", "Y"),
        Seen.HIDDEN: pgettext("key for covered", "C"),
    }[seen]


def ran_words(ran: Sequence[str] | None) -> str:
    """Which detectors could be asked; None while they are at work."""
    if ran is None:
        return _("The detectors are still looking.")
    if not ran:
        return _("No detector could be asked of this picture: only your own eyes have looked.")
    names = {"faces": _("faces and eyes"), "text": _("text")}
    asked = ", ".join(names[name] for name in ran if name in names)
    if "text" in ran:
        return _("Detectors looked for: {names}.").format(names=asked)
    return _("Detectors looked for: {names}. None for text is installed.").format(names=asked)


def limits_words() -> str:
    """What always has to be said."""
    return _(
        "The detector misses faces that are turned away, dark or partly covered; how many is not measured. "
        "What nothing found may be there all the same."
    )


def boxes_words(faces: int, eyes: int, texts: int) -> str:
    """What detectors found in a picture, "" where nothing."""
    counted = (
        (faces, ngettext("{count} face", "{count} faces", faces)),
        (eyes, ngettext("{count} eye", "{count} eyes", eyes)),
        (texts, ngettext("{count} piece of text", "{count} pieces of text", texts)),
    )
    return " · ".join(words.format(count=count) for count, words in counted if count)


def stripped_words(found: Sequence[Identifier]) -> str:
    """What the source file would tell and a release takes out, "" where nothing."""
    told = _words_of(found, Where.METADATA)
    return (
        _("The source file tells: {words}. A release takes all of it out.").format(words=told) if told else ""
    )


def file_name_words(found: Sequence[Identifier]) -> str:
    """What a file name tells, "" where nothing."""
    told = _words_of(found, Where.FILE_NAME)
    words = _("The file name tells: {words}. A released file has a neutral name; do not give it this one.")
    return words.format(words=told) if told else ""


def _words_of(found: Sequence[Identifier], where: Where) -> str:
    """What was found at a place, in its own words, each once and not too many."""
    words = list(dict.fromkeys(one.words or kind_words(one.kind) for one in found if one.where is where))
    more = [_("and more")] if len(words) > MOST_TOLD else []
    return " · ".join((*words[:MOST_TOLD], *more))


def outlet_words(found: Sequence[Identifier]) -> str:
    """What the outlet tells by itself, "" where nothing."""
    return " ".join(why(one) for one in found if one.where is Where.OUTLET)


def posted_later() -> str:
    """The reason why words that lean on the day of posting can stay."""
    return _("It is posted on another day than the patient was here")


def detector_mistaken() -> str:
    """What is pressed, and kept as the reason, where a detector found what nobody sees."""
    return _("There is none: the detector is mistaken")


def open_lines_words(count: int) -> str:
    """That lines of the checklist are open."""
    words = ngettext("Answer the line that is open", "Answer the {count} lines that are open", count)
    return words.format(count=count)


def outlet_missing_words() -> str:
    """That it is not said where the pictures would go."""
    return _("Enter the journal, the site or the platform")


def open_findings_words(count: int) -> str:
    """That findings are open."""
    words = ngettext(
        "{count} finding is open: do something about it, or leave it in with a reason",
        "{count} findings are open: do something about each, or leave it in with a reason",
        count,
    )
    return words.format(count=count)


def purpose_words(use: str, outlet: str) -> str:
    """What pictures are to leave for, and where."""
    return " · ".join(part for part in (use, outlet.strip()) if part)


def finished_words(use: str, outlet: str, second_person: bool) -> str:
    """That a check was made that counts, and what else is wanted."""
    words = _("The check is finished. It counts for {days} days, for {purpose}, with these words.")
    told = words.format(days=LASTS.days, purpose=purpose_words(use, outlet))
    waits = _("Before anything leaves, somebody else has to agree: it waits for them on Home.")
    return f"{told} {waits}" if second_person else told


def place_in_row(number: int, of: int) -> str:
    """ "2 of 5"."""
    return _("{number} of {of}").format(number=number, of=of)
