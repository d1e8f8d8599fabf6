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

// FindStorms is right, but it looks at the whole log again for every moment.
func FindStorms(alerts []Alert, window, threshold int) []Storm {
	seen := map[int]bool{}
	var moments []int
	for _, alert := range alerts {
		if !seen[alert.At] {
			seen[alert.At] = true
			moments = append(moments, alert.At)
		}
	}
	sort.Ints(moments)

	var storms []Storm
	stormy := false
	for _, at := range moments {
		services := map[string]bool{}
		for _, alert := range alerts {
			if alert.At > at-window && alert.At <= at {
				services[alert.Service] = true
			}
		}
		if len(services) < threshold {
			stormy = false
			continue
		}
		if !stormy {
			storms = append(storms, Storm{Start: at})
			stormy = true
		}
		current := &storms[len(storms)-1]
		current.End = at
		if len(services) > current.Peak {
			current.Peak = len(services)
		}
	}
	return storms
}
