import hashlib
import hmac
import re

TOLERANCE = 300


def sign(secret: str, at: int, body: str) -> str:
    """The header `t=<seconds>,v1=<digits>`, where the digits depend on all three."""
    return f"t={at},v1={digits_of(secret, at, body)}"


def is_genuine(secret: str, header: str, body: str, now: int) -> bool:
    """Whether `sign` made this very header, for this body and with this secret.

    It must be at most 300 seconds away from `now`, before or after. Receivers call this with whatever
    they are sent: nonsense is not genuine, and nothing else happens.
    """
    match = re.fullmatch("t=([0-9]{1,12}),v1=[0-9a-f]{64}", header)
    if match is None:
        return False
    at = int(match[1])
    return abs(now - at) <= TOLERANCE and hmac.compare_digest(header, sign(secret, at, body))


def digits_of(secret: str, at: int, body: str) -> str:
    return hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
