from collections.abc import Iterable
from typing import Any

from wording.catalog import Catalog
from wording.errors import MissingMessage, MissingValue
from wording.message import Message, Slot


class Translator:
    """Says messages in a language, or in the fallback language where that has none."""

    def __init__(self, catalogs: Iterable[Catalog], fallback: str = "en") -> None:
        self._catalogs = {catalog.language: catalog for catalog in catalogs}
        self._fallback = fallback

    def say(self, language: str, key: str, **values: Any) -> str:
        shown = ""
        for part in self._find(language, key):
            shown += self._value(part.name, values) if isinstance(part, Slot) else part.text
        return shown

    def _find(self, language: str, key: str) -> Message:
        for candidate in (language, self._fallback):
            catalog = self._catalogs.get(candidate)
            if catalog and key in catalog.messages:
                return catalog.messages[key]
        raise MissingMessage(key)

    def _value(self, name: str, values: dict[str, Any]) -> str:
        if name not in values:
            raise MissingValue(name)
        return str(values[name])
