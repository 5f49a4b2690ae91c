"""Old and new units of today's Đắk Lắk (the former provinces Phú Yên and Đắk Lắk), into renamed_places.csv.

    pip install vietnamadminunits==1.0.4          (MIT; in an environment of its own, nothing here needs it)
    python scripts/make_places.py FOLDER          the folder "data" of that package

Only names are kept, a row for each old commune, ward or town and each new unit that it became a part of.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

PROVINCE = "tinhdaklak"  # as the package keys it
TARGET = Path(__file__).parents[1] / "corpus" / "language" / "data" / "renamed_places.csv"
COLUMNS = ("old_province", "old_district", "old_unit", "new_unit", "divided")
Row = tuple[str, str, str, str, str]


def main() -> None:
    """See the module."""
    folder = Path(sys.argv[1])
    converter = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    with closing(sqlite3.connect(folder / "dataset.db")) as database:
        found = sorted(rows(converter, _old_names(database), _new_names(database)))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerows([COLUMNS, *found])
    print(f"{len(found)} rows", file=sys.stderr)


def rows(
    converter: dict[str, Any], old: dict[str, tuple[str, str, str]], new: dict[str, str]
) -> Iterator[Row]:
    """The table's rows. `old`: key → province, district, unit; `new`: key → unit."""
    for key, before in converter["DICT_PROVINCE_WARD_NO_DIVIDED"][PROVINCE].items():
        yield from ((*old[one], new[key], "no") for one in before)
    for key, parts in converter["DICT_PROVINCE_WARD_DIVIDED"].get(PROVINCE, {}).items():
        yield from ((*old[key], new[part["newWardKey"]], "yes") for part in parts)


def _old_names(database: sqlite3.Connection) -> dict[str, tuple[str, str, str]]:
    found = database.execute(
        "SELECT provinceKey || '_' || districtKey || '_' || wardKey, province, district, ward FROM admin_units_legacy"
        " WHERE provinceKey IN ('tinhdaklak', 'tinhphuyen')"
    )
    return {key: (province, district, unit) for key, province, district, unit in found}


def _new_names(database: sqlite3.Connection) -> dict[str, str]:
    return dict(database.execute("SELECT wardKey, ward FROM admin_units WHERE provinceKey = ?", (PROVINCE,)))


if __name__ == "__main__":
    main()
