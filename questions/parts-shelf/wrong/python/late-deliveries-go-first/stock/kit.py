from collections import Counter
from dataclasses import dataclass

from stock.errors import OutOfStock
from stock.shelf import Shelf


@dataclass(frozen=True)
class KitLine:
    part: str
    quantity: int


@dataclass(frozen=True)
class Kit:
    """The parts of one product. A part may stand in several lines."""

    name: str
    lines: tuple[KitLine, ...]


def take_kit(shelf: Shelf, kit: Kit, times: int = 1) -> int:
    """Take the parts for a product, or for several, and return what they cost.

    Either all parts are taken or, when one is unknown or runs out, none at all.
    """
    needed: Counter[str] = Counter()
    for line in kit.lines:
        needed[line.part] += line.quantity * times
    for part, quantity in needed.items():
        if quantity > shelf.on_hand(part):
            raise OutOfStock(part)
    return sum(shelf.take(part, quantity) for part, quantity in needed.items())
