from stock.batch import Batch
from stock.errors import OutOfStock, UnknownPart


class Shelf:
    """Parts in batches. The oldest pieces of a part are always used first."""

    def __init__(self) -> None:
        self._batches: dict[str, list[Batch]] = {}
        self._value: int | None = None

    def receive(self, part: str, day: str, quantity: int, unit_cost: int) -> None:
        """Put a delivery on the shelf.

        A delivery is as old as its day, whenever it is entered. Of two on one day, the one entered first is older.
        """
        self._batches.setdefault(part, []).append(Batch(day, quantity, unit_cost))
        self._value = None

    def parts(self) -> list[str]:
        return sorted(self._batches)

    def batches(self, part: str) -> list[Batch]:
        """What there is of a part, the oldest first. A batch of which nothing is left is not among them."""
        if part not in self._batches:
            raise UnknownPart(part)
        return list(self._batches[part])

    def on_hand(self, part: str) -> int:
        return sum(batch.left for batch in self.batches(part))

    def take(self, part: str, quantity: int) -> int:
        """Take pieces and return what they cost. If there are not enough, nothing is taken."""
        if quantity > self.on_hand(part):
            raise OutOfStock(part)
        self._value = None
        return self._use_up(part, quantity)

    def correct(self, part: str, counted: int) -> int:
        """Write off what a count found missing, and return what it cost."""
        missing = self.on_hand(part) - counted
        if missing < 0:
            raise ValueError(f"{part}: enter what is too many as a delivery")
        return self._use_up(part, missing)

    def recall(self, part: str, day: str) -> int:
        """Take everything off the shelf that was delivered on a day, and return what it cost."""
        if part not in self._batches:
            raise UnknownPart(part)
        cost = 0
        for batch in self._batches[part]:
            if batch.day == day:
                cost += batch.left * batch.unit_cost
                self._batches[part].remove(batch)
        return cost

    def value(self) -> int:
        """What everything that lies on the shelf right now cost. Reports ask for it often."""
        if self._value is None:
            self._value = sum(
                batch.left * batch.unit_cost for batches in self._batches.values() for batch in batches
            )
        return self._value

    def _use_up(self, part: str, quantity: int) -> int:
        cost = 0
        for batch in self._batches[part]:
            used = min(batch.left, quantity)
            batch.left -= used
            quantity -= used
            cost += used * batch.unit_cost
            if batch.left == 0:
                self._batches[part].remove(batch)
        return cost
