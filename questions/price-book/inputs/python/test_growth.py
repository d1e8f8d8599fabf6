"""Prints `growth SIZE MILLISECONDS` for each size: the best of at least three runs on a book of that size.

Time of the processor is measured, so that a busy machine does not pass for a slow function.
"""

from time import process_time

import pytest

from pricebook import Line, Question, prices_as_noted


@pytest.mark.parametrize("size", [750, 1500, 3000, 6000])
def test_growth(size):
    book = [Line(i, i * 7919 % size // 2, None if i % 3 == 2 else i) for i in range(size)]
    questions = [Question(i * 6151 % size, i * 31 % size // 2) for i in range(size)]
    runs: list[float] = []
    while len(runs) < 3 or sum(runs) < 0.1:
        started = process_time()
        prices_as_noted(book, questions)
        runs.append(process_time() - started)
    print(f"growth {size} {min(runs) * 1000:.4f}")
