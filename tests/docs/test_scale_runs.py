"""The Python that docs/scale.md shows runs as it is written, one machine first, then a cluster."""

import re
import subprocess
import sys
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs/scale.md").read_text(encoding="utf-8")
ALONE, FAR, STORE, OTHERS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def run(program: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_one_machine_and_a_cluster_run_as_written(tmp_path: Path) -> None:
    here = "from distributed import LocalCluster\n"
    here += "scheduler = LocalCluster(n_workers=1, processes=False, dashboard_address=None)\n"
    far = FAR.replace('"tcp://scheduler:8786"', "scheduler")
    assert far != FAR
    told = run("\n".join([ALONE, here, far, "print(report.version)", "scheduler.close()"]), tmp_path)
    assert "findings in" in told
    assert "shape: (33, 17)" in told
    assert told.rstrip().endswith("3 3\n2")  # every block told of, and the second commit


def test_the_rest_is_python_that_names_what_there_is() -> None:
    for program in (STORE, OTHERS):
        compile(program, "scale.md", "exec")
    shares = {line.split("(")[0] for line in OTHERS.splitlines() if line.startswith("def ")}
    assert shares == {"def on_ray", "def on_spark", "def on_spark_arrow"}
    named: dict[str, object] = {}
    exec("from ropewalk.findings.blocks.kernel import assess_block\n" + OTHERS, named)  # noqa: S102
    assert callable(named["on_ray"])
