import pytest

from waves import StuckError, rebuild_waves

SHOP = {
    "money": [],
    "users": [],
    "cart": ["money"],
    "checkout": ["cart", "users"],
    "reports": ["users"],
}


def test_nothing_changed_nothing_rebuilt():
    assert rebuild_waves(SHOP, []) == []


def test_a_module_nobody_uses_is_rebuilt_alone():
    assert rebuild_waves(SHOP, ["checkout"]) == [["checkout"]]


def test_users_are_rebuilt_after_what_they_use():
    assert rebuild_waves(SHOP, ["money"]) == [["money"], ["cart"], ["checkout"]]


def test_modules_of_one_wave_are_sorted_by_name():
    uses = {"users": [], "reports": ["users"], "audit": ["users"]}
    assert rebuild_waves(uses, ["users"]) == [["users"], ["audit", "reports"]]


def test_a_changed_package_rebuilds_its_users():
    uses = {"api": ["http-kit"], "web": ["api"], "cli": []}
    assert rebuild_waves(uses, ["http-kit"]) == [["api"], ["web"]]


def test_a_module_that_uses_itself_is_stuck():
    with pytest.raises(StuckError) as error:
        rebuild_waves({"egg": ["egg"]}, ["egg"])
    assert error.value.modules == ["egg"]
