from meter.errors import UnknownFormat
from meter.formats import format_of
from meter.lines import lines_of
from meter.reading import Reading


def import_readings(text: str) -> list[Reading]:
    """Read a file of any known format. A file is taken whole or not at all."""
    lines = lines_of(text)
    if not lines:
        raise UnknownFormat("the file is empty")
    return list(format_of(lines[0].text).read(lines))
