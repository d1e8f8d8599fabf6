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

// RebuildWaves places a module by its nearest change, not by the last thing it has to wait for.
func RebuildWaves(uses map[string][]string, changed []string) ([][]string, error) {
	users := map[string][]string{}
	for module, used := range uses {
		for _, name := range used {
			users[name] = append(users[name], module)
		}
	}

	seen := map[string]bool{}
	wave := changed
	var waves [][]string
	for len(wave) > 0 {
		var rebuilt, following []string
		for _, name := range wave {
			if seen[name] {
				continue
			}
			seen[name] = true
			if _, ours := uses[name]; ours {
				rebuilt = append(rebuilt, name)
			}
			for _, user := range users[name] {
				if user == name {
					return nil, &StuckError{Modules: []string{name}}
				}
				following = append(following, user)
			}
		}
		if len(rebuilt) > 0 {
			sort.Strings(rebuilt)
			waves = append(waves, rebuilt)
		}
		wave = following
	}
	return waves, nil
}
