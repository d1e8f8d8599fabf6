"""Answer what a price book said on an earlier day."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter


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


class Places:
    """A row of places, each taken or free. Taking, freeing and finding cost the logarithm of its length.

    It is a tree over the row: each node holds the last taken place below it, or -1.
    """

    def __init__(self, count: int) -> None:
        self._leaves = 1 << count.bit_length()
        self._last = [-1] * (2 * self._leaves)

    def set(self, place: int, taken: bool) -> None:
        node = self._leaves + place
        self._last[node] = place if taken else -1
        while node > 1:
            node //= 2
            last = max(self._last[2 * node], self._last[2 * node + 1])
            if self._last[node] == last:
                return
            self._last[node] = last

    def last_taken(self, place: int) -> int:
        """The last taken place that is not behind `place`; -1 if there is none."""
        node = self._leaves + place
        found = self._last[node]
        while found < 0 and node > 1:
            if node % 2 == 1:
                found = self._last[node - 1]
            node //= 2
        return found


def prices_as_noted(book: Sequence[Line], questions: Sequence[Question]) -> list[int | None]:
    """Answer each question with a price in cents, or `None` for no price, in the order of the questions."""
    starts = sorted({line.starts for line in book})
    place_of = {start: place for place, start in enumerate(starts)}
    prices: list[int | None] = [None] * len(starts)
    in_force = Places(len(starts))

    lines = sorted(book, key=attrgetter("noted"))
    read = 0
    answers: list[int | None] = [None] * len(questions)
    for index in sorted(range(len(questions)), key=lambda index: questions[index].asked):
        question = questions[index]
        while read < len(lines) and lines[read].noted <= question.asked:
            place = place_of[lines[read].starts]
            prices[place] = lines[read].price
            in_force.set(place, prices[place] is not None)
            read += 1
        begun = bisect_right(starts, question.day)
        if begun > 0:
            place = in_force.last_taken(begun - 1)
            answers[index] = prices[place] if place >= 0 else None
    return answers
