"""The programs of survival, each a little: for the whole of them see deploy/RELEASING.md."""

from __future__ import annotations

import random

import pytest
import survive_answers
import survive_day
import survive_disk
import survive_kills
from survive_kills import Activity

pytestmark = pytest.mark.long

CHANCE = random.Random(20261125)


@pytest.mark.parametrize("activity", survive_kills.ACTIVITIES, ids=lambda activity: activity.name)
def test_killed_at_random_moments(activity: Activity) -> None:
    survive_kills.kill_often(activity, 2, CHANCE)


def test_a_bot_killed_while_it_answers() -> None:
    survive_answers.kill_often(1, CHANCE)


@pytest.mark.parametrize("activity", survive_disk.ACTIVITIES, ids=lambda activity: activity.name)
def test_a_full_disk(activity: Activity) -> None:
    often = survive_disk.fill_often if survive_disk.may_mount() else survive_disk.limit_often
    assert often(activity, 3) >= 1


def test_an_hour_of_the_day() -> None:
    found = survive_day.run(3, 60, CHANCE)
    assert found["questions"] == found["answered"] + found["told unavailable"]
