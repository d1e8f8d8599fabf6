package jobs

import "time"

// State is where a job is in its life.
type State string

const (
	Ready   State = "ready"
	Running State = "running"
	Done    State = "done"
	Dead    State = "dead"
)

// Job is one piece of work.
type Job struct {
	ID         int
	Payload    any
	State      State
	Attempts   int       // how often the job has been claimed
	Worker     string    // who holds the job while it is running
	LeaseUntil time.Time // when the worker's hold on a running job ends
	Reason     string    // why the last attempt did not succeed
}
