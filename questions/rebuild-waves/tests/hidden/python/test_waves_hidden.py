# canary: ilm-9d02b6c4e1f7385a
import pytest

from waves import StuckError, rebuild_waves


def test_a_module_waits_for_the_last_thing_it_uses():
    uses = {"core": [], "store": ["core"], "api": ["store"], "app": ["core", "api"]}
    assert rebuild_waves(uses, ["core"]) == [["core"], ["store"], ["api"], ["app"]]


def test_modules_that_need_no_rebuild_hold_nobody_up():
    uses = {"a": [], "b": ["a"], "c": ["b"], "theme": [], "late": ["c", "theme"], "early": ["theme"]}
    assert rebuild_waves(uses, ["theme"]) == [["theme"], ["early", "late"]]


def test_two_changes_of_which_one_uses_the_other():
    uses = {"core": [], "api": ["core"], "app": ["api"]}
    assert rebuild_waves(uses, ["api", "core"]) == [["core"], ["api"], ["app"]]


def test_a_circle_and_what_waits_for_it_is_stuck():
    uses = {"core": [], "a": ["core", "b"], "b": ["a"], "app": ["b"], "free": ["core"]}
    with pytest.raises(StuckError) as error:
        rebuild_waves(uses, ["core"])
    assert error.value.modules == ["a", "app", "b"]


def test_a_circle_that_needs_no_rebuild_does_no_harm():
    uses = {"a": ["b"], "b": ["a"], "page": ["style"], "style": []}
    assert rebuild_waves(uses, ["style"]) == [["style"], ["page"]]


def test_names_given_twice_count_once():
    uses = {"core": [], "api": ["core", "core"]}
    assert rebuild_waves(uses, ["core", "core"]) == [["core"], ["api"]]


def test_an_unused_package_rebuilds_nothing():
    assert rebuild_waves({"core": []}, ["left-over"]) == []


def test_a_long_chain():
    size = 20_000
    uses = {f"m{i:05}": [f"m{i - 1:05}"] if i else [] for i in range(size)}
    waves = rebuild_waves(uses, ["m00000"])
    assert len(waves) == size
    assert waves[-1] == [f"m{size - 1:05}"]


def test_many_ways_to_the_same_module():
    uses = {"left00": [], "right00": []}
    for i in range(1, 60):
        below = [f"left{i - 1:02}", f"right{i - 1:02}"]
        uses[f"left{i:02}"] = below
        uses[f"right{i:02}"] = below
    waves = rebuild_waves(uses, ["left00", "right00"])
    assert waves == [[f"left{i:02}", f"right{i:02}"] for i in range(60)]
