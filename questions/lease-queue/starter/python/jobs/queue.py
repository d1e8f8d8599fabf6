from typing import Any

from jobs.clock import Clock
from jobs.errors import NotHolder
from jobs.job import Job
from jobs.stats import count_states
from jobs.store import Store


class Queue:
    """Hands out jobs to workers, first come, first served."""

    def __init__(self, clock: Clock, max_attempts: int = 3, lease_seconds: float = 30) -> None:
        self._clock = clock
        self._max_attempts = max_attempts
        self._lease_seconds = lease_seconds  # not used yet
        self._store = Store()

    def enqueue(self, payload: Any) -> int:
        """Add a job to the end of the line and return its id."""
        job = self._store.create(payload)
        self._store.line_up(job)
        return job.id

    def claim(self, worker: str) -> Job | None:
        """Hand the first job in the line to `worker`, if there is one."""
        job = self._store.next_in_line()
        if job is None:
            return None
        job.state = "running"
        job.worker = worker
        job.attempts += 1
        return job

    def heartbeat(self, job_id: int, worker: str) -> None:
        """Renew the worker's lease on a job."""
        raise NotImplementedError

    def complete(self, job_id: int, worker: str) -> None:
        job = self._held(job_id, worker)
        job.worker = None
        job.state = "done"

    def fail(self, job_id: int, worker: str, reason: str) -> None:
        """Give the job back: to the end of the line, or to the dead after its last attempt."""
        self._give_back(self._held(job_id, worker), reason)

    def job(self, job_id: int) -> Job:
        return self._store.get(job_id)

    def stats(self) -> dict[str, int]:
        """How many jobs are in each state, and how many leases have run out so far."""
        return {**count_states(self._store), "expired": 0}

    def _held(self, job_id: int, worker: str) -> Job:
        job = self._store.get(job_id)
        if job.state != "running" or job.worker != worker:
            raise NotHolder(f"{worker} does not hold job {job_id}")
        return job

    def _give_back(self, job: Job, reason: str) -> None:
        job.worker = None
        job.reason = reason
        if job.attempts < self._max_attempts:
            self._store.line_up(job)
        else:
            job.state = "dead"
