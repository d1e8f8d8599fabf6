from dataclasses import dataclass


@dataclass(frozen=True)
class Flag:
    """Who has a feature.

    A denied user never has it, whatever else is said. An allowed user has it. Of all others,
    `percent` in a hundred have it. Names of flags and users may hold any characters.
    """

    name: str
    percent: int = 0
    allow: frozenset[str] = frozenset()
    deny: frozenset[str] = frozenset()


class BadFlag(ValueError):
    """A flag that makes no sense."""


def check(flag: Flag) -> None:
    """A percentage goes from 0 to 100."""
    if not 0 <= flag.percent <= 100:
        raise BadFlag(f"flag {flag.name!r} is for {flag.percent} percent of all users")
