"""`make bench`, or `python benchmarks/run.py [PART …]`: times the engine on invented counties, targets beside."""

from __future__ import annotations

import argparse
import os
import platform
import sys

from measure import FailedError
from parts import NAMES, load


def main() -> int:
    """Runs the parts named, else all. 0 when all ran, whatever they measured; 1 when a measured command failed."""
    parser = argparse.ArgumentParser(description="Time the engine on invented counties.")
    parser.add_argument("part", nargs="*", help=f"one or more of {', '.join(NAMES)}; all by default")
    wanted = parser.parse_args().part or NAMES
    if unknown := [name for name in wanted if name not in NAMES]:
        parser.error(f"no part called {', '.join(unknown)}; there are {', '.join(NAMES)}")
    load_average = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load_average}", flush=True)
    for name in wanted:
        part = load(name)
        print(f"\n== {name}: {part.__doc__}", flush=True)
        try:
            part()
        except FailedError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
