"""Prints `growth SIZE MILLISECONDS` for each size: the best of at least three runs on a log of that size.

Time of the processor is measured, so that a busy machine does not pass for a slow function.
"""

from time import process_time

import pytest

from storms import Alert, find_storms


@pytest.mark.parametrize("size", [1000, 2000, 4000, 8000])
def test_growth(size):
    alerts = [Alert(at=index * 3, service=f"service-{index % 40}") for index in range(size)]
    runs: list[float] = []
    while len(runs) < 3 or sum(runs) < 0.1:
        started = process_time()
        find_storms(alerts, window=size * 3 // 2, threshold=20)
        runs.append(process_time() - started)
    print(f"growth {size} {min(runs) * 1000:.4f}")
