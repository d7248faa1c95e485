"""Argon2id: how much work it takes to try one passphrase."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

KEY_BYTES = 32
SALT_BYTES = 16
FLOOR_PASSES = 3
FLOOR_KIB = 64 * 1024
CEILING_PASSES = 64
CEILING_KIB = 2 * 1024 * 1024
CEILING_LANES = 16
LANES = 4
AIM_S = 0.4
CALIBRATED_KIB_AT_MOST = 1024 * 1024


@dataclass(frozen=True)
class Effort:
    """The parameters of one derivation. Never below three passes over 64 MiB; never so much that a forged
    file could stall the desk. Raises ValueError outside these bounds."""

    passes: int
    memory_kib: int
    lanes: int = LANES

    def __post_init__(self) -> None:
        enough = self.passes >= FLOOR_PASSES and self.memory_kib >= FLOOR_KIB and self.lanes >= 1
        bearable = (
            self.passes <= CEILING_PASSES
            and self.memory_kib <= CEILING_KIB
            and self.passes * self.memory_kib <= FLOOR_PASSES * CEILING_KIB
            and self.lanes <= CEILING_LANES
        )
        if not (enough and bearable):
            raise ValueError("unfit Argon2 parameters")


FLOOR = Effort(FLOOR_PASSES, FLOOR_KIB)


def derive(secret: str, salt: bytes, effort: Effort) -> bytes:
    """A 256-bit key from what a person typed, however their keyboard composed it (NFKC)."""
    typed = unicodedata.normalize("NFKC", secret).encode()
    return hash_secret_raw(typed, salt, effort.passes, effort.memory_kib, effort.lanes, KEY_BYTES, Type.ID)


def calibrate() -> Effort:
    """The effort that takes this machine about 0.4 s: more memory first, then more passes."""
    began = time.perf_counter()
    derive("calibration", bytes(SALT_BYTES), FLOOR)
    times = max(1, round(AIM_S / (time.perf_counter() - began)))
    memory = min(FLOOR_KIB * times, CALIBRATED_KIB_AT_MOST)
    return Effort(FLOOR_PASSES * max(1, times * FLOOR_KIB // memory), memory)
