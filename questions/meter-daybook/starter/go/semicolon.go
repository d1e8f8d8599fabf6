package meter

import "strings"

// semicolon is what offices export: one reading a line, in kilowatt hours.
type semicolon struct{}

func (*semicolon) Name() string    { return "semicolon" }
func (*semicolon) Example() string { return "meter;day;kwh\nA-17;2026-03-30;1204.5\n" }

func (*semicolon) Accepts(header string) bool {
	return strings.ToLower(header) == "meter;day;kwh"
}

func (*semicolon) Read(lines []Line) ([]Reading, error) {
	var readings []Reading
	for _, line := range lines[1:] {
		fields := strings.Split(line.Text, ";")
		if len(fields) != 3 {
			return nil, line.bad("expected METER;DAY;KWH")
		}
		day, err := parseDay(strings.TrimSpace(fields[1]), line)
		if err != nil {
			return nil, err
		}
		energy, err := parseEnergy(strings.TrimSpace(fields[2]), "kWh", line)
		if err != nil {
			return nil, err
		}
		readings = append(readings, Reading{Meter: strings.TrimSpace(fields[0]), Day: day, WattHours: energy})
	}
	return readings, nil
}
