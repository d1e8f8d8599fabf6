from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    number: int
    """Where the line stands in the file; the first is 1."""
    text: str


def lines_of(text: str) -> list[Line]:
    """The lines that say something: no empty ones, no comments (`# ...`), no outer spaces."""
    numbered = [Line(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1)]
    return [line for line in numbered if line.text and not line.text.startswith("#")]
