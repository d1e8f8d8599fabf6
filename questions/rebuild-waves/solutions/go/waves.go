// Package waves plans which modules to rebuild, and in which waves.
package waves

import (
	"sort"
	"strings"
)

// StuckError tells which modules cannot be placed in any wave.
type StuckError struct {
	Modules []string
}

func (e *StuckError) Error() string {
	return "no order can be found for: " + strings.Join(e.Modules, ", ")
}

// RebuildWaves returns the waves of modules to rebuild, each sorted by name.
// uses maps a module to what it uses.
func RebuildWaves(uses map[string][]string, changed []string) ([][]string, error) {
	users := map[string][]string{}
	for module, used := range uses {
		for _, name := range used {
			users[name] = append(users[name], module)
		}
	}

	affected := reachable(changed, users)
	waitingFor := map[string]int{}
	var ready []string
	for module, used := range uses {
		if !affected[module] {
			continue
		}
		for _, name := range used {
			if _, ours := uses[name]; ours && affected[name] {
				waitingFor[module]++
			}
		}
		if waitingFor[module] == 0 {
			ready = append(ready, module)
		}
	}

	var waves [][]string
	for len(ready) > 0 {
		wave := ready
		sort.Strings(wave)
		waves = append(waves, wave)
		ready = nil
		for _, module := range wave {
			for _, user := range users[module] {
				waitingFor[user]--
				if waitingFor[user] == 0 {
					ready = append(ready, user)
				}
			}
		}
	}

	var stuck []string
	for module, count := range waitingFor {
		if count > 0 {
			stuck = append(stuck, module)
		}
	}
	if len(stuck) > 0 {
		sort.Strings(stuck)
		return nil, &StuckError{Modules: stuck}
	}
	return waves, nil
}

// reachable returns starts, and whatever uses them, directly or through others.
func reachable(starts []string, users map[string][]string) map[string]bool {
	seen := map[string]bool{}
	toVisit := append([]string(nil), starts...)
	for len(toVisit) > 0 {
		name := toVisit[len(toVisit)-1]
		toVisit = toVisit[:len(toVisit)-1]
		if seen[name] {
			continue
		}
		seen[name] = true
		toVisit = append(toVisit, users[name]...)
	}
	return seen
}
