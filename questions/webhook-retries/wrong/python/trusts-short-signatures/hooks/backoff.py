FIRST = 10
LONGEST = 3600


def wait_after(attempts: int) -> int:
    """How many seconds to wait after so many failed attempts."""
    return min(FIRST * 2 ** (attempts - 1), LONGEST)
