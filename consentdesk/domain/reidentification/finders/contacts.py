"""Telephone and fax numbers, mail and web addresses, accounts."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_EMAIL = (
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(](?:at|AT)[\])]\s?)(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}\b"
)
_SPELT_EMAIL = (
    r"(?<![\w.-])[\w.-]{2,40} ?(?:\bat\b|\[at\]|\(at\)) ?[\w-]{2,40}(?: ?(?:\bdot\b|\[dot\]|\(dot\))"
    r" ?[\w-]{2,20}){1,3}"
)
_PATH = r"(?<![\w@./-])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,6}/[\w./?=&%~-]{1,100}(?<!\.)|(?<![\w/])u/\w{3,30}"
_URL = r"(?:https?://|\bwww\.)[^\s<>\"')\]]{2,300}(?<![.,;:!?])"
_BARE_URL = (
    r"(?<![\w@.-])(?:[a-z0-9-]{2,63}\.){1,4}(?:{domains})(?:/[^\s<>\"')\]]{0,200}(?<![.,;:!?]))?(?![\w.-]*\w)"
)
_IP = r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\.?\d|\w)"
_IP6 = (
    r"(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4}){1,7}(?![\w:])"
    r"|(?<![\w:])[0-9A-Fa-f]{1,4}::[0-9A-Fa-f]{1,4}(?![\w:])"
)
_HANDLE = r"(?<![\w.@])@[A-Za-z][\w.]{1,40}(?<!\.)"
_ACCOUNT = (
    r"\b(?:{account_words})(?: ?(?:{number_words}))?(?: ?(?:is|was|=|:|#))? ?"
    r"((?=[\w.@/-]{0,40}[\d_.@])[A-Za-z0-9@][\w.@/-]{2,40}\w)"
)
_LOGIN = r"\b(?:{login_words})(?: ?(?:=|:|is))? ?([A-Za-z@][\w.-]{1,40}\w)"
_EXTENSION = r"(?:,? ?(?:ext|extn|extension|x|Durchwahl|Dw)\.? ?\d{1,6}\b)?"
_NUMBERED = (
    r"\b(?:{phone_words})(?: ?(?:{number_words}))?(?: ?[:.#])? ?(\+?\(?\d[\d ()./-]{1,24}\d)" + _EXTENSION
)
_INTERNATIONAL = (
    r"(?<![\w+/-])(?:\+|00)[1-9]\d{0,2}[ ./-]?(?:\(0?\d{0,4}\)[ ./-]?)?\d{1,5}(?:[ ./-]?\d{1,5}){1,6}\b"
)
_NATIONAL = r"(?<![\w.,/+-])\(?0[1-9]\d{1,4}\)?[ ./-]{1,3}\d{2,8}(?:[ ./-]\d{1,5}){0,4}(?![\w/]|[.,-]\d)"
_RUN = r"(?<![\w.,/-])0[1-9]\d{8,9}(?![\w/]|[.,-]\d)"
_AMERICAN = (
    r"(?<![\w.+-])\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\w|[.-]\d)|(?<![\w.+-])(?:\+?1[ .-])?(?:\([2-9]\d\d\) ?"
    r"|[2-9]\d\d[ .-])[2-9]\d\d[.-]\d{4}(?!\w|[.-]\d)"
)
_FRENCH = r"(?<![\w.,/+-])0[1-9](?:[ .-]?\d\d){4}(?!\w|[.-]\d)"
_SHORT_AMERICAN = r"(?<![\w.+-])555-\d{4}(?![\w-])"
_EUROPEAN = (
    r"(?<![\w.,/-])[679]\d\d(?: \d{3}){2}(?![\w/])|(?<![\w.,/-])[679]\d\d(?: \d\d){3}(?![\w/])|"
    r"(?<![\w.,/-])9\d \d{3} \d\d \d\d(?![\w/])"
)

_LONG = {number + _EXTENSION for number in (_INTERNATIONAL, _NATIONAL)}
LEAST_DIGITS = 9
"""So many digits has a telephone number with its area's, where no word says that it is one."""

_GRAMMAR: tuple[tuple[str, Kind], ...] = (
    (_EMAIL, Kind.EMAIL),
    (_SPELT_EMAIL, Kind.EMAIL),
    (_URL, Kind.ACCOUNT_OR_URL),
    (_BARE_URL, Kind.ACCOUNT_OR_URL),
    (_PATH, Kind.ACCOUNT_OR_URL),
    (_IP, Kind.ACCOUNT_OR_URL),
    (_IP6, Kind.ACCOUNT_OR_URL),
    (_HANDLE, Kind.ACCOUNT_OR_URL),
    (_ACCOUNT, Kind.ACCOUNT_OR_URL),
    (_LOGIN, Kind.ACCOUNT_OR_URL),
    (_NUMBERED, Kind.PHONE),
    *(
        (number + _EXTENSION, Kind.PHONE)
        for number in (_INTERNATIONAL, _FRENCH, _NATIONAL, _RUN, _AMERICAN, _SHORT_AMERICAN, _EUROPEAN)
    ),
)


def find_contacts(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Ways to reach or look up somebody. A number after "tel" needs two digits, one without such a word the
    form of a telephone number."""
    for grammar, kind in _GRAMMAR:
        if kind is Kind.PHONE and not text.has_figures:
            continue
        for match in lexicon.pattern(grammar).finditer(text.plain if kind is Kind.PHONE else text.linked):
            start = match.start(match.lastindex or 0)
            if grammar not in _LONG or sum(c.isdigit() for c in match[0]) >= LEAST_DIGITS:
                yield Found(kind, start, match.end())
