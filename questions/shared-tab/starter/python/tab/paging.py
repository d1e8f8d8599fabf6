from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    items: Sequence[T]
    number: int
    pages: int


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """Cut out one page; the first is number 1. There is always a first page, if need be an empty one."""
    pages = len(items) // size + 1
    if not 1 <= number <= pages:
        raise IndexError(f"there is no page {number}, only {pages}")
    start = (number - 1) * size
    return Page(items[start : start + size], number, pages)
