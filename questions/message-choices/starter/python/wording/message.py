import re
from dataclasses import dataclass

from wording.errors import BadMessage


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Slot:
    """Stands for a value: `{name}`."""

    name: str


Part = Text | Slot
Message = tuple[Part, ...]

_IN_BRACES = re.compile(r"(\{[^{}]*\})")
_NAME = re.compile(r"[a-z]+")


def parse(template: str) -> Message:
    """The parts of a message. Braces that make no slot are a mistake."""
    pieces = [piece for piece in _IN_BRACES.split(template) if piece]
    return tuple(_part(piece) for piece in pieces)


def _part(piece: str) -> Part:
    if _IN_BRACES.fullmatch(piece):
        return Slot(_name(piece[1:-1]))
    if "{" in piece or "}" in piece:
        raise BadMessage(f"a brace without its partner: {piece}")
    return Text(piece)


def _name(text: str) -> str:
    """Names are small letters; spaces around them don't matter."""
    if not _NAME.fullmatch(text.strip()):
        raise BadMessage(f"not a name: {text}")
    return text.strip()


def slots(message: Message) -> set[str]:
    """The names of all values that the message can show."""
    return {part.name for part in message if isinstance(part, Slot)}
