package jobs

import "errors"

var (
	// ErrUnknownJob says that there is no job with this id.
	ErrUnknownJob = errors.New("there is no such job")
	// ErrNotHolder says that the worker does not hold this job, or holds it no longer.
	ErrNotHolder = errors.New("the worker does not hold this job")
)
