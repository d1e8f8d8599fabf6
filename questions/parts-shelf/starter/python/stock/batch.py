from dataclasses import dataclass


@dataclass
class Batch:
    """What is left of a delivery."""

    day: str
    """When it was delivered: year, month and day, as in `2026-03-31`."""
    left: int
    unit_cost: int
    """What one piece cost, in cents."""
