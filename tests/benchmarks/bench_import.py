"""What it costs to begin: ``import r2p_data`` and ``load_corpus()`` of the seeds, beside ``import pandas``.

    python tests/benchmarks/bench_import.py [--passes N]

``load_corpus`` keeps what it parsed (``r2p_data.kept``), so there are two beginnings: the
first, with nothing kept, parses the seeds and loads lexicons, dictionaries and patterns for it;
every later one, in whatever process, reads and hashes the seeds and takes what was kept of
them. The limit is held by the later ones; the first is above it, and printed beside them.

Each is timed in processes of its own, in turn: the median of their processor time. All are
compiled beforehand, as what is installed is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

MOST = 2.0  # times the cost of ``import pandas``
FIRST, KEPT = "import r2p_data; load_corpus(), the first time", "import r2p_data; load_corpus(), from then on"
LOAD = "import r2p_data; r2p_data.load_corpus()"
WORKS = {"import pandas": "import pandas", "import r2p_data": "import r2p_data", FIRST: LOAD, KEPT: LOAD}
TIMED = "import time; start = time.process_time(); {work}; print(time.process_time() - start)"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def seconds(work: str, compiled: Path, kept: Path) -> float:
    """Processor time that a fresh process spends on ``work``, with its folders of compiled modules and kept corpora."""
    folders = {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": "", "R2P_DATA_CACHE": str(kept)}
    command = [sys.executable, "-c", TIMED.format(work=work)]
    environment = {**os.environ, **ONE_THREAD, **folders}
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)


def measure(passes: int, folder: Path) -> dict[str, list[float]]:
    """Seconds of every pass, by what was done; the first time, nothing is kept yet in a folder of that pass."""
    compiled, kept = folder / "compiled", folder / "kept"
    seconds(LOAD, compiled, kept)
    assert list(kept.iterdir()), "nothing was kept: the second load would be another parse"
    spent: dict[str, list[float]] = {name: [] for name in WORKS}
    for number in range(passes):
        for name, work in WORKS.items():
            spent[name].append(seconds(work, compiled, folder / str(number) if name == FIRST else kept))
    return spent


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--passes", type=int, default=7)
    with tempfile.TemporaryDirectory() as folder:
        spent = measure(cli.parse_args().passes, Path(folder))
    middle = {name: median(passes) for name, passes in spent.items()}
    ratio = {name: middle[name] / middle["import pandas"] for name in WORKS}
    for name, passes in spent.items():
        print(
            f"{middle[name]:6.3f} s ({min(passes):.3f} to {max(passes):.3f}) {ratio[name]:5.2f} × import pandas  {name}"
        )
    held = "holds" if ratio[KEPT] < MOST else "MISSED"
    print(
        f"to begin costs {ratio[KEPT]:.2f} × import pandas from the second time on (wanted: below {MOST:g}): {held}; "
        f"the first time, which parses, {ratio[FIRST]:.2f} ×"
    )


if __name__ == "__main__":
    main()
