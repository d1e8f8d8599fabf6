from collections import Counter
from collections.abc import Iterable

from jobs.job import Job


def count_states(jobs: Iterable[Job]) -> dict[str, int]:
    counts = Counter(job.state for job in jobs)
    return {state: counts[state] for state in ("ready", "running", "done", "dead")}
