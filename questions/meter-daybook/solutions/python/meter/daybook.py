from collections.abc import Iterator, Sequence

from meter.errors import BadLine
from meter.lines import Line
from meter.reading import Reading
from meter.values import parse_day, parse_energy


class Daybook:
    """What caretakers write by hand: day by day, each value in full or told from the meter's last one."""

    name = "daybook"
    example = "DAYBOOK kWh\n@ 2026-03-30\nA-17 1204.5\n@ 2026-03-31\nA-17 +12\n"

    def accepts(self, header: str) -> bool:
        return header.split()[0] == "DAYBOOK"

    def read(self, lines: Sequence[Line]) -> Iterator[Reading]:
        unit = self._unit(lines[0])
        day: str | None = None
        last: dict[str, int] = {}
        for line in lines[1:]:
            fields = line.text.split()
            if len(fields) != 2:
                raise BadLine(line.number, "expected @ DAY or METER VALUE")
            subject, value = fields
            if subject == "@":
                day = parse_day(value, line)
                continue
            if day is None:
                raise BadLine(line.number, "a value before the first day")
            last[subject] = self._energy(value, unit, last.get(subject), line)
            yield Reading(subject, day, last[subject])

    def _unit(self, header: Line) -> str:
        unit = header.text.removeprefix("DAYBOOK").strip()
        if unit not in ("Wh", "kWh"):
            raise BadLine(header.number, f"not a unit: {unit}")
        return unit

    def _energy(self, value: str, unit: str, last: int | None, line: Line) -> int:
        if value != "=" and not value.startswith("+"):
            return parse_energy(value, unit, line)
        if last is None:
            raise BadLine(line.number, "the meter has no value yet in this file")
        return last if value == "=" else last + parse_energy(value[1:], unit, line)
