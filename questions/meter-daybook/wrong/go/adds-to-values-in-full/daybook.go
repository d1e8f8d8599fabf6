package meter

import "strings"

// daybook is what caretakers write by hand: day by day, each value in full or told from the meter's last one.
type daybook struct{}

func (*daybook) Name() string { return "daybook" }
func (*daybook) Example() string {
	return "DAYBOOK kWh\n@ 2026-03-30\nA-17 1204.5\n@ 2026-03-31\nA-17 +12\n"
}

func (*daybook) Accepts(header string) bool {
	return strings.Fields(header)[0] == "DAYBOOK"
}

func (*daybook) Read(lines []Line) ([]Reading, error) {
	unit := strings.TrimSpace(strings.TrimPrefix(lines[0].Text, "DAYBOOK"))
	if unit != "Wh" && unit != "kWh" {
		return nil, lines[0].bad("not a unit: " + unit)
	}
	var readings []Reading
	day := ""
	last := map[string]int{}
	for _, line := range lines[1:] {
		fields := strings.Fields(line.Text)
		if len(fields) != 2 {
			return nil, line.bad("expected @ DAY or METER VALUE")
		}
		subject, value := fields[0], fields[1]
		if subject == "@" {
			begun, err := parseDay(value, line)
			if err != nil {
				return nil, err
			}
			day = begun
			continue
		}
		if day == "" {
			return nil, line.bad("a value before the first day")
		}
		energy, err := daybookEnergy(value, unit, subject, last, line)
		if err != nil {
			return nil, err
		}
		if value[0] != '+' && value[0] != '=' {
			last[subject] = energy
		}
		readings = append(readings, Reading{Meter: subject, Day: day, WattHours: energy})
	}
	return readings, nil
}

func daybookEnergy(value, unit, meter string, last map[string]int, line Line) (int, error) {
	if value != "=" && !strings.HasPrefix(value, "+") {
		return parseEnergy(value, unit, line)
	}
	before, known := last[meter]
	if !known {
		return 0, line.bad("the meter has no value yet in this file")
	}
	if value == "=" {
		return before, nil
	}
	more, err := parseEnergy(value[1:], unit, line)
	return before + more, err
}
