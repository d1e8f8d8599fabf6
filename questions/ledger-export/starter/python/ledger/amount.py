def format_amount(cents: int) -> str:
    """Cents as the bookkeeper writes them: 1250 is `12,50`, and the same amount going back is `-12,50`."""
    return f"{cents // 100},{cents % 100:02}"
