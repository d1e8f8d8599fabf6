import pytest

from meters.importer import import_file
from meters.reading import BadLine, Reading
from meters.register import Register


@pytest.fixture
def register():
    return Register({"heat-1": 5, "water-1": 4})


def test_a_file_is_imported(register):
    text = "meter;date;value\nheat-1;2026-01-31;100\nwater-1;2026-01-31;7\n"
    assert import_file(register, text) == 2
    assert register.readings("heat-1") == [Reading("heat-1", "2026-01-31", 100)]


def test_a_file_may_end_without_a_newline(register):
    assert import_file(register, "meter;date;value\nheat-1;2026-01-31;100\nwater-1;2026-01-31;7") == 2
    assert register.readings("water-1") == [Reading("water-1", "2026-01-31", 7)]


def test_a_file_with_a_typo_leaves_nothing_behind(register):
    with pytest.raises(BadLine):
        import_file(register, "meter;date;value\nheat-1;2026-01-31;100\nheat-1;2026-02-28;1o4\n")
    assert register.readings("heat-1") == []


def test_a_meter_goes_on_with_zero_after_its_highest_number(register):
    register.add(Reading("heat-1", "2026-01-31", 99990))
    register.add(Reading("heat-1", "2026-02-28", 15))
    assert register.usage("heat-1", "2026-01-31", "2026-02-28") == 25


def test_a_reading_may_come_late(register):
    for date, value in (("2026-01-31", 100), ("2026-03-31", 300), ("2026-02-28", 180)):
        register.add(Reading("heat-1", date, value))
    assert [reading.value for reading in register.readings("heat-1")] == [100, 180, 300]


def test_usage_is_taken_from_the_last_readings_before_two_days(register):
    for date, value in (("2026-01-30", 100), ("2026-02-27", 180), ("2026-03-31", 300)):
        register.add(Reading("heat-1", date, value))
    assert register.usage("heat-1", "2026-01-31", "2026-02-28") == 80
