// canary: ilm-93d6f05be81c47a2
package meters

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

const headings = "meter;date;value\n"

func houseWith(t *testing.T, readings ...Reading) *Register {
	t.Helper()
	register := NewRegister(map[string]int{"heat-1": 5, "water-1": 4})
	for _, reading := range readings {
		if err := register.Add(reading); err != nil {
			t.Fatal(err)
		}
	}
	return register
}

func mustImport(t *testing.T, register *Register, text string, want int) {
	t.Helper()
	if got, err := ImportFile(register, text); err != nil || got != want {
		t.Errorf("%q: got %d readings (%v), want %d", text, got, err, want)
	}
}

func mustShow(t *testing.T, register *Register, meter, want string) {
	t.Helper()
	readings, err := register.Readings(meter)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, reading := range readings {
		got = append(got, fmt.Sprint(reading.Date, " ", reading.Value))
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, ", "), want)
	}
}

func mustUse(t *testing.T, register *Register, meter, start, end string, want int) {
	t.Helper()
	if got, err := register.Usage(meter, start, end); err != nil || got != want {
		t.Errorf("%s from %s to %s: got %d (%v), want %d", meter, start, end, got, err, want)
	}
}

func TestHoweverAFileEndsItsLastReadingCounts(t *testing.T) {
	for _, end := range []string{"", "\n", "\r\n", "\n\n", "\n# the end", "\n  "} {
		register := houseWith(t)
		mustImport(t, register, headings+"heat-1;2026-01-31;100"+end, 1)
		mustShow(t, register, "heat-1", "2026-01-31 100")
	}
}

func TestAFileMayHoldNoReadings(t *testing.T) {
	for _, text := range []string{"", headings, "meter;date;value", headings + "# nothing\n\n"} {
		mustImport(t, houseWith(t), text, 0)
	}
}

func TestCommentsEmptyLinesAndCarriageReturnsMeanNothing(t *testing.T) {
	lines := []string{"meter;date;value", "# January", "", " heat-1;2026-01-31;100 ", "#", "water-1;2026-01-31;7", ""}
	mustImport(t, houseWith(t), strings.Join(lines, "\r\n"), 2)
}

func TestABadLineIsToldByItsNumberInTheFile(t *testing.T) {
	for text, number := range map[string]int{
		"nonsense":                        2,
		"heat-1;2026-01-31;100\nnonsense": 3,
		"# January\n\nheat-1;2026-01-31;100\n  \n# February\nnonsense\nmore": 7,
		"heat-1;2026-01-31;-5": 2,
		"heat-1;31.01.2026;5":  2,
	} {
		_, err := ImportFile(houseWith(t), headings+text)
		var bad *BadLine
		if !errors.As(err, &bad) || bad.Line != number {
			t.Errorf("%q: got error %v, want a BadLine with %d", text, err, number)
		}
	}
}

func TestWhateverIsWrongWithAFileTheRegisterStaysAsItWas(t *testing.T) {
	good := "heat-1;2026-01-31;111\nheat-1;2026-02-28;180\nwater-1;2026-02-28;9999\n"
	for _, line := range []string{"nonsense", "gas-1;2026-02-28;5", "water-1;2026-02-28;10000"} {
		register := houseWith(t, Reading{"heat-1", "2026-01-31", 100}, Reading{"heat-1", "2026-03-31", 300})
		if _, err := ImportFile(register, headings+good+line+"\n"); err == nil {
			t.Errorf("no error for %q", line)
		}
		mustShow(t, register, "heat-1", "2026-01-31 100, 2026-03-31 300")
		mustShow(t, register, "water-1", "")
		mustImport(t, register, headings+good, 3)
		mustShow(t, register, "heat-1", "2026-01-31 111, 2026-02-28 180, 2026-03-31 300")
	}
}

func TestEachFaultHasItsError(t *testing.T) {
	for line, want := range map[string]error{
		"gas-1;2026-02-28;5":       ErrUnknownMeter,
		"water-1;2026-02-28;10000": ErrBadValue,
	} {
		if _, err := ImportFile(houseWith(t), headings+line); !errors.Is(err, want) {
			t.Errorf("%q: got error %v, want %v", line, err, want)
		}
	}
}

