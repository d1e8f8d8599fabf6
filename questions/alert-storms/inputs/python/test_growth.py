"""Prints `growth SIZE MILLISECONDS` for each size: the best of three runs on a log of that size."""

from time import perf_counter_ns

import pytest

from storms import Alert, find_storms


def log_of(size: int) -> list[Alert]:
    return [Alert(at=index * 3, service=f"service-{index % 40}") for index in range(size)]


@pytest.mark.parametrize("size", [1000, 2000, 4000, 8000])
def test_growth(size):
    alerts = log_of(size)
    best = min(timed(alerts) for _ in range(3))
    print(f"growth {size} {best / 1e6:.4f}")


def timed(alerts: list[Alert]) -> int:
    started = perf_counter_ns()
    find_storms(alerts, window=len(alerts) * 3 // 2, threshold=20)
    return perf_counter_ns() - started
