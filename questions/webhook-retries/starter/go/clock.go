package hooks

// ManualClock is a clock in whole seconds that stands still until it is told to advance.
type ManualClock struct {
	now int64
}

// NewManualClock makes a clock that stands at the given second.
func NewManualClock(now int64) *ManualClock {
	return &ManualClock{now: now}
}

// Now is the second at which the clock stands.
func (c *ManualClock) Now() int64 {
	return c.now
}

// Advance moves the clock on.
func (c *ManualClock) Advance(seconds int64) {
	c.now += seconds
}
