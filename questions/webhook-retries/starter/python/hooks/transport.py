from typing import Protocol


class NoAnswer(Exception):
    """The endpoint can't be reached, or does not answer in time."""


class Post(Protocol):
    """Posts a body to a URL and returns the status; raises `NoAnswer` when there is none."""

    def __call__(self, url: str, headers: dict[str, str], body: str) -> int: ...
