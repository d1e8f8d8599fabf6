class ManualClock:
    """A clock in whole seconds that stands still until it is told to advance."""

    def __init__(self, now: int = 1_700_000_000):
        self._now = now

    def now(self) -> int:
        return self._now

    def advance(self, seconds: int) -> None:
        self._now += seconds
