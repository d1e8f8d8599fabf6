from collections.abc import Iterable, Iterator
from dataclasses import replace

from shipper.tail import Line

MARK = " [cut]"


def batches(lines: Iterable[Line], max_bytes: int) -> Iterator[list[Line]]:
    """Lines in batches, in their order; as many in a batch as fit, and always at least one.

    A batch has at most `max_bytes` bytes: those of its texts in UTF-8, and one more for each line. A
    line that is too long even for a batch of its own is shortened: to as many whole characters from
    its beginning as fit together with the mark ` [cut]`.
    """
    batch: list[Line] = []
    size = 0
    for line in lines:
        line = shortened(line, max_bytes - 1)
        needed = len(line.text.encode()) + 1
        if batch and size + needed > max_bytes:
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += needed
    if batch:
        yield batch


def shortened(line: Line, max_bytes: int) -> Line:
    text = line.text.encode()
    if len(text) <= max_bytes:
        return line
    beginning = text[: max_bytes - len(MARK)].decode(errors="ignore")
    return replace(line, text=beginning + MARK)
