"""Lines to sign on: who, as what, what it means, and room for ink (R17)."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.documents.composing import BODY, NOTE, SMALL, Composer
from consentdesk.documents.press.blocks import EMPTY, HAIRLINE, Block, Box, Columns, Stack
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.figures import AtFoot

ROOM_FOR_INK, ROOM_FOR_WORDS = 32.0, 24.0
BLOCK_GAP = 7.0
WHO_SHARE, MEANING_SHARE = 1.0, 1.9
SIGNATURE_SHARE, WHEN_SHARE = 1.7, 1.0


@dataclass(frozen=True)
class Signer:
    """Somebody whose ink is wanted; `own_no` where they are also asked what they do not agree to (R8)."""

    name: str
    role: str
    meaning: str
    own_no: bool = False


def signing_block(composer: Composer, signer: Signer) -> Block:
    """A frame for one person, never divided between pages."""
    say = composer.quote
    role = signer.role[:1].upper() + signer.role[1:]
    who = Stack((say(signer.name, BODY, BOLD), say(role, SMALL)))
    meaning = say(f"“{signer.meaning}”")
    told = Columns((who, meaning), (WHO_SHARE, MEANING_SHARE), 18, rtl=composer.rtl, after=4)
    return Box(
        Stack((told, *_own_no(composer, signer), _lines(composer))),
        border=HAIRLINE,
        padding=8,
        after=BLOCK_GAP,
    )


def _own_no(composer: Composer, signer: Signer) -> tuple[Block, ...]:
    return (composer.say("to_sign.own_no"), _line(ROOM_FOR_WORDS)) if signer.own_no else ()


def _lines(composer: Composer) -> Block:
    lines = (
        Stack((_line(ROOM_FOR_INK), composer.say(key, NOTE))) for key in ("to_sign.signature", "to_sign.when")
    )
    return Columns(tuple(lines), (SIGNATURE_SHARE, WHEN_SHARE), 24, rtl=composer.rtl)


def _line(room: float) -> Block:
    return Columns((AtFoot(EMPTY, room),), (1,), ruled=True, after=2)
