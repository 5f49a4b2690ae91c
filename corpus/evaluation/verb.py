"""`hoibao eval`: how good the answers to question sets are."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from corpus.answer.reading.question import read
from corpus.errors import HoiBaoError
from corpus.evaluation.bench import open_bench, with_articles
from corpus.evaluation.folds import held_out
from corpus.evaluation.metrics import Judgement, Report, gold_texts, reliability, report
from corpus.evaluation.questionset import QuestionSet, load_all
from corpus.evaluation.run import Asked, Plan, run
from corpus.evaluation.variants import VARIANTS
from corpus.terminal import Bar
from corpus.timezone import now

DEFAULT_FOLDER = Path(os.curdir) / ".cache" / "evaluation"


@click.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--articles", "named", type=click.Path(path_type=Path, exists=True),
              help="Folder or file of the articles that the questions name by file or by id.")  # fmt: skip
@click.option("--distractors", "others", multiple=True, type=click.Path(path_type=Path, exists=True),
              help="Articles to hide those of the set among; may be given several times.")  # fmt: skip
@click.option("--limit", type=int, help="At most so many distractors.")
@click.option("--variants", default="typed", show_default=True, help=f"Of {', '.join(VARIANTS)}; or all.")
@click.option("--every", default=1, show_default=True, help="Take only each n-th question.")
@click.option("--engine", default="tantivy", show_default=True, type=click.Choice(("tantivy", "rank-bm25")),
              help="Which engine the archive is built with.")  # fmt: skip
@click.option("--held-out", "folds", type=click.Path(path_type=Path, exists=True),
              help="Folder of models by fold (make fit): ask with what never saw the article.")  # fmt: skip
@click.option("--cache", "folder", default=DEFAULT_FOLDER, type=click.Path(path_type=Path),
              help="Where the archives of question sets are kept.")  # fmt: skip
@click.option("--failures", is_flag=True, help="Print what was missed, for reading.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def eval_command(
    files: tuple[Path, ...], named: Path | None, others: tuple[Path, ...], limit: int | None, variants: str, every: int,
    engine: str, folds: Path | None, folder: Path, failures: bool, as_json: bool,
) -> None:  # fmt: skip
    """Metrics of question sets (JSON lines, also .gz), each question also asked with its article left out."""
    chosen = tuple(VARIANTS) if variants == "all" else tuple(variants.split(","))
    if unknown := [name for name in chosen if name not in VARIANTS]:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(VARIANTS)}", param_hint="--variants")
    try:
        models = held_out(folds) if folds else []
        plan = Plan(now(), chosen, every=every, models=models)
        for questions in _sets(files, named, alone=not others):
            asked = asyncio.run(_measured(questions, others, limit, folder, engine, plan))
            _show(questions, asked, chosen, failures=failures, as_json=as_json)
    except (HoiBaoError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _sets(files: Sequence[Path], named: Path | None, *, alone: bool) -> list[QuestionSet]:
    """All sets, before the first is measured. Raises QuestionSetError; UsageError where one has no articles to ask.

    `alone`: no other articles are there either.
    """
    found = load_all(files)
    sets = [with_articles(one, named) for one in found] if named else found
    for path, questions in zip(files, sets, strict=True):
        if alone and not questions.articles:
            raise click.UsageError(
                f"{path} brings no articles of its own: --articles PATH tells where they are"
            )
    return sets


async def _measured(
    questions: QuestionSet,
    others: Sequence[Path],
    limit: int | None,
    folder: Path,
    engine: str,
    plan: Plan,
) -> list[Asked]:
    with Bar("archive") as bar:
        archive = await open_bench(folder, [questions], others, limit, engine, bar.update)
    async with archive:
        await archive.warm_up()
        asked: list[Asked] = []
        with Bar(questions.name) as bar:
            async for one in run(archive, questions, plan):
                asked.append(one)
                bar.update(len(asked))
    return asked


def _show(
    questions: QuestionSet, asked: Sequence[Asked], variants: Sequence[str], *, failures: bool, as_json: bool
) -> None:
    found = {variant: numbers([one for one in asked if one.variant == variant]) for variant in variants}
    if as_json:
        click.echo(json.dumps({"set": questions.name, "variants": found}, ensure_ascii=False))
    else:
        for variant, one in found.items():
            click.echo(f"{questions.name}, {variant}\n{_text(one)}")
    if failures:
        for miss in filter(None, (_failure(one.judgement, questions) for one in asked)):
            click.echo(miss)


def numbers(asked: Sequence[Asked]) -> dict[str, Any]:
    """All numbers of one variant: the whole, by kind of question, and how far confidence can be trusted."""
    by_kind: dict[str, list[Asked]] = {}
    for one in asked:
        by_kind.setdefault(str(read(one.judgement.example.question).answer_type), []).append(one)
    return {
        "all": asdict(_report(asked)),
        "kinds": {kind: asdict(_report(some)) for kind, some in sorted(by_kind.items())},
        "reliability": [asdict(one) for one in reliability([one.judgement for one in asked])],
    }


def _report(asked: Sequence[Asked]) -> Report:
    return report([one.judgement for one in asked])


def _text(found: dict[str, Any]) -> str:
    rows = [("all", found["all"]), *found["kinds"].items()]
    lines = [
        "  kind          n  article@1  @5   MRR@10  quote@1  quote@3  answered  wrong"
        "  sure  so wrong  chars  p50 ms  p95 ms"
    ]
    for name, one in rows:
        wrong, surely_wrong = map(_of_some, (one["wrong_answers"], one["surely_wrong"]))
        lines.append(
            f"  {name:10} {one['answerable']:5}    {one['article_at_1']:.3f}  {one['article_at_5']:.3f}"
            f"  {one['mrr_at_10']:.3f}"
            f"    {one['quote_at_1']:.3f}    {one['quote_at_3']:.3f}     {one['answered']:.3f}  {wrong}"
            f"  {one['sure']:.3f} {surely_wrong:>9}  {one['first_quote_chars']:5.0f}"
            f"  {one['p50_ms']:6.1f}  {one['p95_ms']:6.1f}"
        )
    lines.append(_told(found["all"]))
    lines.append("  confidence    n  right")
    lines += [
        f"  {one['low']:.1f}–{one['high']:.1f}   {one['questions']:5}  {one['right']:.3f}"
        for one in found["reliability"]
    ]
    return "\n".join(lines)


def _of_some(share: float | None) -> str:
    return "    –" if share is None else f"{share:.3f}"


def _told(one: dict[str, Any]) -> str:
    return (
        f"  told, be it by another article: {one['told_at_3']:.3f} of the answerable by a quote,"
        f" {_of_some(one['wrong_but_told']).strip()} of the wrong"
    )


def _failure(judged: Judgement, questions: QuestionSet) -> str | None:
    if judged.is_answerable:
        if judged.quote_rank == 1:
            return None
        fault = f"article {judged.rank or '–'}, quote {judged.quote_rank or '–'}"
    elif judged.answered:
        fault = "answered without its article"
    else:
        return None
    example, answer = judged.example, judged.answer
    told = "; a quote tells the answer, too" if judged.is_retold and not judged.quote_rank else ""
    gold = gold_texts(example, questions.articles.get(example.article_id))
    said = answer.quotes[0].text if answer.quotes else f"({answer.outcome})"
    return f"{example.id}  {fault}{told}\n  ? {example.question}\n  = {gold[0] if gold else '–'}\n  > {said}"
