from collections.abc import Iterator
from dataclasses import dataclass

from shipper.disk import Disk
from shipper.position import Position


@dataclass(frozen=True)
class Line:
    text: str
    end: Position
    """Where the line after it begins."""


def new_lines(disk: Disk, log: str, position: Position | None) -> Iterator[Line]:
    """The lines of a log from a position on, in the order in which they were written.

    They go on in the file of the position, and then through all newer files of the log. Without a
    position, or when its file has been removed, they begin with the oldest file that is there.

    A newline, and nothing else, ends a line. As long as a file is being written, what stands after its
    last newline is not a line yet; in a finished file it is. Texts are UTF-8.
    """
    files = disk.files(log)
    if not files:
        return
    file = files[-1]
    offset = position.offset if position and position.file == file else 0
    *ended, _ = rest_of(disk, file, offset).split("\n")
    for line in ended:
        offset += len(line) + 1
        yield Line(line, Position(file, offset))


def rest_of(disk: Disk, file: int, offset: int) -> str:
    rest = ""
    while data := disk.read(file, offset + len(rest)):
        rest += data.decode(errors="replace")
    return rest
