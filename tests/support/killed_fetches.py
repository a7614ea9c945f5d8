"""Fetch a source again and again, each time killed one step later: ``CITY SOURCE exchange|renames``.

What each kill leaves is put into ``killed/STEP`` beside the city, and what the next fetch makes of that into
``again/STEP``. Ends with the first fetch that no kill reaches. Forked children: nothing is started anew.
"""

import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path

from ropewalk.sources.fetch import http, swapping
from ropewalk.sources.fetch.run import fetch_source

TODAY = date(2026, 11, 23)
STEPS = {"open", "os.link", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "ctypes.call_function"}


def main(city: Path, source: str, way: str) -> None:
    """Kill at step one, two, three ... until a fetch gets through."""
    if way == "renames":
        swapping._exchange = lambda *_: False
    http._trusted()  # once, not in every child
    step, killed = 0, True
    while killed:
        step += 1
        target = city.with_name("killed") / str(step)
        shutil.copytree(city, target)
        killed = fetch_in_child(target / "sources" / source, step)
        if not killed:
            shutil.rmtree(target)
            return
        again = city.with_name("again") / str(step)
        shutil.copytree(target, again)
        # What a kill between two renames left aside is put back before anything reads the folder.
        swapping.mend(target)
        if fetch_in_child(again / "sources" / source, 0):
            sys.exit(f"the fetch after a kill at step {step} did not succeed")


def fetch_in_child(folder: Path, step: int) -> bool:
    """Fetch in a child that is killed before its ``step``th step (never, for 0). Whether it was killed."""
    child = os.fork()
    if child == 0:
        if step:
            sys.addaudithook(killer(str(folder.parent.parent), step))
        try:
            fetch_source(folder, today=TODAY, check=False)
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a fetch failed")
    return os.WIFSIGNALED(status)


def killer(city: str, step: int):  # type: ignore[no-untyped-def]
    """A hook that ends this process before its ``step``th step in the city's folder."""
    left = step

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        mine = event.startswith("ctypes.") or any(city in str(each) for each in arguments)
        if event in STEPS and mine:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
