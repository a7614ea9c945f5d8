"""The compiled engine takes a second to load: whoever only asks for help or reads a page does not load it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = "; import sys; print([name for name in ('numba', 'llvmlite', 'distributed') if name in sys.modules])"
WEBSITE = "import django; django.setup(); import ropewalk.publish.website.urls"


@pytest.mark.parametrize("start", ["import ropewalk.cli.app", WEBSITE], ids=["command line", "website"])
def test_the_engine_is_loaded_only_when_it_is_needed(start: str, tmp_path: Path) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "ropewalk.config.settings", "ROPEWALK_WORKSPACE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", start + PROBE],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
