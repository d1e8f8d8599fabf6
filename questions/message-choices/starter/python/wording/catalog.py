from dataclasses import dataclass

from wording.message import Message, parse


@dataclass(frozen=True)
class Catalog:
    """All messages of one language, by their keys."""

    language: str
    messages: dict[str, Message]


def read_catalog(language: str, text: str) -> Catalog:
    """Read lines of `key = message`. Lines that are empty or begin with `#` say nothing."""
    messages: dict[str, Message] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            key, _, template = line.partition("=")
            messages[key.strip()] = parse(template.strip())
    return Catalog(language, messages)
