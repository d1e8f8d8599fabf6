class UnknownPart(KeyError):
    """The shelf never had such a part."""


class OutOfStock(Exception):
    """There is not enough of a part on the shelf."""
