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
    """Answer each question with a price in cents, or `None` for no price, in the order of the questions."""
    return []
