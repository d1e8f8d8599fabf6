// Package storms finds the alert storms in an on-call log.
package storms

// Alert is one line of the log: who raised it, and when, in whole seconds.
type Alert struct {
	At      int
	Service string
}

// Storm is a longest run of stormy moments.
type Storm struct {
	Start int
	End   int
	Peak  int
}

// FindStorms returns the storms in alerts, earliest first. The window is in whole seconds.
func FindStorms(alerts []Alert, window, threshold int) []Storm {
	return nil
}
