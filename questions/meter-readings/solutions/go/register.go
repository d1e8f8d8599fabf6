package meters

import (
	"fmt"
	"sort"
)

// Register holds the meters of a house, each with its number of digits, and what was read from them.
type Register struct {
	digits   map[string]int
	readings map[string]map[string]Reading
}

// NewRegister makes a register without readings; digits says how many each meter has.
func NewRegister(digits map[string]int) *Register {
	register := &Register{digits: map[string]int{}, readings: map[string]map[string]Reading{}}
	for meter, count := range digits {
		register.digits[meter] = count
		register.readings[meter] = map[string]Reading{}
	}
	return register
}

// check answers whether a reading is of a meter that is there, and shows what that can show.
func (r *Register) check(reading Reading) error {
	digits, there := r.digits[reading.Meter]
	if !there {
		return fmt.Errorf("%w: %s", ErrUnknownMeter, reading.Meter)
	}
	if reading.Value >= numbers(digits) {
		return fmt.Errorf("%w: %s can't show %d", ErrBadValue, reading.Meter, reading.Value)
	}
	return nil
}

// Add keeps a reading. It may be older than what is there already.
//
// A meter has one reading a day: a second one for the same day corrects the first.
func (r *Register) Add(reading Reading) error {
	if err := r.check(reading); err != nil {
		return err
	}
	r.readings[reading.Meter][reading.Date] = reading
	return nil
}

// Readings returns the readings of a meter in the order of their dates.
func (r *Register) Readings(meter string) ([]Reading, error) {
	byDate, there := r.readings[meter]
	if !there {
		return nil, fmt.Errorf("%w: %s", ErrUnknownMeter, meter)
	}
	var readings []Reading
	for _, reading := range byDate {
		readings = append(readings, reading)
	}
	sort.Slice(readings, func(i, j int) bool { return readings[i].Date < readings[j].Date })
	return readings, nil
}

// Usage is what a meter counted between two days.
//
// That is from the last reading on or before start (or the very first, if it is later) to the last one on or before
// end.
func (r *Register) Usage(meter, start, end string) (int, error) {
	readings, err := r.Readings(meter)
	if err != nil {
		return 0, err
	}
	first, known := 0, []Reading{}
	for i, reading := range readings {
		if reading.Date <= start {
			first = i
		}
		if reading.Date <= end {
			known = append(known, reading)
		}
	}
	if first >= len(known) {
		return 0, nil
	}
	return counted(known[first:], r.digits[meter]), nil
}
