"""The API keeps its document: schemathesis asks every operation right and wrong questions, and finds nothing.

The same questions every time, against a real server. Codes of the toy city are among those that it tries, so
that it reaches what lies behind them; walks from one answer to the next follow the document's links.
"""

import os
import subprocess
import sys
from pathlib import Path

# A well-formed question about what is not held, or too wide, is refused with these, as documented.
CONFIG = """\
[checks]
positive_data_acceptance = { expected-statuses = ["2xx", 404, 410, 422] }

[dictionaries.places]
values = ["E08900001", "E08900002", "E92000001", "E12000002"]
[dictionaries.indicators]
values = ["work", "early-deaths", "queues", "weight"]
[dictionaries.priorities]
values = ["1.1", "1.2", "2.1"]
[dictionaries.sources]
values = ["toys-work", "toys-deaths"]
[dictionaries.revisions]
values = [1, 2, 3]

[parameters]
"query.place" = { dictionary = "places", probability = 0.7 }
"query.parent" = { dictionary = "places", probability = 0.7 }
"query.indicator" = { dictionary = "indicators", probability = 0.7 }
"query.priority" = { dictionary = "priorities", probability = 0.7 }
"query.source" = { dictionary = "sources", probability = 0.7 }
"path.number" = { dictionary = "revisions", probability = 0.5 }
"path.code" = { dictionary = "indicators", probability = 0.3 }
"""
RUN = """\
run {address}/api/v1/openapi.json --checks all --phases examples,coverage,fuzzing,stateful
--max-examples 12 --seed 1 --generation-deterministic --no-color
--wait-for-schema 60 --continue-on-failure
"""


def test_every_operation_keeps_its_document_in_every_phase(site: str, tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    command = Path(sys.executable).parent / "schemathesis"
    done = subprocess.run(
        [str(command), *RUN.format(address=site).split()],
        cwd=tmp_path,
        env={**os.environ, "SCHEMATHESIS_HOOKS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    for phase in ("Coverage", "Fuzzing", "Stateful"):
        assert f"✅ {phase}" in done.stdout
    assert "Tested: 18" in done.stdout
