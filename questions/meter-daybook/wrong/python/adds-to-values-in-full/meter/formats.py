from collections.abc import Iterable, Sequence
from typing import Protocol

from meter.columns import Columns
from meter.daybook import Daybook
from meter.errors import UnknownFormat
from meter.lines import Line
from meter.reading import Reading
from meter.semicolon import Semicolon


class Format(Protocol):
    """A kind of file. There is one object of each for the whole program, used for every file."""

    name: str
    """One small word."""
    example: str
    """A short whole file; users copy it, so importing it must work."""

    def accepts(self, header: str) -> bool:
        """Whether a file with this first line is of this format."""
        ...

    def read(self, lines: Sequence[Line]) -> Iterable[Reading]:
        """The readings in the order of their lines. The header is the first of `lines`."""
        ...


FORMATS: list[Format] = [Semicolon(), Columns(), Daybook()]
"""In the order in which users see them; the newest is the last."""


def format_of(header: str) -> Format:
    for candidate in FORMATS:
        if candidate.accepts(header):
            return candidate
    raise UnknownFormat(f"no format begins with: {header}")


def describe_formats() -> str:
    """The help text: each format's name, and its example indented below."""
    shown: list[str] = []
    for known in FORMATS:
        shown.append(known.name)
        shown.extend(f"  {line}" for line in known.example.splitlines())
    return "\n".join(shown)
