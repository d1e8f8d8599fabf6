# canary: ilm-93d6f05be81c47a2
import pytest

from meters.importer import import_file
from meters.reading import BadLine, BadValue, Reading, UnknownMeter
from meters.register import Register

HEADINGS = "meter;date;value\n"


@pytest.fixture
def register():
    return Register({"heat-1": 5, "water-1": 4})


def add(register, *readings, meter="heat-1"):
    for date, value in readings:
        register.add(Reading(meter, date, value))


def shown(register, meter="heat-1"):
    return [(reading.date, reading.value) for reading in register.readings(meter)]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n", "\n# the end", "\n  "])
def test_however_a_file_ends_its_last_reading_counts(register, end):
    assert import_file(register, f"{HEADINGS}heat-1;2026-01-31;100{end}") == 1
    assert shown(register) == [("2026-01-31", 100)]


@pytest.mark.parametrize("text", ["", HEADINGS, "meter;date;value", HEADINGS + "# nothing\n\n"])
def test_a_file_may_hold_no_readings(register, text):
    assert import_file(register, text) == 0


def test_comments_empty_lines_and_carriage_returns_mean_nothing(register):
    text = "meter;date;value\r\n# January\r\n\r\n heat-1;2026-01-31;100 \r\n#\r\nwater-1;2026-01-31;7\r\n"
    assert import_file(register, text) == 2


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["nonsense"], 2),
        (["heat-1;2026-01-31;100", "nonsense"], 3),
        (["# January", "", "heat-1;2026-01-31;100", "  ", "# February", "nonsense", "more"], 7),
        (["heat-1;2026-01-31;-5"], 2),
        (["heat-1;31.01.2026;5"], 2),
    ],
)
def test_a_bad_line_is_told_by_its_number_in_the_file(register, lines, number):
    with pytest.raises(BadLine) as caught:
        import_file(register, HEADINGS + "\n".join(lines))
    assert caught.value.line == number


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("nonsense", BadLine),
        ("gas-1;2026-02-28;5", UnknownMeter),
        ("water-1;2026-02-28;10000", BadValue),
    ],
)
def test_whatever_is_wrong_with_a_file_the_register_stays_as_it_was(register, line, error):
    add(register, ("2026-01-31", 100), ("2026-03-31", 300))
    good = "heat-1;2026-01-31;111\nheat-1;2026-02-28;180\nwater-1;2026-02-28;9999\n"
    with pytest.raises(error):
        import_file(register, f"{HEADINGS}{good}{line}\n")
    assert shown(register) == [("2026-01-31", 100), ("2026-03-31", 300)]
    assert shown(register, "water-1") == []
    assert import_file(register, HEADINGS + good) == 3
    assert shown(register) == [("2026-01-31", 111), ("2026-02-28", 180), ("2026-03-31", 300)]


@pytest.mark.parametrize(
    ("values", "usage"),
    [
        ([99999, 0], 1),
        ([0, 99999], 99999),
        ([50000, 49999], 99999),
        ([7, 7], 0),
        ([90000, 20000, 95000], 105000),
        ([99000, 98000, 97000, 97000], 198000),
        ([42], 0),
        ([], 0),
    ],
)
def test_what_a_meter_of_five_digits_counts(register, values, usage):
    add(register, *((f"2026-0{month}-01", value) for month, value in enumerate(values, start=1)))
    assert register.usage("heat-1", "2026-01-01", "2026-12-31") == usage


def test_each_meter_has_its_own_digits(register):
    for meter in ("heat-1", "water-1"):
        add(register, ("2026-01-31", 9990), ("2026-02-28", 20), meter=meter)
    assert register.usage("water-1", "2026-01-31", "2026-02-28") == 30
    assert register.usage("heat-1", "2026-01-31", "2026-02-28") == 90030


def test_usage_counts_within_its_days_only(register):
    add(register, ("2026-01-31", 99000), ("2026-02-28", 1000), ("2026-03-31", 1500), ("2026-04-30", 1600))
    assert register.usage("heat-1", "2026-01-01", "2026-02-28") == 2000
    assert register.usage("heat-1", "2026-02-28", "2026-03-31") == 500
    assert register.usage("heat-1", "2026-03-15", "2026-03-30") == 0
    assert register.usage("heat-1", "2026-02-28", "2026-12-31") == 600
    assert register.usage("heat-1", "2025-01-01", "2025-12-31") == 0


def test_a_late_reading_does_not_change_the_usage_of_the_whole(register):
    add(register, ("2026-02-28", 180), ("2026-03-31", 300), ("2026-01-31", 100))
    assert shown(register) == [("2026-01-31", 100), ("2026-02-28", 180), ("2026-03-31", 300)]
    assert register.usage("heat-1", "2026-01-31", "2026-03-31") == 200


def test_a_reading_is_corrected_though_others_came_after_it(register):
    add(register, ("2026-01-31", 100), ("2026-02-28", 810), ("2026-03-31", 300), ("2026-02-28", 180))
    assert shown(register) == [("2026-01-31", 100), ("2026-02-28", 180), ("2026-03-31", 300)]
    assert register.usage("heat-1", "2026-01-31", "2026-03-31") == 200


def test_in_a_file_the_later_line_corrects_the_earlier(register):
    lines = "heat-1;2026-02-28;810\nheat-1;2026-01-31;100\nheat-1;2026-02-28;180\n"
    assert import_file(register, HEADINGS + lines) == 3
    assert shown(register) == [("2026-01-31", 100), ("2026-02-28", 180)]


def test_meters_do_not_mix(register):
    add(register, ("2026-01-31", 100))
    add(register, ("2026-01-31", 7), meter="water-1")
    assert shown(register) == [("2026-01-31", 100)]
    assert shown(register, "water-1") == [("2026-01-31", 7)]


def test_the_readings_of_a_meter_that_is_not_there(register):
    with pytest.raises(UnknownMeter):
        register.readings("gas-1")
