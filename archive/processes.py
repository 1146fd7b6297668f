"""What is asked of the system for processes: that none outlives the one that started it, and that memory which is free is not held."""

from __future__ import annotations

import ctypes
import os
import signal
from contextlib import suppress

try:
    _LIBRARY: ctypes.CDLL | None = ctypes.CDLL(None)
except (OSError, TypeError):
    _LIBRARY = None
DEATH = 1


def end_with(parent: int) -> None:
    """Ends this process as soon as the one that started it, `parent`, is gone, however that came (prctl(2), PR_SET_PDEATHSIG); Linux only."""
    with suppress(OSError, AttributeError):
        if _LIBRARY is not None:
            _LIBRARY.prctl(DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def give_back() -> None:
    """Gives back memory that is free (malloc_trim(3), glibc only), so that a process which is forked now does not share it."""
    with suppress(AttributeError):
        if _LIBRARY is not None:
            _LIBRARY.malloc_trim(0)
