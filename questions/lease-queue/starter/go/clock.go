package jobs

import "time"

// Clock tells the time.
type Clock interface {
	Now() time.Time
}

// SystemClock is the machine's own clock.
type SystemClock struct{}

func (SystemClock) Now() time.Time { return time.Now() }

// ManualClock stands still until it is told to advance. The zero value is ready to use.
type ManualClock struct {
	now time.Time
}

func (c *ManualClock) Now() time.Time { return c.now }

// Advance moves the clock on.
func (c *ManualClock) Advance(by time.Duration) { c.now = c.now.Add(by) }
