"""Commands that start a worker which is not ours."""

from __future__ import annotations

import struct
import sys


def stand_in(script: str) -> tuple[str, ...]:
    """It says it is ready and then does as the script says."""
    ready = b'{"ready": true}'
    hello = struct.pack(">IQ", len(ready), 0) + ready
    return (sys.executable, "-c", f"import os, struct, sys, time; os.write(1, {hello!r}); {script}")


def reply(header: bytes, payload: bytes = b"", claimed: int | None = None) -> tuple[str, ...]:
    """Whatever it is asked, it answers this, and perhaps claims another length of the payload."""
    answer = struct.pack(">IQ", len(header), len(payload) if claimed is None else claimed) + header + payload
    return stand_in(f"sys.stdin.buffer.read(9); os.write(1, {answer!r}); time.sleep(60)")
