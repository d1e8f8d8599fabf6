package meters

import (
	"errors"
	"reflect"
	"testing"
)

func newRegister(t *testing.T, readings ...Reading) *Register {
	t.Helper()
	register := NewRegister(map[string]int{"heat-1": 5, "water-1": 4})
	for _, reading := range readings {
		if err := register.Add(reading); err != nil {
			t.Fatalf("unexpected error: %v", err)
		}
	}
	return register
}

func expectImport(t *testing.T, register *Register, text string, want int) {
	t.Helper()
	if got, err := ImportFile(register, text); err != nil || got != want {
		t.Errorf("got %d readings (%v), want %d", got, err, want)
	}
}

func expectReadings(t *testing.T, register *Register, meter string, want ...Reading) {
	t.Helper()
	got, err := register.Readings(meter)
	if err != nil || len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}

func expectUsage(t *testing.T, register *Register, meter, start, end string, want int) {
	t.Helper()
	if got, err := register.Usage(meter, start, end); err != nil || got != want {
		t.Errorf("%s from %s to %s: got %d (%v), want %d", meter, start, end, got, err, want)
	}
}

func TestAFileIsImported(t *testing.T) {
	register := newRegister(t)
	expectImport(t, register, "meter;date;value\nheat-1;2026-01-31;100\nwater-1;2026-01-31;7\n", 2)
	expectReadings(t, register, "heat-1", Reading{"heat-1", "2026-01-31", 100})
}

func TestAFileMayEndWithoutANewline(t *testing.T) {
	register := newRegister(t)
	expectImport(t, register, "meter;date;value\nheat-1;2026-01-31;100\nwater-1;2026-01-31;7", 2)
	expectReadings(t, register, "water-1", Reading{"water-1", "2026-01-31", 7})
}

func TestAFileWithATypoLeavesNothingBehind(t *testing.T) {
	register := newRegister(t)
	_, err := ImportFile(register, "meter;date;value\nheat-1;2026-01-31;100\nheat-1;2026-02-28;1o4\n")
	var bad *BadLine
	if !errors.As(err, &bad) {
		t.Errorf("got error %v, want a BadLine", err)
	}
	expectReadings(t, register, "heat-1")
}

func TestAMeterGoesOnWithZeroAfterItsHighestNumber(t *testing.T) {
	register := newRegister(t, Reading{"heat-1", "2026-01-31", 99990}, Reading{"heat-1", "2026-02-28", 15})
	expectUsage(t, register, "heat-1", "2026-01-31", "2026-02-28", 25)
}

func TestAReadingMayComeLate(t *testing.T) {
	january := Reading{"heat-1", "2026-01-31", 100}
	february := Reading{"heat-1", "2026-02-28", 180}
	march := Reading{"heat-1", "2026-03-31", 300}
	register := newRegister(t, january, march, february)
	expectReadings(t, register, "heat-1", january, february, march)
}

func TestUsageIsTakenFromTheLastReadingsBeforeTwoDays(t *testing.T) {
	register := newRegister(t, Reading{"heat-1", "2026-01-30", 100}, Reading{"heat-1", "2026-02-27", 180},
		Reading{"heat-1", "2026-03-31", 300})
	expectUsage(t, register, "heat-1", "2026-01-31", "2026-02-28", 80)
}
