import pytest

from jobs.clock import ManualClock
from jobs.errors import NotHolder
from jobs.queue import Queue


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def queue(clock):
    return Queue(clock, max_attempts=3, lease_seconds=30)


def test_a_failed_job_goes_to_the_end_of_the_line(queue):
    first, second = queue.enqueue("resize"), queue.enqueue("mail")
    queue.claim("ann")
    queue.fail(first, "ann", "out of memory")
    assert [queue.claim("ann").id, queue.claim("ann").id] == [second, first]


def test_a_job_is_not_shared_while_its_lease_runs(queue, clock):
    queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(29)
    assert queue.claim("bob") is None


def test_after_its_lease_a_job_goes_to_the_next_worker(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(31)
    job = queue.claim("bob")
    assert (job.id, job.worker, job.attempts) == (job_id, "bob", 2)


def test_a_heartbeat_keeps_the_job(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(20)
    queue.heartbeat(job_id, "ann")
    clock.advance(20)
    assert queue.claim("bob") is None
    queue.complete(job_id, "ann")
    assert queue.job(job_id).state == "done"


def test_a_late_worker_cannot_complete_a_job_another_one_has(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(31)
    queue.claim("bob")
    with pytest.raises(NotHolder):
        queue.complete(job_id, "ann")
    queue.complete(job_id, "bob")


def test_stats_count_the_leases_that_ran_out(queue, clock):
    queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(31)
    queue.claim("bob")
    assert queue.stats() == {"ready": 0, "running": 1, "done": 0, "dead": 0, "expired": 1}
