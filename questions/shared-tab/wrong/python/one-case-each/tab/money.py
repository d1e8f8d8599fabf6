"""Amounts are whole cents, so that sums stay exact."""


def split(amount: int, people: int) -> list[int]:
    """Divide an amount among people.

    The shares add up to the amount and differ by at most a cent; the first people carry the extra
    cents. A refund (a negative amount) is split exactly as the expense it undoes.
    """
    share, extra = divmod(amount, people)
    return [share + 1] * extra + [share] * (people - extra)


def format_amount(cents: int) -> str:
    """`-1234` is shown as `-12.34`."""
    sign = "-" if cents < 0 else ""
    units, rest = divmod(abs(cents), 100)
    return f"{sign}{units}.{rest:02}"