func TestWhatAMeterOfFiveDigitsCounts(t *testing.T) {
	for _, each := range []struct {
		values []int
		want   int
	}{
		{[]int{99999, 0}, 1},
		{[]int{0, 99999}, 99999},
		{[]int{50000, 49999}, 99999},
		{[]int{7, 7}, 0},
		{[]int{90000, 20000, 95000}, 105000},
		{[]int{99000, 98000, 97000, 97000}, 198000},
		{[]int{42}, 0},
		{nil, 0},
	} {
		register := houseWith(t)
		for i, value := range each.values {
			if err := register.Add(Reading{"heat-1", fmt.Sprintf("2026-0%d-01", i+1), value}); err != nil {
				t.Fatal(err)
			}
		}
		mustUse(t, register, "heat-1", "2026-01-01", "2026-12-31", each.want)
	}
}

func TestEachMeterHasItsOwnDigits(t *testing.T) {
	register := houseWith(t)
	for _, meter := range []string{"heat-1", "water-1"} {
		for date, value := range map[string]int{"2026-01-31": 9990, "2026-02-28": 20} {
			if err := register.Add(Reading{meter, date, value}); err != nil {
				t.Fatal(err)
			}
		}
	}
	mustUse(t, register, "water-1", "2026-01-31", "2026-02-28", 30)
	mustUse(t, register, "heat-1", "2026-01-31", "2026-02-28", 90030)
}

func TestUsageCountsWithinItsDaysOnly(t *testing.T) {
	register := houseWith(t, Reading{"heat-1", "2026-01-31", 99000}, Reading{"heat-1", "2026-02-28", 1000},
		Reading{"heat-1", "2026-03-31", 1500}, Reading{"heat-1", "2026-04-30", 1600})
	mustUse(t, register, "heat-1", "2026-01-01", "2026-02-28", 2000)
	mustUse(t, register, "heat-1", "2026-02-28", "2026-03-31", 500)
	mustUse(t, register, "heat-1", "2026-03-15", "2026-03-30", 0)
	mustUse(t, register, "heat-1", "2026-02-28", "2026-12-31", 600)
	mustUse(t, register, "heat-1", "2025-01-01", "2025-12-31", 0)
}

func TestALateReadingDoesNotChangeTheUsageOfTheWhole(t *testing.T) {
	register := houseWith(t, Reading{"heat-1", "2026-02-28", 180}, Reading{"heat-1", "2026-03-31", 300},
		Reading{"heat-1", "2026-01-31", 100})
	mustShow(t, register, "heat-1", "2026-01-31 100, 2026-02-28 180, 2026-03-31 300")
	mustUse(t, register, "heat-1", "2026-01-31", "2026-03-31", 200)
}

func TestAReadingIsCorrectedThoughOthersCameAfterIt(t *testing.T) {
	register := houseWith(t, Reading{"heat-1", "2026-01-31", 100}, Reading{"heat-1", "2026-02-28", 810},
		Reading{"heat-1", "2026-03-31", 300}, Reading{"heat-1", "2026-02-28", 180})
	mustShow(t, register, "heat-1", "2026-01-31 100, 2026-02-28 180, 2026-03-31 300")
	mustUse(t, register, "heat-1", "2026-01-31", "2026-03-31", 200)
}

func TestInAFileTheLaterLineCorrectsTheEarlier(t *testing.T) {
	register := houseWith(t)
	lines := "heat-1;2026-02-28;810\nheat-1;2026-01-31;100\nheat-1;2026-02-28;180\n"
	mustImport(t, register, headings+lines, 3)
	mustShow(t, register, "heat-1", "2026-01-31 100, 2026-02-28 180")
}

func TestMetersDoNotMix(t *testing.T) {
	register := houseWith(t, Reading{"heat-1", "2026-01-31", 100}, Reading{"water-1", "2026-01-31", 7})
	heat, _ := register.Readings("heat-1")
	if want := []Reading{{"heat-1", "2026-01-31", 100}}; !reflect.DeepEqual(heat, want) {
		t.Errorf("got %v, want %v", heat, want)
	}
	mustShow(t, register, "water-1", "2026-01-31 7")
}

func TestTheReadingsOfAMeterThatIsNotThere(t *testing.T) {
	if _, err := houseWith(t).Readings("gas-1"); !errors.Is(err, ErrUnknownMeter) {
		t.Errorf("got error %v, want ErrUnknownMeter", err)
	}
}
