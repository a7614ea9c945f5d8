"""The same blocks on a Dask cluster: ``pip install ropewalk[cluster]``. Dask is imported only here.

Each task reads its block's file and writes its findings' files; what comes back is a few numbers. When a
worker dies the scheduler gives its blocks to others: they write the same files again, and the one commit
at the end, made by whoever asked, names each file once.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ropewalk.findings.blocks.job import Job
from ropewalk.findings.blocks.kernel import Done, assess_block
from ropewalk.findings.blocks.run import Share
from ropewalk.findings.blocks.tables import Block
from ropewalk.vocabulary.errors import Fault, UserError

RETRIES: Final = 3
"""How often a block that raised (a store that did not answer, say) is tried again."""


def on_cluster(client: Any) -> Share:
    """Blocks on the workers of a Dask cluster. Every worker must reach both tables by their addresses.

    An error that outlasts ``RETRIES`` is raised here, and nothing is committed.
    """
    distributed = _distributed()

    def share(job: Job, blocks: Sequence[Block]) -> Iterator[Done]:
        # A task, not scattered data: when the workers that hold it die, the scheduler makes it again.
        sent = client.submit(_same, job, key=f"job-{job.mark}")
        keys = [f"block-{block.number:05d}-{job.mark}" for block in blocks]
        tasks = client.map(assess_block, blocks, job=sent, key=keys, retries=RETRIES)
        try:
            for task in distributed.as_completed(tasks):
                yield task.result()
        finally:
            client.cancel(tasks)

    return share


def local_cluster(workers: int) -> Any:
    """A scheduler and worker processes on this machine, each with one thread; close it when done."""
    return _distributed().LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
    )


def client_of(cluster: Any) -> Any:
    """A client of a cluster, or of the scheduler at an address."""
    return _distributed().Client(cluster)


def _same(job: Job) -> Job:
    return job


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        remedy = "Install it with: pip install 'ropewalk[cluster]'"
        raise UserError(Fault("Dask is not installed, which a cluster needs", remedy)) from error
    return distributed
