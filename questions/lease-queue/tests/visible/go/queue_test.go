package jobs

import (
	"errors"
	"testing"
	"time"
)

func setUp() (*Queue, *ManualClock) {
	clock := &ManualClock{}
	return New(clock, Options{MaxAttempts: 3, Lease: 30 * time.Second}), clock
}

func expectClaim(t *testing.T, queue *Queue, worker string, want int) {
	t.Helper()
	job, ok := queue.Claim(worker)
	if !ok {
		t.Fatalf("%s got no job, want job %d", worker, want)
	}
	if job.ID != want || job.Worker != worker {
		t.Errorf("got job %d held by %q, want job %d held by %q", job.ID, job.Worker, want, worker)
	}
}

func expectNoJob(t *testing.T, queue *Queue, worker string) {
	t.Helper()
	if job, ok := queue.Claim(worker); ok {
		t.Errorf("%s got job %d, want none", worker, job.ID)
	}
}

func succeed(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

func TestAFailedJobGoesToTheEndOfTheLine(t *testing.T) {
	queue, _ := setUp()
	first, second := queue.Enqueue("resize"), queue.Enqueue("mail")
	expectClaim(t, queue, "ann", first)
	succeed(t, queue.Fail(first, "ann", "out of memory"))
	expectClaim(t, queue, "ann", second)
	expectClaim(t, queue, "ann", first)
}

func TestAJobIsNotSharedWhileItsLeaseRuns(t *testing.T) {
	queue, clock := setUp()
	expectClaim(t, queue, "ann", queue.Enqueue("resize"))
	clock.Advance(29 * time.Second)
	expectNoJob(t, queue, "bob")
}

func TestAfterItsLeaseAJobGoesToTheNextWorker(t *testing.T) {
	queue, clock := setUp()
	id := queue.Enqueue("resize")
	expectClaim(t, queue, "ann", id)
	clock.Advance(31 * time.Second)
	expectClaim(t, queue, "bob", id)
	job, err := queue.Job(id)
	succeed(t, err)
	if job.Attempts != 2 {
		t.Errorf("got %d attempts, want 2", job.Attempts)
	}
}

func TestAHeartbeatKeepsTheJob(t *testing.T) {
	queue, clock := setUp()
	id := queue.Enqueue("resize")
	expectClaim(t, queue, "ann", id)
	clock.Advance(20 * time.Second)
	succeed(t, queue.Heartbeat(id, "ann"))
	clock.Advance(20 * time.Second)
	expectNoJob(t, queue, "bob")
	succeed(t, queue.Complete(id, "ann"))
}

func TestALateWorkerCannotCompleteAJobAnotherOneHas(t *testing.T) {
	queue, clock := setUp()
	id := queue.Enqueue("resize")
	expectClaim(t, queue, "ann", id)
	clock.Advance(31 * time.Second)
	expectClaim(t, queue, "bob", id)
	if err := queue.Complete(id, "ann"); !errors.Is(err, ErrNotHolder) {
		t.Errorf("got error %v, want ErrNotHolder", err)
	}
	succeed(t, queue.Complete(id, "bob"))
}

func TestStatsCountTheLeasesThatRanOut(t *testing.T) {
	queue, clock := setUp()
	id := queue.Enqueue("resize")
	expectClaim(t, queue, "ann", id)
	clock.Advance(31 * time.Second)
	expectClaim(t, queue, "bob", id)
	if got, want := queue.Stats(), (Stats{Running: 1, Expired: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
