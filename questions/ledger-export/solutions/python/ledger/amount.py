def format_amount(cents: int) -> str:
    """Cents as the bookkeeper writes them: 1250 is `12,50`, and the same amount going back is `-12,50`."""
    sign = "-" if cents < 0 else ""
    units, rest = divmod(abs(cents), 100)
    return f"{sign}{units},{rest:02}"
