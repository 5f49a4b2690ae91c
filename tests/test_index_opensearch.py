"""What an operator may write about a cluster, and what is said where it will not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import CorpusSettings, SettingsError

GOOD = {"HOIBAO_ENGINE": "opensearch", "OPENSEARCH_URL": "https://search-1:9200, https://search-2:9200/"}


def test_a_cluster_is_read_from_the_environment() -> None:
    wanted = GOOD | {"OPENSEARCH_USER": "hoibao", "OPENSEARCH_PASSWORD": "mật", "OPENSEARCH_SHARDS": "4"}
    cluster = CorpusSettings.from_mapping(wanted).cluster
    assert cluster is not None
    assert cluster.urls == ("https://search-1:9200", "https://search-2:9200")
    assert (cluster.prefix, cluster.shards, cluster.replicas) == ("hoibao", 4, 1)
    assert "mật" not in repr(cluster)


def test_without_the_engine_nothing_of_it_is_read() -> None:
    assert CorpusSettings.from_mapping({"OPENSEARCH_URL": "::::", "OPENSEARCH_SHARDS": "x"}).cluster is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"OPENSEARCH_URL": ""}, "OPENSEARCH_URL must name the cluster"),
        ({"OPENSEARCH_URL": "search-1:9200"}, "OPENSEARCH_URL must be addresses"),
        ({"OPENSEARCH_URL": "ftp://search-1"}, "OPENSEARCH_URL must be addresses"),
        ({"OPENSEARCH_URL": "https://a:b@search-1:9200"}, "must hold no password"),
        ({"OPENSEARCH_USER": "hoibao"}, "must be set together"),
        ({"OPENSEARCH_CA_FILE": "/nowhere/ca.pem"}, "there is no such file"),
        ({"OPENSEARCH_PREFIX": "Hỏi"}, "OPENSEARCH_PREFIX"),
        ({"OPENSEARCH_TIMEOUT": "0"}, "OPENSEARCH_TIMEOUT is '0'; it must be a whole number from 1 to 600"),
        ({"OPENSEARCH_SHARDS": "many"}, "OPENSEARCH_SHARDS is 'many'"),
        ({"HOIBAO_ENGINE": "elastic"}, "it must be one of auto, rank-bm25, tantivy, opensearch"),
        (
            {
                "OPENSEARCH_URL": "http://search-1:9200",
                "OPENSEARCH_USER": "a",
                "OPENSEARCH_PASSWORD": "giấu",
            },
            "must begin with https",
        ),
    ],
)
def test_bad_settings_are_one_clear_sentence(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as raised:
        CorpusSettings.from_mapping(GOOD | wrong)
    assert "giấu" not in str(raised.value)
    assert "a:b" not in str(raised.value)


def test_trials_keep_away_from_a_cluster(tmp_path: Path) -> None:
    """The demo, backups that are tried, and benchmarks must not touch what serves."""
    serving = CorpusSettings.from_mapping(GOOD | {"HOIBAO_DATA_DIR": str(tmp_path)})
    assert serving.on_this_machine() == CorpusSettings(tmp_path)
