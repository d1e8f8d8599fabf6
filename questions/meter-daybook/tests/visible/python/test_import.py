import pytest

from meter.errors import BadLine
from meter.formats import describe_formats
from meter.importer import import_readings
from meter.reading import Reading


def test_a_file_with_semicolons():
    text = "meter;day;kwh\nA-17;2026-03-30;1204.5\nB-02;2026-03-30;88\n"
    assert import_readings(text) == [
        Reading("A-17", "2026-03-30", 1_204_500),
        Reading("B-02", "2026-03-30", 88_000),
    ]


def test_a_file_with_columns():
    text = "DAY         METER  WH\n2026-03-30  A-17   1204500\n"
    assert import_readings(text) == [Reading("A-17", "2026-03-30", 1_204_500)]


def test_a_daybook_with_values_in_full():
    text = "DAYBOOK kWh\n@ 2026-03-30\nA-17 1204.5\nB-02 88\n@ 2026-03-31\nA-17 1210\n"
    assert import_readings(text) == [
        Reading("A-17", "2026-03-30", 1_204_500),
        Reading("B-02", "2026-03-30", 88_000),
        Reading("A-17", "2026-03-31", 1_210_000),
    ]


def test_a_daybook_value_told_from_the_last_one():
    text = "DAYBOOK kWh\n@ 2026-03-30\nA-17 100\n@ 2026-03-31\nA-17 +2.5\n"
    assert import_readings(text)[1] == Reading("A-17", "2026-03-31", 102_500)


def test_a_daybook_value_before_any_day_is_a_bad_line():
    with pytest.raises(BadLine) as refused:
        import_readings("DAYBOOK kWh\nA-17 100\n")
    assert refused.value.line == 2


def test_users_are_told_of_daybooks():
    assert describe_formats().splitlines()[0] == "semicolon"
    assert "daybook" in describe_formats().splitlines()
