"""Fuzzing for as long as one likes; what is found is kept in tests/crashes, where the suite tries it ever after.

.venv/bin/python tests/fuzz_long.py --inputs 10000000 --seed 1
.venv/bin/python tests/fuzz_long.py --minutes 35                          # as many as that gives
.venv/bin/python tests/fuzz_long.py --atheris rendering -runs=1000000     # guided by coverage: pip install atheris
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import random
import sys
import time
import traceback
from collections.abc import Iterator
from itertools import count, islice

from fuzz_targets import CRASHES, TARGETS, Target, inputs

TURN = 200  # inputs of one target, then it is the next one's turn
SLOW_S = 5.0


def keep(name: str, data: bytes) -> None:
    CRASHES.mkdir(exist_ok=True)
    path = CRASHES / f"{name.replace(' ', '')}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    print(f"FOUND {path}", flush=True)


def try_one(name: str, target: Target, data: bytes) -> bool:
    """Whether it went well: nothing raised, and in time."""
    started = time.monotonic()
    try:
        target(data)
    except Exception:
        traceback.print_exc()
        keep(name, data)
        return False
    if time.monotonic() - started > SLOW_S:
        print(f"{name}: {time.monotonic() - started:.1f} s")
        keep(name, data)
        return False
    return True


def turns(names: list[str], inputs_in_all: int, seed: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Which target is to try which inputs, in turn."""
    sources = {name: inputs(random.Random(seed)) for name in names}
    left = dict.fromkeys(names, -(-inputs_in_all // len(names)))
    for turn in count():
        name = names[turn % len(names)]
        if not any(left.values()):
            return
        yield name, islice(sources[name], min(left[name], TURN))
        left[name] -= min(left[name], TURN)


def main() -> int:
    """Fuzz; 0 where nothing was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--inputs", type=int, default=100_000, help="in all, spread over the targets")
    options.add_argument("--minutes", type=float, default=None, help="end then, whatever is left")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=sorted(TARGETS), default=None)
    chosen = options.parse_args()
    faulthandler.enable()
    names = [chosen.only] if chosen.only else list(TARGETS)
    in_all = sys.maxsize if chosen.minutes else chosen.inputs
    started, processor_s = time.monotonic(), time.process_time()
    tried, found = dict.fromkeys(names, 0), 0
    for name, some in turns(names, in_all, chosen.seed):
        for data in some:
            found += not try_one(name, TARGETS[name], data)
            tried[name] += 1
        if chosen.minutes and time.monotonic() - started > 60 * chosen.minutes:
            break
    print(", ".join(f"{name}: {number:,}" for name, number in tried.items()))
    took_s, processor_s = time.monotonic() - started, time.process_time() - processor_s
    print(
        f"{sum(tried.values()):,} inputs, {found} findings; {took_s / 60:.0f} minutes, "
        f"{processor_s / 60:.0f} of them at work"
    )
    return bool(found)


def guided(name: str) -> None:
    """Under atheris, which measures which lines an input reaches."""
    import atheris  # type: ignore[import-not-found] # not a dependency

    target = TARGETS[name]
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *sys.argv[3:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--atheris"]:
        guided(sys.argv[2])
    sys.exit(main())
