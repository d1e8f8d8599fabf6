import hashlib
import hmac

TOLERANCE = 300


def sign(secret: str, at: int, body: str) -> str:
    """The header `t=<seconds>,v1=<digits>`, where the digits depend on all three."""
    return f"t={at},v1={digits_of(secret, at, body)}"


def is_genuine(secret: str, header: str, body: str, now: int) -> bool:
    """Whether `sign` made this very header, for this body and with this secret.

    It must be at most 300 seconds away from `now`, before or after. Receivers call this with whatever
    they are sent: nonsense is not genuine, and nothing else happens.
    """
    parts = dict(part.split("=") for part in header.split(","))
    at = int(parts["t"])
    if now - at > TOLERANCE:
        return False
    different = 0
    for given, expected in zip(parts["v1"], digits_of(secret, at, body)):
        different |= ord(given) ^ ord(expected)
    return different == 0


def digits_of(secret: str, at: int, body: str) -> str:
    return hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
