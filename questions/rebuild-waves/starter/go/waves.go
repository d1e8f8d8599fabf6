// Package waves plans which modules to rebuild, and in which waves.
package waves

import "strings"

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
	return nil, nil
}
