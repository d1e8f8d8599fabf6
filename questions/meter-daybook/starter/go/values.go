package meter

import (
	"regexp"
	"strconv"
)

// What every format reads the same way. A value that cannot be read makes its line a bad one.

var (
	dayPattern    = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	numberPattern = regexp.MustCompile(`^([0-9]+)(?:[.,]([0-9]{1,3}))?$`)
)

func parseDay(text string, line Line) (string, error) {
	if !dayPattern.MatchString(text) {
		return "", line.bad("not a day: " + text)
	}
	return text, nil
}

// parseEnergy returns whole watt hours, exactly: 1204.5 with the unit kWh is 1204500. The units are Wh and kWh.
func parseEnergy(text, unit string, line Line) (int, error) {
	parts := numberPattern.FindStringSubmatch(text)
	if parts == nil {
		return 0, line.bad("not a number: " + text)
	}
	digits, decimals := parts[1], parts[2]
	switch {
	case unit == "kWh":
		digits += (decimals + "000")[:3]
	case unit != "Wh" || decimals != "":
		return 0, line.bad("not an amount of energy: " + text + " " + unit)
	}
	energy, err := strconv.Atoi(digits)
	if err != nil {
		return 0, line.bad("not a number: " + text)
	}
	return energy, nil
}
