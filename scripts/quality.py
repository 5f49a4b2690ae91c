"""Measures the development sets among real articles against their floors (needs ../shared; `make quality`).

    python scripts/quality.py              fails where a number has fallen
    python scripts/quality.py --write      raises floors that were passed; --lower lets them fall too

Each question is answered with numbers that were fitted without its article (`make fit` leaves them in the cache).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from corpus.evaluation.floors import Floor, chosen, digest_of, raised, read, shortfalls, write

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "quality_floors.json"
CACHE = ROOT / ".cache" / "evaluation"
OTHERS = SHARED / "news" / "vnds.val.jsonl.gz"
LIMIT = 7500
SETS = {
    "vinewsqa.dev": (SHARED / "eval" / "vinewsqa.dev.jsonl.gz",),
    "vicoqa.dev": (SHARED / "eval" / "vicoqa.dev.jsonl.gz",),
    "readers": (ROOT / "scripts" / "readers.jsonl", SHARED / "news" / "subset_phuyen.fulltext.jsonl.gz"),
}
"""The files of each set: its questions and, where they do not bring them, their articles."""


def measure(name: str, every: int) -> Floor:
    """One set in both ways of typing."""
    path, *articles = SETS[name]
    command = [
        sys.executable, "-c", "from bot.cli import main; main()", "eval", path, "--json",
        "--distractors", OTHERS, "--limit", LIMIT, "--variants", "typed,bare", "--every", every,
        "--held-out", CACHE, "--cache", CACHE, *(part for one in articles for part in ("--articles", one)),
    ]  # fmt: skip
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, cwd=ROOT, check=True)  # noqa: S603
    found: dict[str, Any] = json.loads(done.stdout)["variants"]
    return Floor(
        digest_of([*SETS[name], OTHERS]), {variant: chosen(one["all"]) for variant, one in found.items()}
    )


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="raise the floors that were passed")
    parser.add_argument(
        "--lower", action="store_true", help="with --write: let them fall to what was measured"
    )
    parser.add_argument(
        "--every", type=int, default=1, help="look at every n-th question only; writes nothing"
    )
    options = parser.parse_args()
    if not SHARED.exists():
        sys.exit("the question sets are not here: ../shared is missing")
    floors, problems = read(FLOORS), []
    for name in SETS:
        measured = measure(name, options.every)
        print(name, json.dumps(measured.numbers, indent=1))
        if name in floors and not options.lower:
            problems += shortfalls(name, floors[name], measured)
        floors[name] = raised(floors.get(name), measured, lower=options.lower)
    if options.write and options.every == 1:
        write(FLOORS, floors)
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
