class UnknownSeat(KeyError):
    """The hall has no such seat."""


class SeatTaken(Exception):
    """Somebody sits there already."""


class SeatFree(Exception):
    """Nobody sits there."""


class NothingToUndo(Exception):
    """There is no step to undo."""


class NothingToRedo(Exception):
    """There is no undone step to do again."""


class GroupOpen(Exception):
    """Steps cannot be undone or done again inside of a group."""
