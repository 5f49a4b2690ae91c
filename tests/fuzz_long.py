"""Fuzzing for as long as one likes; what is found is kept in tests/crashes, where the suite tries it ever after.

.venv/bin/python tests/fuzz_long.py --inputs 10000000 --processes 2
.venv/bin/python tests/fuzz_long.py --minutes 35 --seed 7                 # as many as that gives
.venv/bin/python tests/fuzz_long.py --atheris rendering -runs=1000000     # guided by coverage: pip install atheris

A plain loop without a framework: an input is an example, or a part of one, changed a few times. A finding is made as
small as it gets before it is kept. The same seed tries the same inputs.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import logging
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import count, islice

from fuzz_targets import CRASHES, TARGETS, Target, inputs

TURN = 200  # inputs of one target, then it is the next one's turn
SLOW_S = 5.0
SHRINK_S = 60.0
APART = 1_000_003  # between the seeds of processes that work side by side


@dataclass
class Tried:
    """What one process did: inputs by target, findings, seconds of processor."""

    inputs: Counter[str] = field(default_factory=Counter)
    found: int = 0
    processor_s: float = 0.0


def keep(name: str, data: bytes) -> None:
    CRASHES.mkdir(exist_ok=True)
    path = CRASHES / f"{name.replace(' ', '')}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    print(f"FOUND {path}", flush=True)


def raised(target: Target, data: bytes) -> type[Exception] | None:
    try:
        target(data)
    except Exception as error:
        return type(error)
    return None


def shrunk(target: Target, data: bytes) -> bytes:
    """What is left when parts are taken out for as long as the same is raised."""
    kind, deadline = raised(target, data), time.monotonic() + SHRINK_S
    size = len(data) // 2
    while size and time.monotonic() < deadline:
        at = 0
        while at < len(data):
            smaller = data[:at] + data[at + size :]
            if raised(target, smaller) is kind:
                data = smaller
            else:
                at += size
        size //= 2
    return data


def try_one(name: str, target: Target, data: bytes) -> bool:
    """Whether it went well: nothing raised, and in time."""
    started = time.monotonic()
    try:
        target(data)
    except Exception:
        traceback.print_exc()
        keep(name, shrunk(target, data))
        return False
    if time.monotonic() - started > SLOW_S:
        print(f"{name}: {time.monotonic() - started:.1f} s")
        keep(name, data)
        return False
    return True


def turns(names: list[str], inputs_in_all: int, seed: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Which target is to try which inputs, in turn."""
    sources = {name: inputs(random.Random(f"{seed} {name}")) for name in names}
    left = dict.fromkeys(names, -(-inputs_in_all // len(names)))
    for turn in count():
        name = names[turn % len(names)]
        if not any(left.values()):
            return
        yield name, islice(sources[name], min(left[name], TURN))
        left[name] -= min(left[name], TURN)


def work(names: list[str], inputs_in_all: int, minutes: float | None, seed: int) -> Tried:
    """What one process does."""
    faulthandler.enable()
    logging.disable()  # what is refused is said, and here nearly everything is
    started, processor_s, tried = time.monotonic(), time.process_time(), Tried()
    for name, some in turns(names, inputs_in_all, seed):
        for data in some:
            tried.found += not try_one(name, TARGETS[name], data)
            tried.inputs[name] += 1
        if minutes and time.monotonic() - started > 60 * minutes:
            break
    tried.processor_s = time.process_time() - processor_s
    return tried


def main() -> int:
    """Fuzz; 0 where nothing was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--inputs", type=int, default=100_000, help="in all, spread over the targets")
    options.add_argument("--minutes", type=float, default=None, help="end then, whatever is left")
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=sorted(TARGETS), default=None)
    chosen = options.parse_args()
    names = [chosen.only] if chosen.only else list(TARGETS)
    in_all = sys.maxsize if chosen.minutes else -(-chosen.inputs // chosen.processes)
    with ProcessPoolExecutor(chosen.processes) as pool:
        seeds = [chosen.seed + APART * number for number in range(chosen.processes)]
        tried = [
            one.result() for one in [pool.submit(work, names, in_all, chosen.minutes, seed) for seed in seeds]
        ]
    by_target = sum((one.inputs for one in tried), Counter[str]())
    total, found, seconds = (
        by_target.total(),
        sum(one.found for one in tried),
        sum(one.processor_s for one in tried),
    )
    print(", ".join(f"{name}: {number:,}" for name, number in by_target.items()))
    print(
        f"{total:,} inputs, {found} findings; {seconds / 60:.0f} minutes of processor, {total / seconds:,.0f} a second"
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
