from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One seat changed hands; `None` stands for nobody."""

    seat: str
    before: str | None
    after: str | None
