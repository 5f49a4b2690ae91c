"""What is counted while the bot works. Names and labels are few and fixed: none comes from a reader."""

from __future__ import annotations

from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest
from prometheus_client.process_collector import ProcessCollector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STAGE_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
LAG_BUCKETS_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0, 86400.0)


class Metrics:
    """The instruments of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._count_traffic()
        self._gauge_archive()
        self._gauge_upkeep()
        ProcessCollector(registry=self.registry)
        Info("hoibao", "The program.", registry=self.registry).info({"version": version("hoibao")})

    def _count_traffic(self) -> None:
        to = self.registry
        self.updates = Counter("hoibao_updates_total", "Updates from Telegram.", ["kind"], registry=to)
        self.update_lag = Histogram(
            "hoibao_update_lag_seconds",
            "From a message's own date to the moment it is taken up.",
            buckets=LAG_BUCKETS_S,
            registry=to,
        )
        self.questions = Counter("hoibao_questions_total", "Answers by outcome.", ["outcome"], registry=to)
        self.turned_away = Counter(
            "hoibao_questions_turned_away_total",
            "Questions that were not taken: one person's too many, or everybody's.",
            ["reason"],
            registry=to,
        )
        self.stages = Histogram(
            "hoibao_stage_seconds",
            "Time that each stage of an answer takes.",
            ["stage"],
            buckets=STAGE_BUCKETS_S,
            registry=to,
        )
        self.api_calls = Counter("hoibao_api_calls_total", "Bot API calls.", ["method"], registry=to)
        self.api_errors = Counter(
            "hoibao_api_errors_total", "Bot API calls that failed.", ["method", "kind"], registry=to
        )
        self.errors = Counter("hoibao_errors_total", "Callbacks that failed.", ["kind"], registry=to)

    def _gauge_archive(self) -> None:
        to = self.registry
        self.articles = Gauge("hoibao_articles", "Stored articles.", registry=to)
        self.newest_article = Gauge(
            "hoibao_newest_article_timestamp_seconds", "When the newest article appeared.", registry=to
        )
        self.index_generation = Gauge("hoibao_index_generation", "Generation that serves.", registry=to)
        self.index_passages = Gauge("hoibao_index_passages", "Passages in the index.", registry=to)
        self.ready = Gauge("hoibao_ready", "1 where questions can be answered.", registry=to)
        self.last_crawl = Gauge(
            "hoibao_last_crawl_timestamp_seconds", "Last crawl that succeeded.", ["site"], registry=to
        )

    def _gauge_upkeep(self) -> None:
        to = self.registry
        self.in_work = Gauge("hoibao_updates_in_work", "Updates that wait or are worked on.", registry=to)
        self.open_questions = Gauge(
            "hoibao_questions_open", "Journalled questions without a reply.", registry=to
        )
        self.unsure_questions = Gauge(
            "hoibao_questions_unsure", "Questions of which nobody knows whether the reply left.", registry=to
        )
        self.poll_silence = Gauge(
            "hoibao_poll_silence_seconds", "Since Telegram last answered a poll.", registry=to
        )
        self.data_bytes = Gauge("hoibao_data_bytes", "Size on disk.", ["part"], registry=to)
        self.disk_free = Gauge("hoibao_disk_free_bytes", "Free space where the data lie.", registry=to)
        self.last_backup = Gauge(
            "hoibao_last_backup_timestamp_seconds", "Last backup that was made and tried.", registry=to
        )

    def stage(self, name: str, seconds: float) -> None:
        """A stage of an answer took that long; what `corpus` calls a recorder."""
        self.stages.labels(name).observe(seconds)

    def text(self) -> bytes:
        """Everything in Prometheus's text format."""
        return generate_latest(self.registry)
