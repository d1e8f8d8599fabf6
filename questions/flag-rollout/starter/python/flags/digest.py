def digest(text: str) -> int:
    """A number below 2**32 that looks random, and is always the same for the same text."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    return value ^ value >> 13
