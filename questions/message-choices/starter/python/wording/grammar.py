"""Which form of a word goes with a number. Nothing uses this yet."""

ALL_FORMS = ("one", "few", "many", "other")

_FORMS = {
    "de": ("one", "other"),
    "en": ("one", "other"),
    "fr": ("one", "other"),
    "pl": ("one", "few", "many"),
}


def forms_of(language: str) -> tuple[str, ...]:
    """The forms that whole numbers take in a language; only `other` if we know nothing about it."""
    return _FORMS.get(language, ("other",))


def form_for(language: str, number: int) -> str:
    """The form for a whole number, 0 or more."""
    if language in ("de", "en"):
        return "one" if number == 1 else "other"
    if language == "fr":
        return "one" if number < 2 else "other"
    if language == "pl":
        if number == 1:
            return "one"
        return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"
    return "other"
