"""What every format reads the same way. A value that cannot be read makes its line a bad one."""

import re

from meter.errors import BadLine
from meter.lines import Line

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,3}))?")


def parse_day(text: str, line: Line) -> str:
    if not _DAY.fullmatch(text):
        raise BadLine(line.number, f"not a day: {text}")
    return text


def parse_energy(text: str, unit: str, line: Line) -> int:
    """Whole watt hours, exactly: `1204.5` with the unit `kWh` is 1204500. The units are `Wh` and `kWh`."""
    number = _NUMBER.fullmatch(text)
    if not number:
        raise BadLine(line.number, f"not a number: {text}")
    whole, decimals = number.groups()
    if unit == "kWh":
        return int(whole) * 1000 + int((decimals or "").ljust(3, "0"))
    if unit == "Wh" and decimals is None:
        return int(whole)
    raise BadLine(line.number, f"not an amount of energy: {text} {unit}")
