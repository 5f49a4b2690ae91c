"""The dashboard, the alert rules and the documents name metrics that exist, and Prometheus accepts them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.observe.metrics import Metrics

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "deploy" / "observe"
DASHBOARD = json.loads((FOLDER / "grafana-dashboard.json").read_text("utf-8"))
RULES = (FOLDER / "hoibao.rules.yml").read_text("utf-8")
NAME = re.compile(r"\b((?:hoibao|process)_[a-z_]+)\b")


def existing() -> set[str]:
    """Every name that a scrape can show, histograms with their parts."""
    names = set()
    for family in Metrics().registry.collect():
        endings = {
            "counter": ["_total"],
            "histogram": ["_bucket", "_count", "_sum"],
            "info": ["_info"],
        }.get(family.type, [""])
        names |= {family.name + ending for ending in endings}
    return names


def expressions() -> list[str]:
    panels = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
    return panels + re.findall(r"expr: >?\s*(.+?)\n(?=\s+(?:for|labels):)", RULES, re.DOTALL)


def test_the_dashboard_and_the_rules_name_metrics_that_exist() -> None:
    found = {name for expression in expressions() for name in NAME.findall(expression)}
    assert len(expressions()) > 30
    assert found <= existing()


def test_everything_that_is_measured_is_on_the_dashboard() -> None:
    shown = {name for expression in expressions() for name in NAME.findall(expression)}
    parts = re.compile(r"_(bucket|count|sum)$")
    ours = {parts.sub("", name) for name in existing() if name.startswith("hoibao_")}
    assert ours == {parts.sub("", name) for name in shown if name.startswith("hoibao_")}


def test_every_alert_says_what_to_do() -> None:
    assert RULES.count("- alert:") == RULES.count("          do: ") == RULES.count("summary:")
    tests = (FOLDER / "hoibao.rules.test.yml").read_text("utf-8")
    for alert in re.findall(r"- alert: (\w+)", RULES):
        assert f"alertname: {alert}" in tests


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "rules", "hoibao.rules.yml"),
        ("check", "config", "prometheus.yml"),
        ("test", "rules", "hoibao.rules.test.yml"),
    ],
    ids=" ".join,
)
def test_promtool_accepts(arguments: tuple[str, ...]) -> None:
    if not shutil.which("promtool"):
        assert not os.environ.get("CI"), "the CI installs Debian's prometheus"
        pytest.skip("promtool is not installed: apt-get install prometheus")
    done = subprocess.run(["promtool", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_panels_do_not_overlap_and_have_units() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert place["x"] + place["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])


def test_the_operators_guide_explains_every_metric_and_no_other() -> None:
    guide = (ROOT / "deploy" / "README.md").read_text("utf-8")
    table = guide[guide.index("| metric |") : guide.index("The log has one line")]
    ending = re.compile(r"_(bucket|count|sum)$")
    told = set(re.findall(r"`(hoibao_[a-z_]+)`", table))
    assert told == {ending.sub("", name) for name in existing() if name.startswith("hoibao_")}
