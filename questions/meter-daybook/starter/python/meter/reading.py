from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    meter: str
    day: str
    """Year, month and day, as in `2026-03-31`."""
    watt_hours: int
    """What the meter's counter shows on that day."""
