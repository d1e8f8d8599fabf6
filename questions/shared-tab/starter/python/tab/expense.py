from dataclasses import dataclass


@dataclass(frozen=True)
class Expense:
    date: str
    """Year, month and day, as in `2026-03-31`."""
    paid_by: str
    amount: int
    """In cents; negative for a refund."""
    shared_by: tuple[str, ...]
    label: str
