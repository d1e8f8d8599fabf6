from meters.parse import parse
from meters.register import Register


def import_file(register: Register, text: str) -> int:
    """Adds the readings of a file to the register, and says how many there were.

    A file is taken as a whole: when anything is wrong with it, the register stays as it was.
    """
    count = 0
    for reading in parse(text):
        register.add(reading)
        count += 1
    return count
