"""What a block lets go of is kept for the next: to ask the system for memory anew costs more than a sort."""

import ctypes
import sys
from functools import cache
from typing import Final

_TRIM, _MAP, _ARENAS = -1, -3, -8
"""glibc's numbers for M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX: mallopt(3)."""
_LARGEST_HELD: Final = 32 << 20
"""The most that glibc takes; larger arrays, of which a block has few, still come and go."""
_FREE_HELD: Final = 512 << 20


@cache
def keep_freed() -> bool:
    """Ask the C library, once a process, to hold on to what is freed, in one pool for all threads: those of
    its own that threads begin later would go back to the system again. False where it is not glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        change = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library: blocks only take longer
        return False
    return all((change(_MAP, _LARGEST_HELD), change(_TRIM, _FREE_HELD), change(_ARENAS, 1)))
