"""The walls around a worker, put up by the worker itself before it reads one foreign byte.

Linux and macOS: bounds on address space and processor time, no core dump, nothing written to any file, not
one more file, socket or pipe opened; on Linux no privilege gained and, where the kernel allows, no network.
macOS does not hold a process to its address space, and Windows has none of these bounds: there the limits on
pixels, file size and wall time remain, which the desk keeps from outside.
"""

from __future__ import annotations

import ctypes
import os
import sys

from consentdesk.imaging.limits import Limits

_DUMPABLE, _NO_NEW_PRIVILEGES = 4, 38
_NEW_USER_NAMESPACE, _NEW_NETWORK = 0x10000000, 0x40000000
_FIRST_FREE_DESCRIPTOR = 4
_SLACK_S = 2


def leave_the_network() -> None:
    """Into a network with nobody in it, on Linux; a kernel that does not let users have one says no, which is
    no harm. `confine` does it too: for a process that will have threads by then, which the kernel refuses."""
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(_NEW_USER_NAMESPACE | _NEW_NETWORK)


if sys.platform == "win32":

    def confine(limits: Limits) -> None:
        """Nothing to put up on Windows."""

    def allow_processor_time(seconds: int) -> None:
        """Nothing to allow on Windows."""

    def end_after(seconds: int) -> None:
        """Nothing to wait for on Windows."""

else:
    import resource
    import signal

    def confine(limits: Limits) -> None:
        """Give up what a decoder does not need. Everything it imports must have been imported."""
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_FSIZE, 0)
        _bound(resource.RLIMIT_NOFILE, _FIRST_FREE_DESCRIPTOR)
        _bound(resource.RLIMIT_AS, limits.memory_bytes)
        leave_the_network()
        if sys.platform == "linux":
            libc = ctypes.CDLL(None)
            libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            # a limit of zero does not stop a dump that the kernel pipes to a collector
            libc.prctl(_DUMPABLE, 0, 0, 0, 0)

    def allow_processor_time(seconds: int) -> None:
        """End this process if it computes for much longer than this from now on: the desk that would
        stop it may be gone by then."""
        used = sum(os.times()[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + seconds + _SLACK_S, hard))

    def end_after(seconds: int) -> None:
        """End this process when so much time has passed; 0: not any more."""
        signal.alarm(seconds)

    def _bound(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (lower, lower))
