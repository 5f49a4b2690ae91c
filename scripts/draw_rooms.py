"""Draws the rooms of the program out of its imports, as docs/rooms.svg.

    python scripts/draw_rooms.py > docs/rooms.svg

A box is a package, or what lies beside the packages: in `corpus` the ground that imports no package, and the face that
others see. A line leads down from what imports to what is imported; what follows
from others is left out. The hall of `bot` (its modules beside the packages) is handed to every room as the context, so
it has no lines of its own. Raises SystemExit where rooms import each other in a circle.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).parents[1]
GROUND, FACE, HALL = "ground", "face", "hall"
Graph = dict[str, set[str]]
Place = tuple[int, int]

BOX_H, ROW_H, GAP, MARGIN, LETTER = 34, 78, 26, 28, 9
BEND = 30  # how far a line runs straight down at its ends
SWEEPS = 8
STYLE = """
  svg { color-scheme: light dark; font: 14px system-ui, sans-serif }
  .page { fill: #ffffff } .house { fill: #f4f6f8; stroke: #c3ccd5 } .room { fill: #ffffff; stroke: #55677a }
  .line { fill: none; stroke: #7b8a99; stroke-width: 1.3 } .tip { fill: #7b8a99 }
  text { fill: #1c2733; text-anchor: middle } .name { font-weight: 600; text-anchor: start } .note { fill: #55677a }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0f151b } .house { fill: #18212a; stroke: #35424f } .room { fill: #0f151b; stroke: #8b9bab }
    .line { stroke: #7b8a99 } text { fill: #e6edf3 } .note { fill: #9fb0c0 }
  }
"""


# -- what imports what


def modules(house: str) -> dict[str, Path]:
    """Every module of a top-level package, by its dotted name."""
    found = {}
    for path in sorted((ROOT / house).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, known: Mapping[str, Path]) -> set[str]:
    """The modules among `known` that one of them imports."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(known[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            named |= {one if one in known else node.module for one in inner}
    return (named & known.keys()) - {name}


def reached(graph: Graph, start: str) -> set[str]:
    """What is imported, and what that imports, and so on."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for one in graph[waiting.pop()] - found:
            found.add(one)
            waiting.append(one)
    return found


def rooms(house: str) -> Graph:
    """Which room imports which."""
    known = modules(house)
    graph = {name: imports(name, known) for name in known}
    room = {name: room_of(name, known, graph, house) for name in known}
    found: Graph = {one: set() for one in room.values()}
    for name, others in graph.items():
        found[room[name]] |= {room[one] for one in others} - {room[name]}
    if house == "bot":
        found.pop(HALL)
        return {one: others - {HALL} for one, others in found.items()}
    return found


def room_of(name: str, known: Mapping[str, Path], graph: Graph, house: str) -> str:
    """Its package; of what lies beside the packages, whether it stands below them or on top."""
    if in_a_package(name, known):
        return name.split(".")[1]
    if house == "bot":
        return HALL
    return FACE if any(in_a_package(one, known) for one in reached(graph, name)) else GROUND


def in_a_package(name: str, known: Mapping[str, Path]) -> bool:
    return name.count(".") > 1 or (name.count(".") == 1 and known[name].name == "__init__.py")


# -- where it stands


def reduced(graph: Graph) -> Graph:
    """Without the lines that follow from others."""
    return {
        name: {one for one in others if not any(one in reached(graph, other) for other in others - {one})}
        for name, others in graph.items()
    }


def levels(graph: Graph) -> dict[str, int]:
    """0 for what nothing imports; everything else below all that import it."""
    found: dict[str, int] = {}
    while len(found) < len(graph):
        free = [
            name
            for name in graph
            if name not in found and all(one in found for one in graph if name in graph[one])
        ]
        if not free:
            sys.exit(f"rooms import each other in a circle: {', '.join(sorted(graph.keys() - found.keys()))}")
        for name in free:
            found[name] = 1 + max((found[one] for one in graph if name in graph[one]), default=-1)
    return found


class Plan:
    """Rooms of one house in rows; a line that passes a row has a place of its own in it."""

    def __init__(self, graph: Graph) -> None:
        self.lines: list[list[str]] = []
        level = levels(graph)
        self.rows: list[list[str]] = [[] for _row in range(1 + max(level.values()))]
        for name in sorted(graph):
            self.rows[level[name]].append(name)
        for name in sorted(graph):
            for other in sorted(graph[name]):
                self._lay(name, other, level)
        self._sort()
        self.width = max(map(self._width, self.rows))

    def _lay(self, name: str, other: str, level: Mapping[str, int]) -> None:
        between = [f"{name}>{other}>{row}" for row in range(level[name] + 1, level[other])]
        for row, point in enumerate(between, start=level[name] + 1):
            self.rows[row].append(point)
        self.lines.append([name, *between, other])

    def _sort(self) -> None:
        """Each row by where its neighbours stand, down and up, so that few lines cross."""
        steps = [step for line in self.lines for step in pairwise(line)]
        down = {one: [upper for upper, lower in steps if lower == one] for row in self.rows for one in row}
        up = {one: [lower for upper, lower in steps if upper == one] for row in self.rows for one in row}
        for sweep in range(SWEEPS):
            for row in self.rows if sweep % 2 == 0 else reversed(self.rows):
                at = {one: place for line in self.rows for one, place in self._middles(line).items()}
                near = down if sweep % 2 == 0 else up
                row.sort(
                    key=lambda one: (
                        sum(at[other] for other in near[one]) / len(near[one]) if near[one] else at[one]
                    )
                )

    def _middles(self, row: list[str]) -> dict[str, int]:
        at, found = -self._width(row) // 2, {}
        for one in row:
            found[one] = at + box_width(one) // 2
            at += box_width(one) + GAP
        return found

    def _width(self, row: list[str]) -> int:
        return sum(box_width(one) + GAP for one in row) - GAP

    def places(self, middle: int, top: int) -> dict[str, Place]:
        """The middle of the upper edge of each box, and of each point of a line."""
        return {
            one: (middle + x, top + number * ROW_H)
            for number, row in enumerate(self.rows)
            for one, x in self._middles(row).items()
        }

    @property
    def height(self) -> int:
        return (len(self.rows) - 1) * ROW_H + BOX_H


def box_width(name: str) -> int:
    return 12 if ">" in name else 30 + LETTER * len(name)


# -- the picture


def drawn(plan: Plan, middle: int, top: int) -> Iterator[str]:
    at = plan.places(middle, top)
    for line in plan.lines:
        yield f'<path class="line" d="{curve([at[one] for one in line])}"/>'
        x, y = at[line[-1]]
        yield f'<path class="tip" d="M{x - 4} {y - 8}L{x + 4} {y - 8}L{x} {y}Z"/>'
    for row in plan.rows:
        for name in row:
            if ">" not in name:
                yield from box(name, *at[name])


def curve(points: list[Place]) -> str:
    (x, y), *rest = points
    found = f"M{x} {y + BOX_H}"
    y += BOX_H
    for number, (to_x, to_y) in enumerate(rest, start=1):
        found += f"C{x} {y + BEND} {to_x} {to_y - BEND} {to_x} {to_y}"
        x, y = to_x, to_y
        if number < len(rest):
            y += BOX_H
            found += f"L{x} {y}"
    return found


def box(name: str, x: int, y: int) -> Iterator[str]:
    width = box_width(name)
    yield f'<rect class="room" x="{x - width // 2}" y="{y}" width="{width}" height="{BOX_H}" rx="6"/>'
    yield f'<text x="{x}" y="{y + 22}">{name}</text>'


def house(name: str, note: str, plan: Plan, width: int, top: int) -> Iterator[str]:
    height = plan.height + 82
    yield f'<rect class="house" x="{MARGIN}" y="{top}" width="{width - 2 * MARGIN}" height="{height}" rx="10"/>'
    yield f'<text class="name" x="{MARGIN + 18}" y="{top + 27}">{name}</text>'
    yield f'<text class="note" x="{width // 2}" y="{top + 27}">{note}</text>'
    yield from drawn(plan, width // 2, top + 54)


def beside(name: str) -> str:
    """The modules of a house beside its packages."""
    known = modules(name)
    return ", ".join(
        one.split(".")[1] for one in known if one.count(".") == 1 and not in_a_package(one, known)
    )


def draw(out: TextIO) -> None:
    """The whole picture."""
    bot, corpus = Plan(reduced(rooms("bot"))), Plan(reduced(rooms("corpus")))
    hall = f"the hall: {beside('bot')}"
    width = max(bot.width, corpus.width, 7 * len(hall)) + 4 * MARGIN
    second = MARGIN + bot.height + 82 + 44
    height = second + corpus.height + 82 + MARGIN
    label = "The rooms of bot and corpus; lines lead down from what imports to what is imported"
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">',
        f"<style>{STYLE}</style>",
        f'<rect class="page" width="{width}" height="{height}"/>',
        *house("bot", hall, bot, width, MARGIN),
        f'<path class="line" d="M{width // 2} {second - 44}L{width // 2} {second}"/>',
        f'<path class="tip" d="M{width // 2 - 4} {second - 8}L{width // 2 + 4} {second - 8}L{width // 2} {second}Z"/>',
        f'<text class="note" x="{width // 2 + 90}" y="{second - 16}">from corpus import …</text>',
        *house("corpus", "", corpus, width, second),
        "</svg>",
        sep="\n",
        file=out,
    )


if __name__ == "__main__":
    draw(sys.stdout)
