package meter

import "strings"

// columns is what the handheld device writes: columns with spaces between them, in watt hours.
type columns struct{}

func (*columns) Name() string    { return "columns" }
func (*columns) Example() string { return "DAY         METER  WH\n2026-03-30  A-17   1204500\n" }

func (*columns) Accepts(header string) bool {
	return strings.Join(strings.Fields(header), " ") == "DAY METER WH"
}

func (*columns) Read(lines []Line) ([]Reading, error) {
	var readings []Reading
	for _, line := range lines[1:] {
		fields := strings.Fields(line.Text)
		if len(fields) != 3 {
			return nil, line.bad("expected DAY METER WH")
		}
		day, err := parseDay(fields[0], line)
		if err != nil {
			return nil, err
		}
		energy, err := parseEnergy(fields[2], "Wh", line)
		if err != nil {
			return nil, err
		}
		readings = append(readings, Reading{Meter: fields[1], Day: day, WattHours: energy})
	}
	return readings, nil
}
