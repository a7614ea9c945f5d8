"""The same findings from a Dask cluster: a scheduler and two worker processes, one of which is killed."""

import os
import signal
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from ropewalk.benchmarks import national
from ropewalk.benchmarks.definitions import definitions
from ropewalk.benchmarks.size import Size
from ropewalk.findings.blocks import cluster
from ropewalk.findings.blocks.read import read_findings
from ropewalk.findings.blocks.run import assess_table
from ropewalk.findings.blocks.storage import Folder
from ropewalk.findings.blocks.tables import look
from ropewalk.vocabulary.errors import UserError

SIZE = Size(indicators=12, places=30, periods=12, sexes=1, peers=5, seed=5)


def contents(table: Folder) -> dict[tuple[str, int], str]:
    """The hash of every file that a table's newest version names."""
    blocks = look(table).blocks
    found = {(b.part, b.number): sha256(Path(table.path(b.path)).read_bytes()).hexdigest() for b in blocks}
    assert len(found) == len(blocks)  # no block twice
    return found


def test_a_cluster_that_loses_a_worker_writes_the_same_bytes(tmp_path: Path) -> None:
    source = Folder(str(tmp_path / "observations"))
    national.write(source, SIZE, a_block=1, threads=2)
    given = definitions(SIZE)
    local, far = Folder(str(tmp_path / "local")), Folder(str(tmp_path / "far"))
    assess_table(source, local, given)
    with cluster.local_cluster(2) as workers, cluster.client_of(workers) as client:
        killed: list[int] = []

        def kill_one(done: int, of: int) -> None:
            if not killed:
                killed.append(min(client.run(os.getpid).values()))
                os.kill(killed[0], signal.SIGKILL)

        report = assess_table(source, far, given, share=cluster.on_cluster(client), progress=kill_one)
    assert len(killed) == 1
    assert report.blocks == 12
    for name in ("findings", "ranks"):
        assert contents(far.within(name)) == contents(local.within(name))
    assert read_findings(far).equals(read_findings(local))


def test_without_dask_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"ropewalk\[cluster\]"):
        cluster.on_cluster(None)
