"""Memory that is let go of goes back to the machine."""

import ctypes
from contextlib import suppress
from typing import Final

_MMAP_THRESHOLD: Final = -3  # M_MMAP_THRESHOLD of mallopt(3)
_LARGE: Final = 1 << 20


def give_back() -> None:
    """Have large blocks come from the system, and go back to it when they are freed.

    The GNU C library keeps freed blocks of up to 32 MB for itself once it has met some, and columns of a load
    are of that size. A threshold that is set stays as it is: the peak of a large load is a tenth lower. Other
    C libraries have no such setting; nothing is done there.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_MMAP_THRESHOLD, _LARGE)
