"""Keeping a window out of screenshots, recordings and shared screens, where the system can be asked for it.

Windows and macOS have one; both are written by their documentation and were not tried. Linux has none: X11
lets every program of the user see every window, and Wayland leaves it to whoever shares the screen.
"""

from __future__ import annotations

import ctypes
import sys

WDA_EXCLUDEFROMCAPTURE = 0x11  # Windows 10 2004 and later; earlier ones refuse it
NS_WINDOW_SHARING_NONE = 0


def hide_from_capture(window: int) -> bool:
    """Ask it for the window of this number (an HWND, on macOS an NSView); whether the system took it."""
    if sys.platform == "win32":
        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(window, WDA_EXCLUDEFROMCAPTURE))
    if sys.platform == "darwin":
        return _share_with_nobody(window)
    return False


def _share_with_nobody(view: int) -> bool:
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    plain = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    with_number = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    window = plain(("objc_msgSend", objc))(view, objc.sel_registerName(b"window"))
    if window:
        set_sharing = objc.sel_registerName(b"setSharingType:")
        with_number(("objc_msgSend", objc))(window, set_sharing, NS_WINDOW_SHARING_NONE)
    return bool(window)
