"""The verb `hoibao bench`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from corpus.bench.plan import Plan
from corpus.bench.report import machine
from corpus.bench.sections import SECTIONS, Section
from corpus.models import Answer
from corpus.terminal import answer_text


def bench_verb(
    sections: Mapping[str, Section] = SECTIONS, render: Callable[[Answer], object] = answer_text
) -> click.Command:
    """The verb for those sections; `render` makes of an answer what readers get."""

    @click.command(name="bench")
    @click.argument("names", nargs=-1, type=click.Choice(list(sections)))
    @click.option(
        "--articles",
        type=click.Path(path_type=Path, exists=True),
        help="A file or folder of real news to measure with; without it sentences of the samples are recombined.",
    )
    @click.option(
        "--large", is_flag=True, help="Also a million passages; takes half an hour and 5 GB of disk."
    )
    @click.option(
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write the Markdown to this file as well.",
    )
    @click.option(
        "--keep",
        type=click.Path(path_type=Path, file_okay=False),
        help="Keep the archives that are built in this folder, and use those that are there.",
    )
    def bench(
        names: tuple[str, ...], articles: Path | None, large: bool, output: Path | None, keep: Path | None
    ) -> None:
        """Measure how fast this program is here, side by side with what it is made of (names: all without any)."""
        with tempfile.TemporaryDirectory() as folder:
            plan = Plan(
                articles, keep or Path(folder), large, render, lambda said: click.echo(said, err=True)
            )
            text = _run({name: sections[name] for name in names or sections}, plan)
        if output:
            output.write_text(text, encoding="utf-8")

    return bench


def _run(sections: Mapping[str, Section], plan: Plan) -> str:
    said = [f"{machine()}\n"]
    click.echo(said[0])
    for name, measure in sections.items():
        plan.say(f"{name} …")
        for table in measure(plan):
            said.append(table.markdown())
            click.echo(said[-1])
    return "\n".join(said)
