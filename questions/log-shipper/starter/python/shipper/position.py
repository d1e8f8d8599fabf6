from dataclasses import dataclass


@dataclass(frozen=True)
class Position:
    file: int
    offset: int
    """How many bytes of the file lie before it."""


class Positions:
    """How far each log has been sent. Survives a restart, unlike anything else here."""

    def __init__(self):
        self._positions: dict[str, Position] = {}

    def load(self, log: str) -> Position | None:
        return self._positions.get(log)

    def save(self, log: str, position: Position) -> None:
        self._positions[log] = position
