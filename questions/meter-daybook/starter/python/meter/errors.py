class UnknownFormat(ValueError):
    """No format accepts the first line of the file."""


class BadLine(ValueError):
    """A line that its format cannot read. `line` counts from 1, as an editor does."""

    def __init__(self, line: int, reason: str):
        super().__init__(f"line {line}: {reason}")
        self.line = line
