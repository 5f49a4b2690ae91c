"""Fuzzing for as long as one likes; what is found is kept in tests/crashes, where the suite tries it ever after.

.venv/bin/python tests/fuzz_long.py --inputs 10000000 --seed 1
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
from itertools import islice

from fuzz_targets import CRASHES, TARGETS, Target, inputs

EVERY = 10_000
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


def main() -> int:
    """Fuzz; 0 where nothing was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--inputs", type=int, default=100_000, help="in all, spread over the targets")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=sorted(TARGETS), default=None)
    chosen = options.parse_args()
    faulthandler.enable()
    targets = {chosen.only: TARGETS[chosen.only]} if chosen.only else TARGETS
    found, share = 0, -(-chosen.inputs // len(targets))
    for name, target in targets.items():
        started = time.monotonic()
        for count, data in enumerate(islice(inputs(random.Random(chosen.seed)), share), start=1):
            found += not try_one(name, target, data)
            if count % EVERY == 0:
                print(
                    f"{name}: {count} inputs, {count / (time.monotonic() - started):.0f} a second", flush=True
                )
        print(f"{name}: {share} inputs in {time.monotonic() - started:.0f} s", flush=True)
    print(f"{share * len(targets)} inputs, {found} findings")
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
