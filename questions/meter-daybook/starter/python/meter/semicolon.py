from collections.abc import Iterator, Sequence

from meter.errors import BadLine
from meter.lines import Line
from meter.reading import Reading
from meter.values import parse_day, parse_energy


class Semicolon:
    """What offices export: one reading a line, in kilowatt hours."""

    name = "semicolon"
    example = "meter;day;kwh\nA-17;2026-03-30;1204.5\n"

    def accepts(self, header: str) -> bool:
        return header.lower() == "meter;day;kwh"

    def read(self, lines: Sequence[Line]) -> Iterator[Reading]:
        for line in lines[1:]:
            fields = [field.strip() for field in line.text.split(";")]
            if len(fields) != 3:
                raise BadLine(line.number, "expected METER;DAY;KWH")
            meter, day, value = fields
            yield Reading(meter, parse_day(day, line), parse_energy(value, "kWh", line))
