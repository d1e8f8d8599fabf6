import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wording.errors import BadMessage
from wording.grammar import ALL_FORMS


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Slot:
    """Stands for a value: `{name}`."""

    name: str


@dataclass(frozen=True)
class Choice:
    """Says one of several messages, by a number: `{name? one=... | other=...}`."""

    name: str
    forms: Mapping[str, "Message"]
    """By the form, or by an exact number in digits. The messages hold no choices."""


Part = Text | Slot | Choice
Message = tuple[Part, ...]

_IN_BRACES = re.compile(r"(\{(?:[^{}]|\{[^{}]*\})*\})")
_NAME = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"[0-9]+")


def parse(template: str) -> Message:
    """The parts of a message. Braces that make neither slot nor choice are a mistake."""
    pieces = [piece for piece in _IN_BRACES.split(template) if piece]
    return tuple(_part(piece) for piece in pieces)


def _part(piece: str) -> Part:
    if _IN_BRACES.fullmatch(piece):
        name, question_mark, forms = piece[1:-1].partition("?")
        return Choice(_name(name), _forms(forms)) if question_mark else Slot(_name(name))
    if "{" in piece or "}" in piece:
        raise BadMessage(f"a brace without its partner: {piece}")
    return Text(piece)


def _forms(text: str) -> dict[str, Message]:
    forms: dict[str, Message] = {}
    for piece in text.split("|"):
        form, equals, template = (part.strip() for part in piece.partition("="))
        if not equals or not (form in ALL_FORMS or _NUMBER.fullmatch(form)):
            raise BadMessage(f"not a form and its text: {piece}")
        if form in forms:
            raise BadMessage(f"given twice: {form}")
        forms[form] = parse(template)
        if next(choices(forms[form]), None):
            raise BadMessage(f"a choice within a choice: {piece}")
    if "other" not in forms:
        raise BadMessage(f"a choice without other: {text}")
    return forms


def _name(text: str) -> str:
    """Names are small letters; spaces around them don't matter."""
    if not _NAME.fullmatch(text.strip()):
        raise BadMessage(f"not a name: {text}")
    return text.strip()


def choices(message: Message) -> Iterator[Choice]:
    return (part for part in message if isinstance(part, Choice))


def slots(message: Message) -> set[str]:
    """The names of all values that the message can show or count."""
    names = {part.name for part in message if not isinstance(part, Text)}
    return names.union(*(slots(text) for choice in choices(message) for text in choice.forms.values()))
