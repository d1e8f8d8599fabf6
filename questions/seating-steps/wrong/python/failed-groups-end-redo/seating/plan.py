from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from seating.change import Change
from seating.errors import GroupOpen, SeatFree, SeatTaken
from seating.hall import Hall
from seating.history import History

Listener = Callable[[str, str | None], None]


class SeatingPlan:
    """Changes the seats of a hall, tells its listeners of every change, and can take steps back."""

    def __init__(self, hall: Hall, limit: int = 100) -> None:
        self._hall = hall
        self._history = History(limit)
        self._listeners: list[Listener] = []
        self._gathered: list[Change] | None = None
        """The changes of the group that is open, if one is."""

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
        with self.group():
            self._change(one, at_other)
            self._change(other, at_one)

    def seat_party(self, row: str, first: int, guests: Sequence[str]) -> None:
        """Seat people side by side, from seat `first` of a row on: all of them or nobody."""
        with self.group():
            for number, guest in enumerate(guests, start=first):
                self.assign(f"{row}{number}", guest)

    def undo(self) -> None:
        """Take back the latest step."""
        self._expect_no_group()
        self._take_back(self._history.undo())

    def redo(self) -> None:
        """Do the latest undone step again."""
        self._expect_no_group()
        for change in self._history.redo():
            self._put(change.seat, change.after)

    @contextmanager
    def group(self) -> Iterator[None]:
        """Changes made inside `with plan.group():` are one step; when it fails, they are taken back."""
        outermost = self._gathered is None
        if self._gathered is None:
            self._gathered = []
        gathered, mark = self._gathered, len(self._gathered)
        try:
            yield
        except BaseException:
            self._take_back(gathered[mark:])
            del gathered[mark:]
            raise
        finally:
            if outermost:
                self._gathered = None
                self._history.record(gathered)

    def _expect_no_group(self) -> None:
        if self._gathered is not None:
            raise GroupOpen

    def _change(self, seat: str, guest: str | None) -> None:
        self._history.end_redo()
        change = Change(seat, self._hall.guest(seat), guest)
        if self._gathered is None:
            self._history.record([change])
        else:
            self._gathered.append(change)
        self._put(seat, guest)

    def _take_back(self, changes: Sequence[Change]) -> None:
        for change in reversed(changes):
            self._put(change.seat, change.before)

    def _put(self, seat: str, guest: str | None) -> None:
        self._hall.put(seat, guest)
        for listener in self._listeners:
            listener(seat, guest)
