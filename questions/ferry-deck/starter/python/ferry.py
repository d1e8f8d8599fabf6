"""Plan which vehicles an island ferry takes on which sailing."""

from collections.abc import Sequence
from dataclasses import dataclass

CLOSES_BEFORE = 5
"""Boarding closes so many minutes before a sailing departs."""
GAP = 1
"""So many metres stay free between two vehicles on deck."""


@dataclass(frozen=True)
class Sailing:
    departs: int
    """In minutes after midnight."""
    deck: int
    """Length of the deck in metres."""


@dataclass(frozen=True)
class Vehicle:
    name: str
    arrives: int
    """In minutes after midnight."""
    length: int
    """In metres."""
    resident: bool = False
    """Whether it belongs to somebody who lives on the island."""


@dataclass(frozen=True)
class Boarding:
    departs: int
    names: list[str]
    """Who goes aboard, in order."""


@dataclass(frozen=True)
class Plan:
    boardings: list[Boarding]
    left: list[str]
    """Who is still waiting at the end of the day."""


def plan_day(sailings: Sequence[Sailing], vehicles: Sequence[Vehicle]) -> Plan:
    """Plan a whole day."""
    return Plan([], [])
