"""What the words beside an image say of who is shown (R26)."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.reidentification.finders import FINDERS
from consentdesk.domain.reidentification.finding import Found, grade_of, remedies_for
from consentdesk.domain.reidentification.identifier import Identifier, Where, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text, text_of


def identifiers_in(text: str, where: Where, who: WhoIsShown, lexicon: Lexicon) -> tuple[Identifier, ...]:
    """Everything found in a text that identifies, in the order in which it stands there; no two overlap.

    It knows words in English, German, Spanish and French, and what the record says in any language. It runs
    as somebody types. What it does not find may be there all the same.
    """
    read = text_of(text, is_file_name=where is Where.FILE_NAME)
    return tuple(
        _identifier(read, found, where) for found in sorted(_kept(read, who, lexicon), key=lambda f: f.start)
    )


def _kept(read: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """What was found, without what overlaps something that a finder before it has found."""
    taken = bytearray(len(read.plain))
    for finder in FINDERS:
        for found in tuple(finder(read, who, lexicon)):
            if found.start < found.end and not any(taken[found.start : found.end]):
                taken[found.start : found.end] = b"\1" * (found.end - found.start)
                yield found


def _identifier(read: Text, found: Found, where: Where) -> Identifier:
    start, end = read.span(found.start, found.end)
    remedies = remedies_for(found.kind, where)
    grade = found.grade or grade_of(found.kind)
    return Identifier(found.kind, where, grade, read.written[start:end], start, remedies)
