from typing import Literal

from shares.path import covers, tidy

Level = Literal["none", "read", "write"]
Action = Literal["read", "write"]

RANK = {"none": 0, "read": 1, "write": 2}
"""Who may do more may also do less."""


class NotAllowed(Exception):
    """Somebody tried what is not theirs to do."""


class Access:
    """What people were granted.

    A grant holds for its folder, for everything below it, and for nothing else. Of several grants the
    one on the deepest folder decides, so `none` takes away what was granted further up.
    """

    def __init__(self):
        self._grants: dict[str, dict[str, Level]] = {}

    def grant(self, person: str, folder: str, level: Level) -> None:
        """Replaces what the person was granted on this very folder."""
        self._grants.setdefault(person, {})[tidy(folder)] = level

    def may(self, person: str, action: Action, path: str) -> bool:
        path = tidy(path)
        granted = self._grants.get(person, {})
        folders = [folder for folder in granted if covers(folder, path)]
        return bool(folders) and RANK[granted[max(folders, key=len)]] >= RANK[action]
