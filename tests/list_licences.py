"""Prints every distribution that hoibao needs to run, with its version and its licence: make licences"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

FREE = re.compile(
    r"MIT|BSD|Apache|Python|PSF|ISC|MPL|LGPL|Unlicense|Zlib|0BSD|CC0|Public Domain|ZPL", re.IGNORECASE
)


def needed(name: str = "hoibao", extras: frozenset[str] = frozenset()) -> dict[str, Distribution]:
    """The distribution and all that it requires here, by normalised name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extras)]
    while waiting:
        wanted, with_extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", wanted).lower()
        if key in found and not with_extras:
            continue
        try:
            found[key] = distribution(wanted)
        except PackageNotFoundError:  # a requirement of another platform
            continue
        for line in found[key].requires or ():
            requirement = Requirement(line)
            contexts = [{"extra": extra} for extra in with_extras] or [{"extra": ""}]
            if requirement.marker is None or any(requirement.marker.evaluate(one) for one in contexts):
                waiting.append((requirement.name, frozenset(requirement.extras)))
    return found


def licence(one: Distribution) -> str:
    """As its authors state it: the SPDX expression, else the classifiers, else the field."""
    data = one.metadata
    classifiers = [
        text.split(" :: ")[-1] for text in data.get_all("Classifier") or () if text.startswith("License")
    ]
    stated = (
        data.get("License-Expression") or ", ".join(classifiers) or (data.get("License") or "").split("\n")[0]
    )
    return stated or "not stated"


if __name__ == "__main__":
    for key, one in sorted(needed().items()):
        print(f"{key} {one.version}: {licence(one)}")
