"""How long a reader waits for the first chart of the explorer, and for all, after « Run All Cells » in JupyterLab.

    python tests/benchmarks/bench_first_chart.py [--rounds N]

Notebook 05 on the five seeds, in Debian's Chromium, from a kernel that has just started: import,
parse, widgets and drawing. Wall time of this machine, so quiet it first.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

CHECKOUT = Path(__file__).parents[2]
sys.path.insert(0, str(CHECKOUT))

from tests.browser import conftest as browser  # noqa: E402  # found by the line above

NOTEBOOK = "notebooks/05_explorer.ipynb"
CHARTS = 5
MOST_SECONDS = 5.0
LONGEST = 60_000
# Each round parses the seeds: a reader who opens the notebook again waits for less.
PARSED = {"R2P_DATA_CACHE": "0"}
# A kernel that has just said that it is idle may still be connecting.
SETTLE = 3_000
DRAWN = "n => document.querySelectorAll('.r2p-explorer .js-plotly-plot').length >= n"


def wait_for_charts(page: Page) -> tuple[float, float]:
    """Seconds from « Run All Cells » to the first chart, and to all of them."""
    page.goto(f"/lab/tree/{NOTEBOOK}?reset")
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=LONGEST)
    page.wait_for_timeout(SETTLE)
    page.get_by_role("menubar").get_by_text("Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    began = time.perf_counter()
    page.wait_for_function(DRAWN, arg=1, timeout=LONGEST)
    first = time.perf_counter() - began
    page.wait_for_function(DRAWN, arg=CHARTS, timeout=LONGEST)
    return first, time.perf_counter() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    if not browser.CHROMIUM.exists():
        print(f"{browser.CHROMIUM} is missing: 'make browser' installs it on Debian; nothing was measured")
        return
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "lab.log").open("w") as log:
        root, home, port = Path(folder) / "root", Path(folder) / "home", browser._free_port()
        shutil.copytree(CHECKOUT / "notebooks", root / "notebooks")
        command, environment = browser._lab_command(root, port), browser._lab_environment(home) | PARSED
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            browser._wait_for(f"http://127.0.0.1:{port}", server, Path(folder) / "lab.log")
            waits = [_measure(f"http://127.0.0.1:{port}") for _ in range(rounds)]
        finally:
            server.terminate()
            server.wait(timeout=30)
    for first, every in waits:
        print(f"first chart after {first:.1f} s, all {CHARTS} after {every:.1f} s")
    middle = median(first for first, _ in waits)
    held = "holds" if middle <= MOST_SECONDS else "MISSED"
    print(f"first chart, median {middle:.1f} s (wanted: {MOST_SECONDS:.0f} s or less): {held}")


def _measure(url: str) -> tuple[float, float]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.CHROMIUM), args=browser.CHROMIUM_ARGUMENTS)
        waited = wait_for_charts(chromium.new_page(base_url=url, viewport={"width": 1400, "height": 1000}))
        chromium.close()
    return waited


if __name__ == "__main__":
    main()
