"""`hoibao ingest` of a JSONL file, from its start to the first moment that questions are answered."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from itertools import islice

from corpus.bench import data
from corpus.bench.archives import COMMAND, environment, write_jsonl
from corpus.bench.measure import run
from corpus.bench.plan import Plan
from corpus.bench.rebuild import built_anew
from corpus.bench.report import Table
from corpus.ingest import analyze_articles
from corpus.machine import processors

FEW, MANY = 3_000, 67_642  # articles
ANALYZED_ALONE = 300  # articles: for what the analysis alone costs


def measure(plan: Plan) -> Iterator[Table]:
    """One table: rate, share of the processors, memory; and again, when everything is there already."""
    count = MANY if plan.is_large else FEW
    news, folder = plan.folder / "ingest.jsonl", plan.folder / "ingested"
    shutil.rmtree(folder, ignore_errors=True)
    write_jsonl(news, islice(data.articles(plan.articles), count))
    alone_s = _analysis_s(plan)
    cores = processors()
    first = run([*COMMAND, "ingest", str(news)], environment(folder))
    again = run([*COMMAND, "ingest", str(news)], environment(folder))
    anew_s, _peak_mb = built_anew(environment(folder))
    status = json.loads(run([*COMMAND, "status", "--json"], environment(folder)).out)
    columns = [
        "",
        "s",
        "articles a second",
        "processors busy",
        "of which analysis",
        "busy or waiting",
        "most memory, MB",
    ]
    rows = [
        [
            name,
            done.wall_s,
            count / done.wall_s,
            f"{done.cpu_s / done.wall_s / cores:.0%} of {cores}",
            f"{alone_s * analyzed / done.cpu_s:.0%}",
            f"{(done.cpu_s + done.waited_s) / done.wall_s / cores:.0%}",
            done.peak_mb,
        ]
        for name, done, analyzed in (("new", first, count), ("again, nothing changed", again, 0))
    ]
    yield Table(
        f"Ingest of {count:,} articles ({status['passages']:,} passages) from JSONL to answering",
        columns,
        rows,
        [
            "From the start of `hoibao ingest` to its end; then the index answers.",
            f"Of which analysis: of the processor time, as {ANALYZED_ALONE} articles cost by themselves.",
            "Waiting: for a processor that others had. Beyond 100 % more was ready to run than there are processors.",
            "Memory: the sum over the process and its children, pages that they share counted in each.",
            f"Its index built anew from stored terms: {status['passages'] / anew_s:,.0f} passages a second.",
        ],
    )


def _analysis_s(plan: Plan) -> float:
    """Seconds of one core for the analysis of one article."""
    articles = list(islice(data.articles(plan.articles), 2 * ANALYZED_ALONE))
    analyze_articles(articles[:ANALYZED_ALONE])  # what is loaded and cached once
    started = time.process_time()
    analyze_articles(articles[ANALYZED_ALONE:])
    return (time.process_time() - started) / ANALYZED_ALONE
