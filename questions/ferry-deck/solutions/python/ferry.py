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
    waiting = sorted(vehicles, key=lambda vehicle: vehicle.arrives)
    boardings: list[Boarding] = []
    for sailing in sorted(sailings, key=lambda sailing: sailing.departs):
        aboard = _load(sailing, waiting)
        waiting = [vehicle for vehicle in waiting if vehicle not in aboard]
        boardings.append(Boarding(sailing.departs, [vehicle.name for vehicle in aboard]))
    return Plan(boardings, [vehicle.name for vehicle in waiting])


def _load(sailing: Sailing, waiting: Sequence[Vehicle]) -> list[Vehicle]:
    in_time = [vehicle for vehicle in waiting if vehicle.arrives <= sailing.departs - CLOSES_BEFORE]
    aboard: list[Vehicle] = []
    free = sailing.deck
    for vehicle in sorted(in_time, key=lambda vehicle: not vehicle.resident):
        needed = vehicle.length + (GAP if aboard else 0)
        if needed <= free:
            aboard.append(vehicle)
            free -= needed
    return aboard
