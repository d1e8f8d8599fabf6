import secrets
from collections.abc import Callable
from dataclasses import dataclass

from shares.access import RANK, Access, Action, NotAllowed
from shares.log import Log
from shares.path import BadPath, covers, tidy


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
        folder = tidy(folder)
        if not self._access.may(maker, level, folder):
            raise NotAllowed(f"{maker} may not {level} {folder}")
        token = secrets.token_urlsafe(24)
        self._links[token] = Link(maker, folder, level, self._now() + seconds)
        return token

    def opens(self, token: str, action: Action, path: str) -> bool:
        """Whether the link allows the action; each question is noted in the log."""
        allowed = self._allows(token, action, path)
        self._log.note(token, action, path, allowed)
        return allowed

    def revoke(self, by: str, token: str) -> None:
        """Ends a link. There is nothing to do for one that is not there."""
        link = self._links.get(token)
        if link is None:
            return
        if by != link.maker and not self._access.may(by, "write", link.folder):
            raise NotAllowed(f"{by} may not end a link of {link.maker}")
        del self._links[token]

    def _allows(self, token: str, action: Action, path: str) -> bool:
        link = self._links.get(token)
        if link is None or self._now() >= link.ends or RANK[link.level] < RANK[action]:
            return False
        try:
            path = tidy(path)
        except BadPath:
            return False
        return covers(link.folder, path) and self._access.may(link.maker, action, path)
