from collections.abc import Sequence

from ledger.amount import format_amount
from ledger.booking import Booking, check
from ledger.quoting import quoted

HEADINGS = "date;account;text;amount"


def export_ledger(bookings: Sequence[Booking]) -> str:
    """The file for the bookkeeper's program.

    Headings come first, then a line for each booking; every line ends with a newline. Headings are
    there even without bookings, or the program refuses the file. All bookings are in the file, or
    there is no file: a bad one raises `BadBooking`. What was handed in stays as it was.
    """
    lines = [HEADINGS]
    total = 0
    for booking in sorted(bookings, key=lambda booking: booking.date):
        check(booking)
        lines.append(line_of(booking))
        total += booking.amount
    lines.append(f"Total;;;{format_amount(total)}")
    return "\n".join(lines) + "\n"


def line_of(booking: Booking) -> str:
    fields = [
        booking.date,
        guarded(booking.account),
        guarded(booking.text),
        format_amount(booking.amount),
    ]
    return ";".join(quoted(field) for field in fields)


def guarded(field: str) -> str:
    """Keeps a spreadsheet from running the field as a formula."""
    return "'" + field if field.startswith(("=", "+", "-", "@")) else field
