// Package meters holds what the meters of a house have counted.
package meters

import (
	"errors"
	"fmt"
)

// Reading is what a meter showed on a day.
type Reading struct {
	Meter string
	Date  string // year, month and day, as in "2026-03-31"
	Value int
}

// BadLine tells of a line of a file that can't be understood.
type BadLine struct {
	Line int
}

func (b *BadLine) Error() string {
	return fmt.Sprintf("line %d can't be understood", b.Line)
}

var (
	// ErrUnknownMeter tells of a meter that is not there.
	ErrUnknownMeter = errors.New("unknown meter")
	// ErrBadValue tells of a value that the meter can't show.
	ErrBadValue = errors.New("bad value")
)
