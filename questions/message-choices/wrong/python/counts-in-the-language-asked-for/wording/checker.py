from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wording.catalog import Catalog
from wording.grammar import forms_of
from wording.message import Message, choices, slots


class Problem(NamedTuple):
    language: str
    key: str
    what: str


def check(catalogs: Iterable[Catalog], reference: Catalog) -> list[Problem]:
    """What translators have to look at, sorted, each problem once. The reference may be one of the catalogs."""
    problems: set[Problem] = set()
    for catalog in catalogs:
        for key in catalog.messages.keys() | reference.messages.keys():
            ours, theirs = catalog.messages.get(key), reference.messages.get(key)
            for what in (*_compare(ours, theirs), *_missing_forms(ours, catalog.language)):
                problems.add(Problem(catalog.language, key, what))
    return sorted(problems)


def _compare(ours: Message | None, theirs: Message | None) -> Iterator[str]:
    if ours is None:
        yield "is missing"
    elif theirs is None:
        yield "is not in the reference"
    else:
        for name in slots(theirs) - slots(ours):
            yield f"leaves out {name}"
        for name in slots(ours) - slots(theirs):
            yield f"asks for {name}"


def _missing_forms(message: Message | None, language: str) -> Iterator[str]:
    for choice in choices(message or ()):
        for form in forms_of(language):
            if form not in choice.forms:
                yield f"{choice.name} has no {form}"
