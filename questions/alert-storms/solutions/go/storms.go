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

// FindStorms returns the storms in alerts, earliest first. The window is in whole seconds.
func FindStorms(alerts []Alert, window, threshold int) []Storm {
	ordered := append([]Alert(nil), alerts...)
	sort.Slice(ordered, func(i, j int) bool { return ordered[i].At < ordered[j].At })

	var storms []Storm
	stormy := false
	inWindow := map[string]int{}
	oldest := 0

	for next := 0; next < len(ordered); {
		at := ordered[next].At
		for ; next < len(ordered) && ordered[next].At == at; next++ {
			inWindow[ordered[next].Service]++
		}
		for ; ordered[oldest].At <= at-window; oldest++ {
			service := ordered[oldest].Service
			inWindow[service]--
			if inWindow[service] == 0 {
				delete(inWindow, service)
			}
		}

		noisy := len(inWindow)
		if noisy < threshold {
			stormy = false
			continue
		}
		if !stormy {
			storms = append(storms, Storm{Start: at})
			stormy = true
		}
		current := &storms[len(storms)-1]
		current.End = at
		if noisy > current.Peak {
			current.Peak = noisy
		}
	}
	return storms
}
