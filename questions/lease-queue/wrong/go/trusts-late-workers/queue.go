// Package jobs is a small in-memory job queue.
package jobs

import (
	"sort"
	"sync"
	"time"
)

// Options of a queue; a zero field means the default.
type Options struct {
	MaxAttempts int           // default 3
	Lease       time.Duration // default 30 seconds
}

// Queue hands out jobs to workers, first come, first served. It is safe for concurrent use.
type Queue struct {
	mu          sync.Mutex
	clock       Clock
	maxAttempts int
	lease       time.Duration
	store       store
	expired     int
}

// New makes an empty queue.
func New(clock Clock, options Options) *Queue {
	if options.MaxAttempts == 0 {
		options.MaxAttempts = 3
	}
	if options.Lease == 0 {
		options.Lease = 30 * time.Second
	}
	return &Queue{clock: clock, maxAttempts: options.MaxAttempts, lease: options.Lease}
}

// Enqueue adds a job to the end of the line and returns its id.
func (q *Queue) Enqueue(payload any) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.releaseExpired()
	job := q.store.create(payload)
	q.store.lineUp(job)
	return job.ID
}

// Claim hands the first job in the line to worker, on a lease; ok is false when there is none.
func (q *Queue) Claim(worker string) (claimed Job, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.releaseExpired()
	job := q.store.nextInLine()
	if job == nil {
		return Job{}, false
	}
	job.State = Running
	job.Worker = worker
	job.Attempts++
	job.LeaseUntil = q.clock.Now().Add(q.lease)
	return *job, true
}

// Heartbeat renews the worker's lease on a job: a full lease from now on.
func (q *Queue) Heartbeat(id int, worker string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	job, err := q.held(id, worker)
	if err != nil {
		return err
	}
	job.LeaseUntil = q.clock.Now().Add(q.lease)
	return nil
}

// Complete marks a job as done.
func (q *Queue) Complete(id int, worker string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	job, err := q.held(id, worker)
	if err != nil {
		return err
	}
	job.Worker = ""
	job.State = Done
	return nil
}

// Fail gives the job back: to the end of the line, or to the dead after its last attempt.
func (q *Queue) Fail(id int, worker, reason string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	job, err := q.held(id, worker)
	if err != nil {
		return err
	}
	q.giveBack(job, reason)
	return nil
}

// Job returns a copy of a job as it is now.
func (q *Queue) Job(id int) (Job, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.releaseExpired()
	job, err := q.store.get(id)
	if err != nil {
		return Job{}, err
	}
	return *job, nil
}

// Stats counts jobs by state, and leases that have run out.
func (q *Queue) Stats() Stats {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.releaseExpired()
	stats := countStates(q.store.jobs)
	stats.Expired = q.expired
	return stats
}

func (q *Queue) held(id int, worker string) (*Job, error) {
	job, err := q.store.get(id)
	if err != nil {
		return nil, err
	}
	if job.State != Running || job.Worker != worker {
		return nil, ErrNotHolder
	}
	return job, nil
}

// releaseExpired gives back every job whose lease has ended, in the order in which they ended.
func (q *Queue) releaseExpired() {
	now := q.clock.Now()
	var ended []*Job
	for _, job := range q.store.jobs {
		if job.State == Running && !job.LeaseUntil.After(now) {
			ended = append(ended, job)
		}
	}
	sort.SliceStable(ended, func(i, j int) bool { return ended[i].LeaseUntil.Before(ended[j].LeaseUntil) })
	for _, job := range ended {
		q.expired++
		q.giveBack(job, "lease expired")
	}
}

func (q *Queue) giveBack(job *Job, reason string) {
	job.Worker = ""
	job.Reason = reason
	if job.Attempts < q.maxAttempts {
		q.store.lineUp(job)
	} else {
		job.State = Dead
	}
}
