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

// RebuildWaves orders the whole project first, so a module also waits for modules that need no rebuild.
func RebuildWaves(uses map[string][]string, changed []string) ([][]string, error) {
	users := map[string][]string{}
	waitingFor := map[string]int{}
	var ready []string
	for module, used := range uses {
		for _, name := range used {
			users[name] = append(users[name], module)
			if _, ours := uses[name]; ours {
				waitingFor[module]++
			}
		}
		if waitingFor[module] == 0 {
			ready = append(ready, module)
		}
	}

	affected := map[string]bool{}
	toVisit := append([]string(nil), changed...)
	for len(toVisit) > 0 {
		name := toVisit[0]
		toVisit = toVisit[1:]
		if !affected[name] {
			affected[name] = true
			toVisit = append(toVisit, users[name]...)
		}
	}

	var waves [][]string
	for len(ready) > 0 {
		var wave, following []string
		for _, module := range ready {
			if affected[module] {
				wave = append(wave, module)
			}
			for _, user := range users[module] {
				waitingFor[user]--
				if waitingFor[user] == 0 {
					following = append(following, user)
				}
			}
		}
		if len(wave) > 0 {
			sort.Strings(wave)
			waves = append(waves, wave)
		}
		ready = following
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
