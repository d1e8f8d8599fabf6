from collections.abc import Iterable
from typing import Any

from wording.catalog import Catalog
from wording.errors import BadValue, MissingMessage, MissingValue
from wording.grammar import form_for
from wording.message import Choice, Message, Slot


class Translator:
    """Says messages in a language, or in the fallback language where that has none."""

    def __init__(self, catalogs: Iterable[Catalog], fallback: str = "en") -> None:
        self._catalogs = {catalog.language: catalog for catalog in catalogs}
        self._fallback = fallback

    def say(self, language: str, key: str, **values: Any) -> str:
        catalog = self._find(language, key)
        return self._show(catalog.messages[key], catalog.language, values)

    def _find(self, language: str, key: str) -> Catalog:
        """The catalog whose message is said."""
        for candidate in (language, self._fallback):
            catalog = self._catalogs.get(candidate)
            if catalog and key in catalog.messages:
                return catalog
        raise MissingMessage(key)

    def _show(self, message: Message, language: str, values: dict[str, Any]) -> str:
        shown = ""
        for part in message:
            if isinstance(part, Choice):
                shown += self._show(self._chosen(part, language, values), language, values)
            else:
                shown += str(self._value(part.name, values)) if isinstance(part, Slot) else part.text
        return shown

    def _chosen(self, choice: Choice, language: str, values: dict[str, Any]) -> Message:
        number = self._value(choice.name, values)
        if not isinstance(number, int) or number < 0:
            raise BadValue(f"{choice.name}: {number}")
        for form in (str(number), form_for(language, number)):
            if form in choice.forms:
                return choice.forms[form]
        return choice.forms["other"]

    def _value(self, name: str, values: dict[str, Any]) -> Any:
        if name not in values:
            raise MissingValue(name)
        return values[name]
