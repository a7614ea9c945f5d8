"""What the figures were measured on: without it they mean little."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

_PARTS: Final = ("numpy", "numba", "polars", "deltalake")


def machine() -> dict[str, Any]:
    """Processor, cores, how busy the machine is with other work, and the versions of what counts."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": [round(each, 1) for each in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        **{part: version(part) for part in _PARTS},
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8", "replace").splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
