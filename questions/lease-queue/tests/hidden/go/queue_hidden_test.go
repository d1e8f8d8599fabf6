// canary: ilm-2be6f0917a3cd548
package jobs

import (
	"errors"
	"sync"
	"testing"
	"time"
)

func newStrictQueue() (*Queue, *ManualClock) {
	clock := &ManualClock{}
	return New(clock, Options{MaxAttempts: 2, Lease: 30 * time.Second}), clock
}

func mustClaim(t *testing.T, queue *Queue, worker string, want int) {
	t.Helper()
	if job, ok := queue.Claim(worker); !ok || job.ID != want {
		t.Fatalf("%s got job %d (%v), want job %d", worker, job.ID, ok, want)
	}
}

func mustRefuse(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, ErrNotHolder) {
		t.Errorf("got error %v, want ErrNotHolder", err)
	}
}

func mustBe(t *testing.T, queue *Queue, id int, state State, reason string) {
	t.Helper()
	job, err := queue.Job(id)
	if err != nil {
		t.Fatal(err)
	}
	if job.State != state || job.Reason != reason {
		t.Errorf("job is %s (%q), want %s (%q)", job.State, job.Reason, state, reason)
	}
}

func mustCount(t *testing.T, queue *Queue, want Stats) {
	t.Helper()
	if got := queue.Stats(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestALeaseEndsAtItsVeryMoment(t *testing.T) {
	queue, clock := newStrictQueue()
	id := queue.Enqueue("resize")
	mustClaim(t, queue, "ann", id)
	clock.Advance(30 * time.Second)
	mustClaim(t, queue, "bob", id)
}

func TestALateWorkerIsRefusedThoughNobodyTookOver(t *testing.T) {
	queue, clock := newStrictQueue()
	id := queue.Enqueue("resize")
	mustClaim(t, queue, "ann", id)
	clock.Advance(30 * time.Second)
	mustRefuse(t, queue.Complete(id, "ann"))
	mustRefuse(t, queue.Fail(id, "ann", "too slow"))
	mustRefuse(t, queue.Heartbeat(id, "ann"))
	mustBe(t, queue, id, Ready, "lease expired")
}

func TestOnlyTheHolderCanRenew(t *testing.T) {
	queue, _ := newStrictQueue()
	id := queue.Enqueue("resize")
	mustRefuse(t, queue.Heartbeat(id, "ann"))
	mustClaim(t, queue, "ann", id)
	mustRefuse(t, queue.Heartbeat(id, "bob"))
}

func TestAHeartbeatGivesOneFullLeaseFromNow(t *testing.T) {
	queue, clock := newStrictQueue()
	id := queue.Enqueue("resize")
	mustClaim(t, queue, "ann", id)
	clock.Advance(10 * time.Second)
	if err := queue.Heartbeat(id, "ann"); err != nil {
		t.Fatal(err)
	}
	clock.Advance(29 * time.Second)
	mustBe(t, queue, id, Running, "")
	clock.Advance(time.Second)
	mustBe(t, queue, id, Ready, "lease expired")
}

func TestTheLastAttemptToRunOutIsTheEnd(t *testing.T) {
	queue, clock := newStrictQueue()
	id := queue.Enqueue("resize")
	for _, worker := range []string{"ann", "bob"} {
		mustClaim(t, queue, worker, id)
		clock.Advance(30 * time.Second)
	}
	mustBe(t, queue, id, Dead, "lease expired")
	if job, ok := queue.Claim("cy"); ok {
		t.Errorf("got job %d, want none", job.ID)
	}
	mustCount(t, queue, Stats{Dead: 1, Expired: 2})
}

func TestFailuresAndLostLeasesAreAttemptsAlike(t *testing.T) {
	queue, clock := newStrictQueue()
	id := queue.Enqueue("resize")
	mustClaim(t, queue, "ann", id)
	clock.Advance(30 * time.Second)
	mustClaim(t, queue, "ann", id)
	if err := queue.Fail(id, "ann", "out of memory"); err != nil {
		t.Fatal(err)
	}
	mustBe(t, queue, id, Dead, "out of memory")
}

func TestAJobIsBackInLineFromTheMomentItsLeaseEnds(t *testing.T) {
	queue, clock := newStrictQueue()
	lost := queue.Enqueue("resize")
	mustClaim(t, queue, "ann", lost)
	clock.Advance(40 * time.Second)
	later := queue.Enqueue("mail")
	mustClaim(t, queue, "bob", lost)
	mustClaim(t, queue, "bob", later)
}

func TestLostJobsLineUpInTheOrderTheirLeasesEnded(t *testing.T) {
	queue, clock := newStrictQueue()
	renewed, short := queue.Enqueue("resize"), queue.Enqueue("mail")
	mustClaim(t, queue, "ann", renewed)
	mustClaim(t, queue, "bob", short)
	clock.Advance(10 * time.Second)
	if err := queue.Heartbeat(renewed, "ann"); err != nil {
		t.Fatal(err)
	}
	clock.Advance(100 * time.Second)
	mustClaim(t, queue, "cy", short)
	mustClaim(t, queue, "cy", renewed)
}

func TestStatsSeeALeaseEndBeforeAnyoneClaims(t *testing.T) {
	queue, clock := newStrictQueue()
	mustClaim(t, queue, "ann", queue.Enqueue("resize"))
	clock.Advance(30 * time.Second)
	mustCount(t, queue, Stats{Ready: 1, Expired: 1})
}

func TestAnOldLeaseMeansNothingOnceTheJobWasGivenBack(t *testing.T) {
	queue, clock := newStrictQueue()
	id := queue.Enqueue("resize")
	mustClaim(t, queue, "ann", id)
	clock.Advance(20 * time.Second)
	if err := queue.Fail(id, "ann", "out of memory"); err != nil {
		t.Fatal(err)
	}
	mustClaim(t, queue, "bob", id)
	clock.Advance(15 * time.Second)
	if err := queue.Complete(id, "bob"); err != nil {
		t.Fatal(err)
	}
	clock.Advance(100 * time.Second)
	mustCount(t, queue, Stats{Done: 1})
}

// Two goroutines renew while others look: a call that forgets to let go of the lock would hang here.
func TestCallsFromManyGoroutinesAllReturn(t *testing.T) {
	queue, _ := newStrictQueue()
	id := queue.Enqueue("resize")
	mustClaim(t, queue, "ann", id)

	var workers sync.WaitGroup
	for i := 0; i < 4; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for n := 0; n < 200; n++ {
				_ = queue.Heartbeat(id, "ann")
				queue.Stats()
			}
		}()
	}
	done := make(chan struct{})
	go func() { workers.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("calls did not return within 10 seconds")
	}
	mustCount(t, queue, Stats{Running: 1})
}
