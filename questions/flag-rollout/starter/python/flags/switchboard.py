from collections.abc import Callable

from flags.bucket import bucket_of
from flags.flag import Flag, check


class Switchboard:
    """All flags of a service."""

    def __init__(self, bucket_of: Callable[[str, str], int] = bucket_of):
        self._bucket_of = bucket_of
        self._flags: dict[str, Flag] = {}
        self._missing: dict[str, int] = {}
        self._answers: dict[str, bool] = {}

    def put(self, flag: Flag) -> None:
        """Adds a flag, or replaces the one of that name; it counts from the next question on.

        A bad flag raises `BadFlag`, and changes nothing.
        """
        old = self._flags.get(flag.name)
        self._flags[flag.name] = flag
        check(flag)
        if old is not None and old.percent != flag.percent:
            for key in [key for key in self._answers if key.startswith(flag.name)]:
                del self._answers[key]

    def is_on(self, name: str, user: str) -> bool:
        """Whether the user has the feature. A flag that nobody has put is off for everybody."""
        key = name + user
        if key not in self._answers:
            self._answers[key] = self._answer(name, user)
        return self._answers[key]

    def missing(self) -> dict[str, int]:
        """How often somebody asked for a flag that was not there: every question counts."""
        return dict(self._missing)

    def _answer(self, name: str, user: str) -> bool:
        flag = self._flags.get(name)
        if flag is None:
            self._missing[name] = self._missing.get(name, 0) + 1
            return False
        if user in flag.allow:
            return True
        if user in flag.deny:
            return False
        return self._bucket_of(name, user) <= flag.percent
