from seating.change import Change
from seating.errors import NothingToUndo


class History:
    """What can be undone, the latest last. It keeps the last `limit` steps and forgets older ones."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._done: list[Change] = []

    def record(self, change: Change) -> None:
        self._done.append(change)
        del self._done[: -self._limit]

    def undo(self) -> Change:
        """Take out the latest step."""
        if not self._done:
            raise NothingToUndo
        return self._done.pop()
