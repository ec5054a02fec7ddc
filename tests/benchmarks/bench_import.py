"""What it costs to begin: ``import r2p_data`` and ``load_corpus()`` of the seeds, beside ``import pandas``.

    python tests/benchmarks/bench_import.py [--passes N]

Each is timed in processes of its own, in turn, and the least processor time counts; all are
compiled beforehand, as what is installed is. The last figure is what the parse of the seeds
itself takes once everything is loaded, so that the rest is what lexicons, dictionaries and
patterns cost at first use.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile

MOST = 2.0  # times the cost of ``import pandas``
WORKS = {
    "import pandas": "import pandas",
    "import r2p_data": "import r2p_data",
    "import r2p_data; load_corpus()": "import r2p_data; r2p_data.load_corpus()",
}
TIMED = "import time; start = time.process_time(); {work}; print(time.process_time() - start)"
AGAIN = (
    "import time, r2p_data; r2p_data.load_corpus(); start = time.process_time(); r2p_data.load_corpus(); "
    "print(time.process_time() - start)"
)
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def seconds(code: str, compiled: str) -> float:
    """Processor time that a fresh process prints; ``compiled`` is the folder of its compiled modules."""
    environment = {**os.environ, **ONE_THREAD, "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--passes", type=int, default=5)
    codes = {name: TIMED.format(work=work) for name, work in WORKS.items()} | {"load_corpus() again": AGAIN}
    least = dict.fromkeys(codes, float("inf"))
    passes = cli.parse_args().passes
    with tempfile.TemporaryDirectory() as compiled:
        for code in codes.values():
            seconds(code, compiled)
        for _ in range(passes):
            for name, code in codes.items():
                least[name] = min(least[name], seconds(code, compiled))
    for name, spent in least.items():
        print(f"{spent:6.3f} s {spent / least['import pandas']:5.2f} × import pandas  {name}")
    ratio = least["import r2p_data; load_corpus()"] / least["import pandas"]
    print(
        f"to begin costs {ratio:.2f} × import pandas (wanted: below {MOST:g}): {'holds' if ratio < MOST else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
