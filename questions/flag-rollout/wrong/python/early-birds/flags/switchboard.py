from collections.abc import Callable

from flags.bucket import bucket_of
from flags.flag import Flag, check


class Switchboard:
    """All flags of a service."""

    def __init__(self, bucket_of: Callable[[str, str], int] = bucket_of):
        self._bucket_of = bucket_of
        self._flags: dict[str, Flag] = {}
        self._missing: dict[str, int] = {}
        self._answers: dict[str, dict[str, bool]] = {}

    def put(self, flag: Flag) -> None:
        """Adds a flag, or replaces the one of that name; it counts from the next question on.

        A bad flag raises `BadFlag`, and changes nothing.
        """
        check(flag)
        self._flags[flag.name] = flag
        self._answers[flag.name] = {}

    def is_on(self, name: str, user: str) -> bool:
        """Whether the user has the feature. A flag that nobody has put is off for everybody."""
        flag = self._flags.get(name)
        if flag is None:
            self._missing[name] = self._missing.get(name, 0) + 1
            return False
        answers = self._answers[name]
        if user not in answers:
            answers[user] = self._answer(flag, user)
        return answers[user]

    def missing(self) -> dict[str, int]:
        """How often somebody asked for a flag that was not there: every question counts."""
        return dict(self._missing)

    def _answer(self, flag: Flag, user: str) -> bool:
        if user in flag.deny:
            return False
        if user in flag.allow:
            return True
        return self._bucket_of(flag.name, user) < flag.percent
