from collections.abc import Mapping

from meters.counter import counted, numbers
from meters.reading import BadValue, Reading, UnknownMeter


class Register:
    """The meters of a house, each with its number of digits, and what was read from them."""

    def __init__(self, digits: Mapping[str, int]):
        self._digits = dict(digits)
        self._readings: dict[str, dict[str, Reading]] = {meter: {} for meter in digits}

    def check(self, reading: Reading) -> None:
        """A reading is of a meter that is there, and shows what that can show."""
        if reading.meter not in self._digits:
            raise UnknownMeter(reading.meter)
        if reading.value >= numbers(self._digits[reading.meter]):
            raise BadValue(reading)

    def add(self, reading: Reading) -> None:
        """Keeps a reading. It may be older than what is there already.

        A meter has one reading a day: a second one for the same day corrects the first.
        """
        self.check(reading)
        self._readings[reading.meter][reading.date] = reading

    def readings(self, meter: str) -> list[Reading]:
        """The readings of a meter in the order of their dates."""
        if meter not in self._digits:
            raise UnknownMeter(meter)
        return sorted(self._readings[meter].values(), key=lambda reading: reading.date)

    def usage(self, meter: str, start: str, end: str) -> int:
        """What a meter counted between two days.

        That is from the last reading on or before `start` (or the very first, if it is later) to the
        last one on or before `end`.
        """
        known = [reading for reading in self.readings(meter) if reading.date <= end]
        before = [reading for reading in known if reading.date <= start]
        return counted(known[max(0, len(before) - 1) :], self._digits[meter])
