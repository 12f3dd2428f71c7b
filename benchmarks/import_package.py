"""What `import roadmapdocs` adds to a Python that does nothing, and what the first steps with it cost."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

REPEATS = 15

PROGRAMS = {
    "pass": "pass",
    "import roadmapdocs": "import roadmapdocs",
    "the names of the model": "from roadmapdocs import Form, Order, School",
    "the reader": "from roadmapdocs import read_form",
    "the order, and one DOCX form of it": (
        "from roadmapdocs import report_form, write_form\n"
        "from roadmapdocs.demo.run import load_example\n"
        "order, schools = load_example()\n"
        "write_form(report_form(order, schools[1]), 'docx')"
    ),
}
BARS = {"import roadmapdocs": "≤ +60 ms"}


def run(program: str) -> float:
    """Return the milliseconds of a fresh interpreter."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return 1000 * (perf_counter() - start)


def main() -> None:
    spent: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(REPEATS):
        for name, program in PROGRAMS.items():
            spent[name].append(run(program))
    bare = spent["pass"]
    print(f"A fresh interpreter, best and median of {REPEATS}")
    for name, each in spent.items():
        added = f"{min(each) - min(bare):+8.1f} ms {median(each) - median(bare):+8.1f} ms"
        print(f"{name:36} {min(each):7.1f} ms {median(each):7.1f} ms   over pass {added}  {BARS.get(name, '')}")


if __name__ == "__main__":
    main()
