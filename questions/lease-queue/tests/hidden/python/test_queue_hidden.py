# canary: ilm-2be6f0917a3cd548
import pytest

from jobs.clock import ManualClock
from jobs.errors import NotHolder
from jobs.queue import Queue


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def queue(clock):
    return Queue(clock, max_attempts=2, lease_seconds=30)


def test_a_lease_ends_at_its_very_moment(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(30)
    assert queue.claim("bob").id == job_id


def test_a_late_worker_is_refused_though_nobody_took_over(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(30)
    for late in (
        lambda: queue.complete(job_id, "ann"),
        lambda: queue.fail(job_id, "ann", "too slow"),
        lambda: queue.heartbeat(job_id, "ann"),
    ):
        with pytest.raises(NotHolder):
            late()
    assert queue.job(job_id).state == "ready"


def test_only_the_holder_can_renew(queue):
    job_id = queue.enqueue("resize")
    with pytest.raises(NotHolder):
        queue.heartbeat(job_id, "ann")
    queue.claim("ann")
    with pytest.raises(NotHolder):
        queue.heartbeat(job_id, "bob")


def test_a_heartbeat_gives_one_full_lease_from_now(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(10)
    queue.heartbeat(job_id, "ann")
    clock.advance(29)
    assert queue.job(job_id).state == "running"
    clock.advance(1)
    assert queue.job(job_id).state == "ready"


def test_the_last_attempt_to_run_out_is_the_end(queue, clock):
    job_id = queue.enqueue("resize")
    for worker in ("ann", "bob"):
        queue.claim(worker)
        clock.advance(30)
    job = queue.job(job_id)
    assert (job.state, job.reason, job.worker) == ("dead", "lease expired", None)
    assert queue.claim("cy") is None
    assert queue.stats() == {"ready": 0, "running": 0, "done": 0, "dead": 1, "expired": 2}


def test_failures_and_lost_leases_are_attempts_alike(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(30)
    queue.claim("ann")
    queue.fail(job_id, "ann", "out of memory")
    assert (queue.job(job_id).state, queue.job(job_id).reason) == ("dead", "out of memory")


def test_a_job_is_back_in_line_from_the_moment_its_lease_ends(queue, clock):
    lost = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(40)
    later = queue.enqueue("mail")
    assert [queue.claim("bob").id, queue.claim("bob").id] == [lost, later]


def test_lost_jobs_line_up_in_the_order_their_leases_ended(queue, clock):
    renewed, short = queue.enqueue("resize"), queue.enqueue("mail")
    queue.claim("ann")
    queue.claim("bob")
    clock.advance(10)
    queue.heartbeat(renewed, "ann")
    clock.advance(100)
    assert [queue.claim("cy").id, queue.claim("cy").id] == [short, renewed]


def test_stats_see_a_lease_end_before_anyone_claims(queue, clock):
    queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(30)
    assert queue.stats() == {"ready": 1, "running": 0, "done": 0, "dead": 0, "expired": 1}


def test_an_old_lease_means_nothing_once_the_job_was_given_back(queue, clock):
    job_id = queue.enqueue("resize")
    queue.claim("ann")
    clock.advance(20)
    queue.fail(job_id, "ann", "out of memory")
    queue.claim("bob")
    clock.advance(15)
    queue.complete(job_id, "bob")
    clock.advance(100)
    assert queue.stats() == {"ready": 0, "running": 0, "done": 1, "dead": 0, "expired": 0}
