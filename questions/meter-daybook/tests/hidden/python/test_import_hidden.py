# canary: ilm-a498509cd1c7ad44
import pytest

from meter.errors import BadLine, UnknownFormat
from meter.formats import FORMATS
from meter.importer import import_readings


def energies(text: str) -> list[int]:
    return [reading.watt_hours for reading in import_readings(text)]


def bad_line(text: str) -> int:
    with pytest.raises(BadLine) as refused:
        import_readings(text)
    return refused.value.line


def test_values_are_told_from_the_same_meter_and_add_up():
    text = "DAYBOOK Wh\n@ 2026-03-30\nA-17 100\nB-02 7000\nA-17 +10\n@ 2026-03-31\nA-17 +5\nB-02 +1\n"
    assert energies(text) == [100, 7000, 110, 115, 7001]


def test_an_equals_sign_repeats_the_last_value():
    text = "DAYBOOK kWh\n@ 2026-03-30\nA-17 100\nB-02 9\n@ 2026-03-31\nA-17 +2\nA-17 =\nB-02 =\nA-17 +1\n"
    assert energies(text) == [100_000, 9_000, 102_000, 102_000, 9_000, 103_000]


def test_the_unit_holds_for_the_whole_file():
    assert energies("DAYBOOK Wh\n@ 2026-03-30\nA-17 1204\nA-17 +3\n") == [1204, 1207]
    assert energies("DAYBOOK kWh\n@ 2026-03-30\nA-17 1,204\nA-17 +0.003\n") == [1204, 1207]


def test_a_value_in_full_may_be_less_than_the_last_one():
    text = "DAYBOOK Wh\n@ 2026-03-30\nA-17 900\nA-17 3\nA-17 +2\n"
    assert energies(text) == [900, 3, 5]


@pytest.mark.parametrize("header", ["DAYBOOK", "DAYBOOK MWh", "DAYBOOK kWh Wh", "DAYBOOK KWH"])
def test_without_a_known_unit_the_first_line_is_bad(header):
    assert bad_line(f"\n# spring\n{header}\n@ 2026-03-30\nA-17 1\n") == 3


@pytest.mark.parametrize("value", ["+5", "="])
def test_without_a_last_value_there_is_nothing_to_tell_from(value):
    assert bad_line(f"DAYBOOK Wh\n@ 2026-03-30\nB-02 1\nA-17 {value}\n") == 4


@pytest.mark.parametrize("line", ["A-17", "A-17 1 2", "@", "@ today", "A-17 much", "A-17 +", "A-17 -3", "A-17 ++3", "A-17 =3"])
def test_other_lines_are_bad_and_counted_as_an_editor_does(line):
    assert bad_line(f"DAYBOOK kWh\n\n@ 2026-03-30\n# by hand\nA-17 1\n{line}\n") == 6


def test_no_file_knows_values_of_another():
    assert energies("DAYBOOK Wh\n@ 2026-03-30\nA-17 100\n") == [100]
    assert bad_line("DAYBOOK Wh\n@ 2026-03-31\nA-17 +5\n") == 3
    assert bad_line("DAYBOOK Wh\nA-17 5\n") == 2


def test_a_daybook_may_hold_no_values():
    assert energies("DAYBOOK kWh\n@ 2026-03-30\n") == []


def test_similar_files_are_still_unknown():
    for header in ("DAYBOOKS kWh", "daybook kWh", "A DAYBOOK kWh", ""):
        with pytest.raises(UnknownFormat):
            import_readings(f"{header}\n")


def test_the_new_format_is_the_last_and_every_example_can_be_imported():
    assert [known.name for known in FORMATS] == ["semicolon", "columns", "daybook"]
    for known in FORMATS:
        assert import_readings(known.example) != []
