from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Endpoint:
    url: str
    secret: str


@dataclass
class Delivery:
    """One event on its way to one endpoint."""

    id: int
    endpoint: Endpoint
    body: str
    due: int
    """When to try it (again)."""
    state: Literal["waiting", "delivered", "dead"] = "waiting"
    attempts: int = 0
    reason: str | None = None
    """Why the last attempt failed: `no answer`, or as in `status 503`."""
