"""Kill loads at every step and at random moments, and look at what is left.

    .venv/bin/python -m bench.kills [--kills 200] [--seed 1] [--dir FOLDER]

Small loads and loads that are spilled share by share, of two sources, are made by a process that is ended
by SIGKILL: first at each of the steps that a load takes (each call that writes, forces, renames, makes or
removes something, before it and after it), then at random moments. After each kill the store must open,
hold exactly the old revision or the new one, be without fault for ``verify``, read as before as of an
earlier revision, and take the load that was killed. The last line says how often it was which.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO

import polars as pl

from ropewalk.observations import spill
from ropewalk.observations.batch import COLUMNS, REFUSED, Batch
from ropewalk.observations.spill import Spill
from ropewalk.observations.store import Store
from ropewalk.observations.verify import verify
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.source import File, Origin

ROOT = Path(__file__).parents[1]
SOURCES = ("small", "large")
READY = "ready\n"


def main() -> None:
    """Run the campaign and print the counts."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    wanted.add_argument("--kills", type=int, default=200)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--dir", type=Path, default=None)
    wanted.add_argument("--child", default="", help=argparse.SUPPRESS)
    given = wanted.parse_args()
    if given.child:
        child(Path(given.child))
        return
    folder = Path(tempfile.mkdtemp(prefix="kills-", dir=given.dir))
    try:
        steps = campaign(folder / "steps", at_steps=True)
        print(f"at each step:      {told(steps)}", flush=True)
        moments = campaign(folder / "moments", kills=given.kills, seed=given.seed, say=print)
        print(f"at random moments: {told(moments)}")
    finally:
        shutil.rmtree(folder)
    sys.exit(1 if steps["other"] or moments["other"] else 0)


def told(counts: Counter[str]) -> str:
    """Counts as a line."""
    return (
        f"{counts['kills']} kills: {counts['old']} old, {counts['new']} new, {counts['other']} anything else"
    )


# --- what is loaded -----------------------------------------------------------------------------------


def rows_of(source: str, edition: int) -> pl.DataFrame:
    """A source's rows in an edition: most as before, some revised, some new, some gone."""
    count = 3_000 if source == "large" else 300
    draw = random.Random(f"{source} {edition}")  # noqa: S311 - made-up rows
    keys = range(edition % 7, count + edition % 11)
    return pl.DataFrame(
        {
            "indicator": [f"{source}-{key % 5}" for key in keys],
            "place": [f"E{key % 97}" for key in keys],
            "period": [f"{1900 + key // 97}-01-01/P1Y" for key in keys],
            "breakdown": ["" for _ in keys],
            "value": [float(key if draw.random() < 0.9 else key + edition) for key in keys],
            "state": ["measured" for _ in keys],
            "file": ["rows.csv" for _ in keys],
            "row": list(keys),
        }
    ).with_columns(pl.lit(None, pl.Float64).alias(name) for name in COLUMNS if name in NO_NUMBER)


NO_NUMBER = ("lower", "upper", "numerator", "denominator")


def batch_of(source: str, edition: int, room: Path) -> Batch:
    """An edition as a load; the large source's rows lie on the disk, in many shares."""
    rows = rows_of(source, edition)
    words = dict.fromkeys(("title", "producer", "licence", "attribution", "address"), "made up")
    file = File(name="rows.csv", sha256=f"{edition:064}", bytes=edition)
    origin = Origin(id=source, **words, retrieved=date(2026, 1, 1), files=(file,))
    cells = ["rows.csv", edition, f"{source}-0", "E0", "1999-01-01/P1Y", "", "?", "no number"]
    refused = pl.DataFrame([cells], schema=dict(REFUSED), orient="row")
    place = (Place(code=f"E{edition}", name=f"Place {edition}", kind="authority"),)
    if source == "small":
        return Batch(origin, rows.select(list(COLUMNS)), refused, place)
    held = Spill.start(room, source)
    for part in rows.iter_slices(400):
        held.add(part.with_columns(part=pl.lit(0), stops=pl.lit(value=True)))
    held.refuse(refused)
    settled = held.settled(lambda some: (some, refused.clear()))
    return Batch(origin, rows.select(list(COLUMNS)).clear(), places=place, spilled=settled, close=held.close)


