from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from shares.access import RANK, Access, Action, NotAllowed
from shares.log import Log
from shares.path import covers


@dataclass(frozen=True)
class Link:
    maker: str
    folder: str
    level: Action
    ends: int


class Links:
    """Links that open a folder to whoever has them."""

    def __init__(self, access: Access, log: Log, now: Callable[[], int]):
        self._access = access
        self._log = log
        self._now = now
        self._links: dict[str, Link] = {}

    def make(self, maker: str, folder: str, level: Action, seconds: int) -> str:
        """Makes a link that lasts for so many seconds, and returns its token."""
        if not self._access.may(maker, "read", folder):
            raise NotAllowed(f"{maker} may not share {folder}")
        token = sha256(f"{maker} {level} {folder}".encode()).hexdigest()[:32]
        self._links[token] = Link(maker, folder, level, self._now() + seconds)
        return token

    def opens(self, token: str, action: Action, path: str) -> bool:
        """Whether the link allows the action; each question is noted in the log."""
        link = self._links.get(token)
        if link is None or self._now() > link.ends or not covers(link.folder, path):
            return False
        if RANK[link.level] < RANK[action]:
            return False
        self._log.entries.append(f"{token} {action} {path}: allowed")
        return True

    def revoke(self, by: str, token: str) -> None:
        """Ends a link. There is nothing to do for one that is not there."""
        self._links.pop(token, None)
