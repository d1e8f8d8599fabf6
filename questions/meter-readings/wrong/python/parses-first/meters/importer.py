from meters.parse import parse
from meters.register import Register


def import_file(register: Register, text: str) -> int:
    """Adds the readings of a file to the register, and says how many there were.

    A file is taken as a whole: when anything is wrong with it, the register stays as it was.
    """
    readings = list(parse(text))
    for reading in readings:
        register.add(reading)
    return len(readings)
