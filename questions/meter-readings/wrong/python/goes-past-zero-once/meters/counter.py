from collections.abc import Sequence

from meters.reading import Reading


def numbers(digits: int) -> int:
    """How many numbers a meter can show: with two digits the hundred from 0 to 99."""
    return 10**digits


def counted(readings: Sequence[Reading], digits: int) -> int:
    """What a meter counted from the first of its readings to the last; with fewer than two it is 0.

    After its highest number a meter goes on with 0. From one reading to the next that happens once at
    most: the caretaker comes often enough.
    """
    if len(readings) < 2:
        return 0
    return (readings[-1].value - readings[0].value) % numbers(digits)
