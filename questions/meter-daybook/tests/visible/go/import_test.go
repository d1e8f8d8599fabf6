package meter

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func expectReadings(t *testing.T, text string, want ...Reading) {
	t.Helper()
	got, err := ImportReadings(text)
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAFileWithSemicolons(t *testing.T) {
	expectReadings(t, "meter;day;kwh\nA-17;2026-03-30;1204.5\nB-02;2026-03-30;88\n",
		Reading{"A-17", "2026-03-30", 1_204_500},
		Reading{"B-02", "2026-03-30", 88_000},
	)
}

func TestAFileWithColumns(t *testing.T) {
	expectReadings(t, "DAY         METER  WH\n2026-03-30  A-17   1204500\n",
		Reading{"A-17", "2026-03-30", 1_204_500},
	)
}

func TestADaybookWithValuesInFull(t *testing.T) {
	expectReadings(t, "DAYBOOK kWh\n@ 2026-03-30\nA-17 1204.5\nB-02 88\n@ 2026-03-31\nA-17 1210\n",
		Reading{"A-17", "2026-03-30", 1_204_500},
		Reading{"B-02", "2026-03-30", 88_000},
		Reading{"A-17", "2026-03-31", 1_210_000},
	)
}

func TestADaybookValueToldFromTheLastOne(t *testing.T) {
	expectReadings(t, "DAYBOOK kWh\n@ 2026-03-30\nA-17 100\n@ 2026-03-31\nA-17 +2.5\n",
		Reading{"A-17", "2026-03-30", 100_000},
		Reading{"A-17", "2026-03-31", 102_500},
	)
}

func TestADaybookValueBeforeAnyDayIsABadLine(t *testing.T) {
	_, err := ImportReadings("DAYBOOK kWh\nA-17 100\n")
	var bad *BadLineError
	if !errors.As(err, &bad) || bad.Line != 2 {
		t.Errorf("got error %v, want one for line 2", err)
	}
}

func TestUsersAreToldOfDaybooks(t *testing.T) {
	help := "\n" + DescribeFormats() + "\n"
	if !strings.HasPrefix(help, "\nsemicolon\n") || !strings.Contains(help, "\ndaybook\n") {
		t.Errorf("the help text is%s", help)
	}
}
