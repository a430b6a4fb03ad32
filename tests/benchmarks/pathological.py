"""How the time of a check grows with documents that are made to make it grow.

Processor time of a check in this process at one size and at four times that size. What grows in proportion takes four
times as long, and what grows with a product sixteen times.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import compliance
from tools.pathological import KINDS

SIZE = int(os.environ.get("SIZE", "2000"))


def seconds(text: str) -> float:
    path = Path("openapi.json" if text.startswith("{") else "openapi.yaml")
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    compliance.render(compliance.check(path), "json")
    return time.process_time() - started


def main() -> None:
    chosen = sys.argv[1:] or list(KINDS)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        seconds(KINDS["anchors"](2))
        print(f"{'kind':40} {SIZE:>8} {4 * SIZE:>8}  times")
        for name in chosen:
            small, large = seconds(KINDS[name](SIZE)), seconds(KINDS[name](4 * SIZE))
            print(f"{name:40} {small:8.2f} {large:8.2f}  {large / small:.1f}", flush=True)
        os.chdir("/")


if __name__ == "__main__":
    main()
