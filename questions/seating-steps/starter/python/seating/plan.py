from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from seating.change import Change
from seating.errors import SeatFree, SeatTaken
from seating.hall import Hall
from seating.history import History

Listener = Callable[[str, str | None], None]


class SeatingPlan:
    """Changes the seats of a hall, tells its listeners of every change, and can take steps back."""

    def __init__(self, hall: Hall, limit: int = 100) -> None:
        self._hall = hall
        self._history = History(limit)
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """From now on, call `listener(seat, guest)` whenever a seat changes hands, for whatever reason."""
        self._listeners.append(listener)

    def assign(self, seat: str, guest: str) -> None:
        if self._hall.guest(seat) is not None:
            raise SeatTaken(seat)
        self._change(seat, guest)

    def free(self, seat: str) -> None:
        if self._hall.guest(seat) is None:
            raise SeatFree(seat)
        self._change(seat, None)

    def swap(self, one: str, other: str) -> None:
        """Two seats change hands; one of them may be free."""
        at_one, at_other = self._hall.guest(one), self._hall.guest(other)
        self._change(one, at_other)
        self._change(other, at_one)

    def seat_party(self, row: str, first: int, guests: Sequence[str]) -> None:
        """Seat people side by side, from seat `first` of a row on."""
        for number, guest in enumerate(guests, start=first):
            self.assign(f"{row}{number}", guest)

    def undo(self) -> None:
        """Take back the latest step."""
        change = self._history.undo()
        self._put(change.seat, change.before)

    def redo(self) -> None:
        """Do the latest undone step again."""
        raise NotImplementedError

    def group(self) -> AbstractContextManager[None]:
        """Changes made inside `with plan.group():` are one step."""
        raise NotImplementedError

    def _change(self, seat: str, guest: str | None) -> None:
        self._history.record(Change(seat, self._hall.guest(seat), guest))
        self._put(seat, guest)

    def _put(self, seat: str, guest: str | None) -> None:
        self._hall.put(seat, guest)
        for listener in self._listeners:
            listener(seat, guest)
