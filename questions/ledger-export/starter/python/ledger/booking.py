from dataclasses import dataclass


@dataclass(frozen=True)
class Booking:
    date: str
    """Year, month and day, as in `2026-03-31`."""
    account: str
    text: str
    amount: int
    """In cents; negative for money that goes back."""


class BadBooking(ValueError):
    """A booking that must not be in anybody's books."""


def check(booking: Booking) -> None:
    """A booking needs a date and an account."""
    if not booking.date or not booking.account:
        raise BadBooking(f"booking {booking.text!r} needs a date and an account")
