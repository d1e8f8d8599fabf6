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
    for line in kit.lines:
        if line.quantity * times > shelf.on_hand(line.part):
            raise OutOfStock(line.part)
    return sum(shelf.take(line.part, line.quantity * times) for line in kit.lines)
