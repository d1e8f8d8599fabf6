"""Find the alert storms in an on-call log."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter


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
    ordered = sorted(alerts, key=attrgetter("at"))
    in_window: Counter[str] = Counter()
    oldest = 0
    storms: list[Storm] = []
    current: Storm | None = None

    for at, raised in groupby(ordered, key=attrgetter("at")):
        in_window.update(alert.service for alert in raised)
        while ordered[oldest].at <= at - window:
            service = ordered[oldest].service
            in_window[service] -= 1
            if in_window[service] == 0:
                del in_window[service]
            oldest += 1

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
