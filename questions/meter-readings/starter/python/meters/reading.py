from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    meter: str
    date: str
    """Year, month and day, as in `2026-03-31`."""
    value: int


class BadLine(ValueError):
    """A line of a file that can't be understood."""

    def __init__(self, line: int):
        super().__init__(f"line {line} can't be understood")
        self.line = line


class UnknownMeter(ValueError):
    def __init__(self, meter: str):
        super().__init__(f"there is no meter {meter}")


class BadValue(ValueError):
    """A value that the meter can't show."""

    def __init__(self, reading: Reading):
        super().__init__(f"meter {reading.meter} can't show {reading.value}")
