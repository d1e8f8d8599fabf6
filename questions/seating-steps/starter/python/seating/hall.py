from collections.abc import Mapping

from seating.errors import UnknownSeat


class Hall:
    """Who sits where. Seats are named by row and number, such as `A1`; numbers begin at 1."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._guests: dict[str, str | None] = {
            f"{row}{number}": None for row, seats in rows.items() for number in range(1, seats + 1)
        }

    def guest(self, seat: str) -> str | None:
        """Who sits there; `None` when the seat is free."""
        try:
            return self._guests[seat]
        except KeyError:
            raise UnknownSeat(seat) from None

    def put(self, seat: str, guest: str | None) -> None:
        self._guests[seat] = guest

    def taken(self) -> dict[str, str]:
        return {seat: guest for seat, guest in self._guests.items() if guest is not None}