def load(store: Path, source: str, edition: int) -> int:
    """Make a load from beginning to end, as a command would."""
    spill.RUN, spill.SHARE, spill.SAMPLE = 1_000, 800, 50
    room = store.parent / ".loading"
    spill.sweep(room)
    batch = batch_of(source, edition, room)
    revision = Store.open(store).commit(batch, by="bench.kills")
    batch.close()
    return revision


# --- the process that is killed -----------------------------------------------------------------------


class Steps:
    """Counts every call that changes something on the disk, before and after it, and ends the process at
    the one asked for. What happens inside other languages is stepped around as a whole."""

    def __init__(self, last: int) -> None:
        self.last, self.reached = last, 0
        from deltalake import DeltaTable

        for owner, names in {
            os: ("fsync", "pwrite", "open", "mkdir", "unlink", "rename", "rmdir"),
            Path: ("mkdir", "unlink", "rename", "open"),
            pl.DataFrame: ("write_parquet",),
            DeltaTable: ("create_write_transaction", "create_checkpoint"),
            shutil: ("rmtree",),
        }.items():
            for name in names:
                setattr(owner, name, self._around(getattr(owner, name)))

    def _around(self, call: Callable[..., object]) -> Callable[..., object]:
        def stepped(*given: object, **named: object) -> object:
            if _only_reads(call, given, named):
                return call(*given, **named)
            self._step()
            done = call(*given, **named)
            self._step()
            return done

        return stepped

    def _step(self) -> None:
        self.reached += 1
        if self.reached == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def _only_reads(call: Callable[..., object], given: tuple[object, ...], named: dict[str, object]) -> bool:
    """Whether a call opens a file to read it: a longer history has more of these, and they change nothing."""
    if call.__name__ != "open":
        return False
    how = given[1] if len(given) > 1 else named.get("mode", "r")
    return not how & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(how, int) else how in ("r", "rb")


def child(store: Path) -> None:
    """Say when ready, read which load to make and at which step to end, make it."""
    sys.stdout.write(READY)
    sys.stdout.flush()
    order = json.loads(sys.stdin.readline())
    steps = Steps(order["step"]) if order["step"] else None
    load(store, order["source"], order["edition"])
    sys.stdout.write(f"{steps.reached if steps else 0}\n")
    sys.stdout.flush()


@dataclass
class Loader:
    """A process that waits for its load, started ahead so that starting takes no time."""

    store: Path
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "bench.kills", "--child", str(self.store)]
        paths = {**os.environ, "PYTHONPATH": str(ROOT)}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=paths)  # noqa: S603

    def run(
        self, source: str, edition: int, *, step: int = 0, seconds: float = 0.0
    ) -> tuple[bool, int, float]:
        """Make a load; kill it at a step or after so many seconds. Whether it was killed, how many steps it
        took if not, and how long."""
        said, told = _pipes(self.process)
        assert said.readline() == READY
        start = time.perf_counter()
        told.write(json.dumps({"source": source, "edition": edition, "step": step}) + "\n")
        told.flush()
        if seconds:
            time.sleep(seconds)
            self.process.kill()
        with self.process:
            reached = said.readline()
        killed = self.process.returncode == -signal.SIGKILL
        assert killed or self.process.returncode == 0, "the load failed by itself"
        return killed, int(reached or 0), time.perf_counter() - start

    def stop(self) -> None:
        """End a process that was not needed."""
        with self.process:
            self.process.kill()


