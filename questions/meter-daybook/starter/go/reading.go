// Package meter reads files of energy meter readings.
package meter

// Reading is what a meter's counter shows on a day.
type Reading struct {
	Meter     string
	Day       string // year, month and day, as in 2026-03-31
	WattHours int
}
