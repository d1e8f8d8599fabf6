"""Find the alert storms in an on-call log."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Alert:
    at: int
    service: str


@dataclass(frozen=True)
class Storm:
    start: int
    end: int
    peak: int


def find_storms(alerts: Sequence[Alert], window: int, threshold: int) -> list[Storm]:
    """Return the storms in `alerts`, earliest first. Times and `window` are whole seconds."""
    return []
