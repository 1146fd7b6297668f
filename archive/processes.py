"""Other processes never outlive the one that started them."""

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
