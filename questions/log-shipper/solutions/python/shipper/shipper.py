from collections.abc import Callable

from shipper.batch import batches
from shipper.disk import Disk
from shipper.position import Positions
from shipper.tail import new_lines


class Unreachable(Exception):
    """The receiver can't be reached. It has not taken the batch."""


class Shipper:
    """Sends the lines of a log to a receiver, in their order.

    Each batch that the receiver has taken is remembered at once, so that no line is sent again and
    none is left out, whatever happens to the batches after it.
    """

    def __init__(
        self,
        disk: Disk,
        log: str,
        send: Callable[[list[str]], None],
        positions: Positions,
        max_bytes: int = 65536,
    ):
        self._disk = disk
        self._log = log
        self._send = send
        self._positions = positions
        self._max_bytes = max_bytes

    def run(self) -> int:
        """Sends what is new, and says how many lines the receiver has taken.

        When the receiver becomes unreachable, that is all for this run; the next one goes on from
        there. Any other error of `send` goes to the caller.
        """
        sent = 0
        lines = new_lines(self._disk, self._log, self._positions.load(self._log))
        for batch in batches(lines, self._max_bytes):
            try:
                self._send([line.text for line in batch])
            except Unreachable:
                break
            self._positions.save(self._log, batch[-1].end)
            sent += len(batch)
        return sent
