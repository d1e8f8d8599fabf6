from collections import deque
from collections.abc import Iterator
from typing import Any

from jobs.errors import UnknownJob
from jobs.job import Job


class Store:
    """All jobs by id, and the line of those that wait for a worker."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}
        self._line: deque[Job] = deque()

    def __iter__(self) -> Iterator[Job]:
        return iter(self._jobs.values())

    def running(self) -> list[Job]:
        return [job for job in self._jobs.values() if job.state == "running"]

    def create(self, payload: Any) -> Job:
        job = Job(id=len(self._jobs) + 1, payload=payload)
        self._jobs[job.id] = job
        return job

    def get(self, job_id: int) -> Job:
        try:
            return self._jobs[job_id]
        except KeyError:
            raise UnknownJob(job_id) from None

    def line_up(self, job: Job) -> None:
        """Put a job at the end of the line."""
        job.state = "ready"
        self._line.append(job)

    def next_in_line(self) -> Job | None:
        return self._line.popleft() if self._line else None
