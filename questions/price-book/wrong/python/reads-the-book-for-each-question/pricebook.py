"""Answer what a price book said on an earlier day."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the book. Days are whole numbers."""

    noted: int
    starts: int
    price: int | None
    """In cents; `None` withdraws what was noted for this start."""


@dataclass(frozen=True)
class Question:
    """What did the book say on the day `asked` about the price on the day `day`?"""

    asked: int
    day: int


def prices_as_noted(book: Sequence[Line], questions: Sequence[Question]) -> list[int | None]:
    """Right, but it reads the whole book for each question."""
    lines = sorted(book, key=lambda line: line.noted)
    return [_answer(lines, question) for question in questions]


def _answer(lines: Sequence[Line], question: Question) -> int | None:
    prices: dict[int, int | None] = {}
    for line in lines:
        if line.noted <= question.asked and line.starts <= question.day:
            prices[line.starts] = line.price
    in_force = [start for start, price in prices.items() if price is not None]
    return prices[max(in_force)] if in_force else None
