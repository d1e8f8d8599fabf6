from collections.abc import Iterator, Sequence

from meter.errors import BadLine
from meter.lines import Line
from meter.reading import Reading
from meter.values import parse_day, parse_energy


class Columns:
    """What the handheld device writes: columns with spaces between them, in watt hours."""

    name = "columns"
    example = "DAY         METER  WH\n2026-03-30  A-17   1204500\n"

    def accepts(self, header: str) -> bool:
        return header.split() == ["DAY", "METER", "WH"]

    def read(self, lines: Sequence[Line]) -> Iterator[Reading]:
        for line in lines[1:]:
            fields = line.text.split()
            if len(fields) != 3:
                raise BadLine(line.number, "expected DAY METER WH")
            day, meter, value = fields
            yield Reading(meter, parse_day(day, line), parse_energy(value, "Wh", line))
