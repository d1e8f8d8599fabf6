class BadMessage(ValueError):
    """A message is not written as it should be."""


class MissingMessage(KeyError):
    """No catalog has a message with this key."""


class MissingValue(KeyError):
    """A slot of the message was given no value."""


class BadValue(ValueError):
    """A choice was given a value that cannot be counted."""
