import re
from collections.abc import Iterator

from meters.reading import BadLine, Reading

LINE = re.compile(r"([a-z0-9-]+);([0-9]{4}-[0-9]{2}-[0-9]{2});([0-9]+)")


def parse(text: str) -> Iterator[Reading]:
    """The readings in a file, in its order.

    The first line holds headings. Then each line is a reading: meter, date and value, with semicolons
    between them. Empty lines, and lines that begin with `#`, mean nothing. Spaces around a line don't
    matter, nor does the carriage return of some systems; the file may end with or without a newline.
    For any other line there is a `BadLine` with its number in the file, where the headings are line 1.
    """
    for number, line in enumerate(text.split("\n")[1:], start=2):
        line = line.strip()
        if line == "" or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if match is None:
            raise BadLine(number)
        meter, date, value = match.groups()
        yield Reading(meter, date, int(value))
