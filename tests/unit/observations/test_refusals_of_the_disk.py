"""A disk that refuses to write, a folder that may not be written: told, and the store is as it was."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from batches import batch, said

from bench import kills
from ropewalk.observations.store import Store
from ropewalk.observations.verify import verify
from ropewalk.vocabulary.errors import StoreError

ROOT = Path(__file__).parents[3]
OLD = ("jobs E1 2020 1.0", "jobs E2 2020 2.0")
NEW = ("jobs E1 2020 1.5", "jobs E7 2020 c")


def full_at(patch: pytest.MonkeyPatch, step: int) -> list[int]:
    """From the nth call on that writes, forces or makes something, the disk is full."""
    reached = [0]

    def stepped(call: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            reached[0] += 1
            if reached[0] >= step:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*given, **named)

        return run

    calls = ((os, "fsync"), (os, "pwrite"), (os, "mkdir"), (Path, "mkdir"), (pl.DataFrame, "write_parquet"))
    for owner, name in calls:
        patch.setattr(owner, name, stepped(getattr(owner, name)))
    return reached


@pytest.mark.parametrize("source", kills.SOURCES)
def test_a_disk_that_fills_up_at_any_step_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    path = tmp_path / "store"
    Store.create(path)
    kills.load(path, source, 1)
    before, step, refused = Store.open(path).read(), 0, 0
    while True:
        step += 1
        with monkeypatch.context() as patch:
            reached = full_at(patch, step)
            try:
                revision = kills.load(path, source, 2)
            except StoreError as error:
                refused += "No space left" in str(error)
            else:
                assert revision == 2
                break
        assert Store.open(path).read().equals(before), f"step {step} of {reached}"
        assert not list((tmp_path / ".loading").glob("*/share*"))
    assert refused >= 8
    assert verify(path).faults == ()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from bench import kills
from ropewalk.vocabulary.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    kills.load(Path(sys.argv[1]), sys.argv[3], 2)
except StoreError as error:
    print(error)
    sys.exit(3)
"""


def run(script: str, *given: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", script, *given],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode in (0, 3), done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("source", kills.SOURCES)
@pytest.mark.parametrize("size", [0, 600, 3_000, 12_000])
def test_whatever_the_kernel_refuses_to_write_is_told_and_nothing_is_half_loaded(
    tmp_path: Path, source: str, size: int
) -> None:
    """The limit is the kernel's, so it holds for what Delta and Polars write, too."""
    path = tmp_path / "store"
    Store.create(path)
    kills.load(path, source, 1)
    before = Store.open(path).read()
    code, told = run(LIMITED, str(path), str(size), source)
    store = Store.open(path)
    if code:
        assert "is as it was" in told
        assert (store.revision, store.read().equals(before)) == (1, True)
    assert verify(path).faults == ()
    assert kills.load(path, source, 2) == 2


READ_ONLY = """
import sys
from pathlib import Path
from bench import kills
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import StoreError
path = Path(sys.argv[1])
print(Store.open(path).read().height)
try:
    Store.open(path).commit(kills.batch_of("small", 2, path.parent), by="ann")
except StoreError as error:
    print(error)
    sys.exit(3)
"""


def test_a_folder_that_may_not_be_written_is_read_and_not_loaded(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    if os.geteuid() == 0:
        pytest.skip("everything may be written by the one who runs this test")
    path = tmp_path_factory.mktemp("read-only") / "store"
    Store.create(path).commit(kills.batch_of("small", 1, path.parent), by="ann")
    for file in [path, *path.rglob("*")]:
        file.chmod(0o555 if file.is_dir() else 0o444)
    try:
        code, told = run(READ_ONLY, str(path))
        assert code == 3
        assert "could not be written" in told
    finally:
        for file in [path, *path.rglob("*")]:
            file.chmod(0o755)
    assert Store.open(path).revision == 1


def test_a_folder_that_refuses_the_lock_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.commit(batch(*OLD), by="ann")

    def refuse(*given: object, **named: object) -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(StoreError, match=r"could not be written and is as it was: .*Permission denied"):
            store.commit(batch(*NEW, edition=2), by="ann")
    assert said(store.read()) == list(OLD)


def test_two_loads_at_once_are_one_after_the_other_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "store"
    Store.create(path)
    loaders = [kills.Loader(path) for _ in range(4)]
    for number, loader in enumerate(loaders):
        said_by, told = kills._pipes(loader.process)
        assert said_by.readline() == kills.READY
        told.write(f'{{"source": "{kills.SOURCES[number % 2]}", "edition": 1, "step": 0}}\n')
        told.flush()
    for loader in loaders:
        said_by, told = kills._pipes(loader.process)
        with loader.process:
            said_by.read()
    store = Store.open(path)
    assert 1 <= store.revision <= 2
    for source in store.revisions()["source"]:
        assert store.read([f"{source}-{n}" for n in range(5)]).height == kills.rows_of(source, 1).height
    assert verify(path).faults == ()
    for source in kills.SOURCES:
        kills.load(path, source, 1)
    assert Store.open(path).revision == 2
