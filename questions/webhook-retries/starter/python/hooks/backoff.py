FIRST = 10


def wait_after(attempts: int) -> int:
    """How many seconds to wait after so many failed attempts."""
    return FIRST * 2 ** (attempts - 1)
