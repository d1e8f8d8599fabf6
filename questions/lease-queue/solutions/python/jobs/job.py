from dataclasses import dataclass
from typing import Any, Literal

State = Literal["ready", "running", "done", "dead"]


@dataclass
class Job:
    id: int
    payload: Any
    state: State = "ready"
    attempts: int = 0
    """How often the job has been claimed."""
    worker: str | None = None
    """Who holds the job while it is running."""
    lease_until: float = 0
    """When the worker's hold on a running job ends, by the queue's clock."""
    reason: str | None = None
    """Why the last attempt did not succeed."""
