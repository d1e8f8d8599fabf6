class Disk:
    """Files that grow. A log is written to one file until it is rotated; then it goes on in a new one.

    Files have numbers, which are never used again. A file never gets shorter, but may be removed when
    it is old.
    """

    def __init__(self, at_most: int = 4096):
        self._at_most = at_most
        self._files: dict[int, bytearray] = {}
        self._logs: dict[str, list[int]] = {}
        self._last = 0

    def write(self, log: str, data: bytes) -> None:
        if log not in self._logs:
            self.rotate(log)
        self._files[self._logs[log][-1]] += data

    def rotate(self, log: str) -> None:
        """Finishes the file of a log and begins a new one."""
        self._last += 1
        self._files[self._last] = bytearray()
        self._logs.setdefault(log, []).append(self._last)

    def remove_oldest(self, log: str) -> None:
        del self._files[self._logs[log].pop(0)]

    def files(self, log: str) -> list[int]:
        """The files of a log, the oldest first. The last one is being written, the others are finished."""
        return list(self._logs.get(log, []))

    def read(self, file: int, offset: int) -> bytes:
        """Bytes of a file from an offset on, but only so many at a time; none at its end."""
        return bytes(self._files[file][offset : offset + self._at_most])
