"""What Lighthouse says of the five main kinds of page, and what each weighs over the wire.

    npm install --no-save lighthouse
    python -m bench.lighthouse --workspace demo

Needs Node, Debian's Chromium and a built workspace. Lighthouse plays a slow phone by its own defaults.
Performance depends on the machine: run it with nothing else running. Exit 1 where a score is below its bar.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.serving import serving

BARS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def main() -> int:
    """Print the table; 1 where a score is below its bar."""
    options = arguments()
    with serving(options.workspace) as site:
        rows = [(page, *audited(site + page)) for page in options.pages]
    print(f"{'page':44}" + "".join(f"{name:>16}" for name in BARS) + f"{'kB over the wire':>18}")
    for page, scores, weight in rows:
        print(f"{page:44}" + "".join(f"{scores[name]:16.0f}" for name in BARS) + f"{weight / 1000:18.1f}")
    return int(any(scores[name] < bar for _, scores, _ in rows for name, bar in BARS.items()))


def arguments() -> argparse.Namespace:
    """The workspace, and the pages to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, default=Path("demo"))
    parser.add_argument("pages", nargs="*", default=MAIN)
    return parser.parse_args()


MAIN = ["/", "/priorities/2.1/", "/indicators/employment-rate/", "/places/E08000003/", "/search/?q=bins"]


TRIES = 3
"""Now and then the browser starts, and its recording does not: Lighthouse then asks to be run again."""


def audited(address: str) -> tuple[dict[str, float], int]:
    """The scores of one page out of 100, and the bytes that a browser fetched for it."""
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "said.json"
        command = ["npx", "lighthouse", address, f"--chrome-flags={FLAGS}", "--output=json"]
        command += [f"--output-path={out}", "--quiet"]
        told = os.environ | {"CHROME_PATH": chrome}
        for _again in range(TRIES):
            done = subprocess.run(command, check=False, env=told, capture_output=True, text=True)  # noqa: S603
            if not done.returncode:
                break
        else:
            raise SystemExit(f"Lighthouse did not come to its end at {address}:\n{done.stderr[-2000:]}")
        said: dict[str, Any] = json.loads(out.read_text())
    scores = {name: 100 * said["categories"][name]["score"] for name in BARS}
    weight = sum(one["transferSize"] for one in said["audits"]["network-requests"]["details"]["items"])
    return scores, weight


if __name__ == "__main__":
    sys.exit(main())
