package flags

import (
	"errors"
	"fmt"
)

// Flag says who has a feature.
//
// A denied user never has it, whatever else is said. An allowed user has it. Of all others, Percent in a hundred
// have it. Names of flags and users may hold any characters.
type Flag struct {
	Name    string
	Percent int
	Allow   map[string]bool
	Deny    map[string]bool
}

// ErrBadFlag tells of a flag that makes no sense.
var ErrBadFlag = errors.New("bad flag")

// check returns an ErrBadFlag unless the percentage is one from 0 to 100.
func check(flag Flag) error {
	if flag.Percent < 0 || flag.Percent > 100 {
		return fmt.Errorf("%w: %q is for %d percent of all users", ErrBadFlag, flag.Name, flag.Percent)
	}
	return nil
}
