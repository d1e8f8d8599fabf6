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
    """Right, but it looks at the whole log again for every moment."""
    storms: list[Storm] = []
    current: Storm | None = None
    for at in sorted({alert.at for alert in alerts}):
        noisy = len({alert.service for alert in alerts if at - window < alert.at <= at})
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
