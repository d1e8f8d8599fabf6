from collections.abc import Sequence

from seating.change import Change
from seating.errors import NothingToRedo, NothingToUndo

Step = tuple[Change, ...]


class History:
    """What can be undone and done again, the latest last. It keeps the last `limit` steps and forgets older ones."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def record(self, changes: Sequence[Change]) -> None:
        """Add a step; without changes there is none."""
        if not changes:
            return
        self._done.append(tuple(changes))
        del self._done[: -self._limit]

    def end_redo(self) -> None:
        self._undone.clear()

    def undo(self) -> Step:
        """The latest step, which now is the first to be done again."""
        if not self._done:
            raise NothingToUndo
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Step:
        """The step undone last, which now is the latest again."""
        if not self._undone:
            raise NothingToRedo
        self._done.append(self._undone.pop())
        return self._done[-1]