def _pipes(process: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    assert process.stdout is not None
    assert process.stdin is not None
    return process.stdout, process.stdin


# --- the campaign -------------------------------------------------------------------------------------


@dataclass
class Held:
    """What the store must hold: the edition of each source, and what it read at each revision."""

    store: Path
    editions: dict[str, int] = field(default_factory=dict)
    read: list[pl.DataFrame] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def expected(self, source: str, edition: int) -> bool:
        """Whether the source reads as the edition says."""
        rows = Store.open(self.store).read([f"{source}-{n}" for n in range(5)])
        wanted = rows_of(source, edition).sort("indicator", "place", "period")
        return rows.select("indicator", "place", "period", "value", "row").equals(
            wanted.select("indicator", "place", "period", "value", "row")
        )

    def judge(self, source: str, edition: int, draw: random.Random) -> None:
        """After a load that was killed (or not): old or new, and nothing else."""
        store, before = Store.open(self.store), len(self.read) - 1
        whole = verify(self.store).faults == () and store.revision in (before, before + 1)
        new = store.revision == before + 1
        others = [(name, held) for name, held in self.editions.items() if name != source]
        says = (source, edition) if new else (source, self.editions.get(source, 0))
        whole &= all(self.expected(*one) for one in (*others, says) if one[1])
        past = draw.randrange(len(self.read))
        whole &= store.read(as_of=past).equals(self.read[past])
        # The next load is the one that was killed: it must come to the same end either way.
        whole &= load(self.store, source, edition) == before + 1 and self.expected(source, edition)
        room = self.store.parent / ".loading"
        whole &= not room.exists() or not list(room.iterdir())
        self.counts["other" if not whole else "new" if new else "old"] += 1
        self.editions[source] = edition
        self.read.append(Store.open(self.store).read())


def campaign(
    folder: Path,
    *,
    kills: int = 0,
    seed: int = 1,
    at_steps: bool = False,
    stride: int = 1,
    say: Callable[[str], object] = lambda _: None,
) -> Counter[str]:
    """Kill loads at every ``stride``-th step, or ``kills`` times at random moments; how often it was what."""
    folder.mkdir(parents=True)
    draw = random.Random(seed)  # noqa: S311 - moments
    held = Held(folder / "store")
    held.read.append(Store.create(held.store).read())
    loader, edition, took = Loader(held.store), 1, dict.fromkeys(SOURCES, 1.0)
    plan = _Plan(at_steps, kills, stride, draw)
    while order := plan.following():
        source, step, share = order
        edition += 1
        moment = 0.0 if at_steps else share * took[source]
        killed, _, seconds = loader.run(source, edition, step=step, seconds=moment)
        loader = Loader(held.store)
        held.judge(source, edition, draw)
        held.counts["kills"] += killed
        if not killed:
            took[source] = 0.8 * took[source] + 0.2 * seconds
            held.counts["new"] -= 1  # a load that came to its end counts for nothing here
        plan.told(killed=killed)
        if plan.given % 50 == 0:
            say(f"{plan.given}: {told(held.counts)}")
    loader.stop()
    return held.counts


@dataclass
class _Plan:
    """Which load to end next, and where: at the steps of each source until a load comes to its end
    unharmed, or so many times at random moments."""

    at_steps: bool
    kills: int
    stride: int
    draw: random.Random
    given: int = 0
    done: int = 0
    step: int = 1
    sources: list[str] = field(default_factory=lambda: list(SOURCES))

    def following(self) -> tuple[str, int, float] | None:
        """Source, step (0: none) and share of a load's time; None when there is no more to do."""
        self.given += 1
        if self.at_steps:
            return (self.sources[0], self.step, 0.0) if self.sources else None
        share = self.draw.uniform(0.02, 1.1)
        return (SOURCES[self.given % 2], 0, share) if self.done < self.kills else None

    def told(self, *, killed: bool) -> None:
        """Go on to the next step, or to the next source when there was no such step any more."""
        self.done += killed
        self.step += self.stride
        if self.at_steps and not killed:
            self.step = 1
            self.sources.pop(0)


def steps_of(source: str) -> int:
    """How many steps a load of a source takes when nothing ends it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        Store.create(store)
        load(store, source, 1)
        _, reached, _ = Loader(store).run(source, 2, step=1_000_000)
    return reached


if __name__ == "__main__":
    main()
